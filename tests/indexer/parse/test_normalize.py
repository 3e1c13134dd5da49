"""Cleaning loses layout, never the way home."""

import pytest

from indexer.parse.normalize import clean, fold


def test_every_clean_character_stands_at_its_place_in_the_source(home_text: str) -> None:
    text = clean(home_text)
    assert len(text.text) == len(text.offsets) > 10_000
    wrong = [
        (place, char)
        for char, place in zip(text.text, text.offsets, strict=True)
        if char != "\n" and home_text[place] != char
    ]
    assert wrong == []


def test_folding_keeps_the_length(home_text: str) -> None:
    assert len(fold(home_text)) == len(home_text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("到 2025 年，建成 7 家", "到2025年，建成7家"),
        ("前文。\n- 14 -\n后文。", "前文。\n后文。"),
        ("use of AI 与 GPU", "use of AI与GPU"),
        ("到 20 27 年，新增 1 800 辆，共 12 3 类", "到2027年，新增1800辆，共12 3类"),
    ],
    ids=[
        "spaces beside characters",
        "a page mark",
        "spaces between Latin words",
        "numbers that layout parts",
    ],
)
def test_layout_goes(source: str, expected: str) -> None:
    assert clean(source).text.strip() == expected


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n \n"])
def test_hard_wrapped_lines_become_one_paragraph(between: str) -> None:
    sentence = "推动先进制造业与现代物流业融合创新发展，鼓励企业发展供应链管理等融合发展的新业态"
    paragraph = sentence * 6 + "。"
    lines = [paragraph[i : i + 28] for i in range(0, len(paragraph), 28)]
    assert clean(between.join(lines) + between + "下一段从这里开始。").text.split("\n") == [
        paragraph,
        "下一段从这里开始。",
    ]


@pytest.mark.parametrize("source", ["", " \n\n ", "\x00\ufeff", "无" * 100_000])
def test_odd_text_is_cleaned_without_an_error(source: str) -> None:
    assert len(clean(source).text) <= len(source)
