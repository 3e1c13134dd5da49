"""Words that a text holds are found without looking for each of them."""

import pytest

from indexer.lexicon import Forms

WORDS = ("补贴", "补贴标准", "贴息", "车", "新能源汽车", "A级")


@pytest.mark.parametrize("text", ["", "补", "新能源汽车补贴标准", "车贴息A级车", "补 贴", "贴补贴"])
def test_the_words_found_are_those_that_stand_in_the_text(text: str) -> None:
    assert Forms(WORDS).held(text) == {word for word in WORDS if word in text}
