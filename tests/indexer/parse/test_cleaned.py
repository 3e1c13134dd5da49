"""Clean texts are kept up to a number of characters; what was used last stays."""

from indexer.parse.cleaned import Cleaned

SOURCES = {"first": "一二 三", "second": "四五六", "third": "七八九"}


def test_what_was_not_used_longest_gives_way() -> None:
    read: list[str] = []

    def source(doc_id: str) -> str:
        read.append(doc_id)
        return SOURCES[doc_id]

    cleaned = Cleaned(source, characters=6)
    assert [cleaned.of(each).text for each in ("first", "second")] == ["一二三", "四五六"]
    assert cleaned.of("first").offsets[2] == 3
    assert cleaned.of("third").text == "七八九"
    cleaned.of("first")
    cleaned.of("second")
    assert read == ["first", "second", "third", "second"]


def test_a_text_longer_than_all_that_is_kept_is_cleaned_all_the_same() -> None:
    cleaned = Cleaned(SOURCES.__getitem__, characters=1)
    assert [cleaned.of(each).text for each in SOURCES] == ["一二三", "四五六", "七八九"]
