"""Questions become intents with slots."""

import tomllib
from typing import Any

import pytest

from assistant.question import Question, intent_rows
from tests.assistant.conftest import Reader
from tests.cases_of import CASES, cases_of

INTENTS: dict[str, list[str]] = tomllib.loads(
    (CASES / "assistant" / "intents.toml").read_text("utf-8")
)["intents"]


@pytest.mark.parametrize("row", intent_rows(), ids=lambda row: str(row["examples"][0]))
def test_an_intent_reads_its_examples(read: Reader, row: dict[str, Any]) -> None:
    assert row["examples"]
    assert {text: read(text).intent for text in row["examples"]} == dict.fromkeys(
        row["examples"], row["id"]
    )


def test_every_intent_has_four_questions_beyond_its_examples() -> None:
    ids = {str(row["id"]) for row in intent_rows()} | {"unclear"}
    assert set(INTENTS) == ids
    examples = {text for row in intent_rows() for text in row["examples"]}
    few = {name: texts for name, texts in INTENTS.items() if len(set(texts) - examples) < 4}
    assert few == {}


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        pytest.param(name, text, id=f"{name}-{text}")
        for name, all_ in INTENTS.items()
        for text in all_
    ],
)
def test_an_intent_is_read_from_many_wordings(read: Reader, intent: str, text: str) -> None:
    assert read(text).intent == intent


@pytest.mark.parametrize("case", [*cases_of("questions"), *cases_of("assistant/slots")])
def test_slots_are_found(read: Reader, case: dict[str, Any]) -> None:
    question = read(case["question"])
    for name, value in case["slots"].items():
        found = getattr(question, name)
        assert (_plain(found) if isinstance(found, tuple) else found) == value


def _plain(found: tuple[Any, ...]) -> list[Any]:
    """Tuples as the lists that TOML knows."""
    return [list(each) if isinstance(each, tuple) else each for each in found]


@pytest.mark.parametrize("case", cases_of("assistant/cues"))
def test_cues_say_what_is_asked(read: Reader, case: dict[str, Any]) -> None:
    question = read(case["question"])
    assert set(case["cues"]) <= question.cues
    assert question.cues.isdisjoint(case.get("not", []))


@pytest.mark.parametrize("case", cases_of("assistant/same"))
def test_another_writing_is_the_same_question(read: Reader, case: dict[str, Any]) -> None:
    plain = _without_text(read(case["plain"]))
    assert {text: _without_text(read(text)) for text in case["same"]} == dict.fromkeys(
        case["same"], plain
    )


def _without_text(question: Question) -> tuple[Any, ...]:
    """What a question means, apart from how it was typed."""
    return (
        question.intent,
        question.topic,
        question.organs,
        question.labels,
        question.years,
        question.documents,
    )
