"""Slips and words typed in letters are put right; nothing else is touched."""

from typing import Any

import pytest

from assistant.hearing.hearing import Hearing
from assistant.hearing.sounds import Words, blurred
from assistant.knowledge import Knowledge
from eval.formats import read_topics
from tests.assistant.conftest import Asker, Reader
from tests.cases_of import cases_of
from tests.conftest import ROOT

TOPICS = [
    topic
    for path in sorted((ROOT / "eval" / "topics").glob("*-dev.jsonl"))
    if "everyday" not in path.stem
    for topic in read_topics(path)
]
CLEAN = [t.question for t in TOPICS if t.kind not in ("typo", "pinyin", "english", "traditional")]


@pytest.fixture(scope="module")
def hearing(knowledge: Knowledge, read: Reader) -> Hearing:
    return Hearing(knowledge, read)


@pytest.mark.parametrize("case", cases_of("assistant/respelling"))
def test_a_slip_is_put_right(hearing: Hearing, case: dict[str, Any]) -> None:
    heard = hearing.heard(case["typed"])
    assert heard.text == case["meant"]
    assert heard.remark.startswith("按“")


@pytest.mark.parametrize("case", cases_of("assistant/respelling_same"))
def test_a_question_without_slips_stays(hearing: Hearing, case: dict[str, Any]) -> None:
    assert hearing.heard(case["name"]).text == case["name"]


def test_no_development_question_without_slips_is_altered(hearing: Hearing) -> None:
    assert len(CLEAN) >= 300
    assert {text: hearing.heard(text).text for text in CLEAN} == {text: text for text in CLEAN}


def test_the_reading_shows_what_was_put_in(ask: Asker) -> None:
    assert ask("chonghuandian站要建几座").reading.startswith("按“充换电站”理解")


@pytest.mark.parametrize(
    ("syllable", "same"), [("zhan", "zan"), ("sheng", "sen"), ("liang", "nian"), ("chong", "con")]
)
def test_sounds_that_are_taken_for_each_other(syllable: str, same: str) -> None:
    assert blurred(syllable) == blurred(same)


def test_letters_are_parted_into_syllables_of_the_corpus() -> None:
    words = Words(["充换电站", "西安"])
    assert words.parted("chonghuandian") == [("chong", "huan", "dian")]
    assert words.parted("xian") == [("xi", "an")]
    assert words.parted("wifi") == []
