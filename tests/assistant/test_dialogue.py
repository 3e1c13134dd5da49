"""Conversations: what a question leans on is carried, a new matter drops it."""

from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.dialogue import State
from indexer.build import open_library
from tests.cases_of import cases_of

ANY = ["*"]


@pytest.mark.parametrize("case", cases_of("assistant/dialogues"))
def test_questions_go_on_with_what_was_said(
    assistant: Assistant, case: dict[str, Any], tmp_path: Path
) -> None:
    talking = _over(case["plan"], tmp_path) if "plan" in case else assistant
    state = State()
    for question, cited, words in case["turns"]:
        answer = talking.ask(question, state=state)
        state = talking.state_after(answer, state)
        if cited != ANY:
            assert list(dict.fromkeys(each.clause for each in answer.citations)) == cited, question
        assert words in answer.text.replace("**", ""), question
        assert answer.question == question


def _over(plan: str, folder: Path) -> Assistant:
    """An assistant over one invented plan."""
    documents = folder / "corpus" / "documents"
    documents.mkdir(parents=True)
    (documents / "plan.txt").write_text(plan.lstrip(), "utf-8")
    return Assistant(open_library(folder / "corpus", folder / "index"))


@pytest.mark.parametrize("case", cases_of("assistant/alone"))
def test_a_whole_question_is_answered_as_without_what_was_said(
    assistant: Assistant, case: dict[str, Any]
) -> None:
    for opener in case["openers"]:
        state = assistant.state_after(assistant.ask(opener, state=State()), State())
        changed = [
            question
            for question in case["questions"]
            if assistant.ask(question, state=state).text != assistant.ask(question).text
        ]
        assert changed == [], opener


def test_what_was_said_before_the_last_matter_is_forgotten(assistant: Assistant) -> None:
    state = State()
    for question in ("农机报废更新由谁牵头", "2025年有哪些目标"):
        state = assistant.state_after(assistant.ask(question, state=state), state)
    assert "农机" not in state.topic
    assert "区农业农村局" not in state.organs


def test_a_conversation_goes_on_in_the_document_asked(assistant: Assistant) -> None:
    state, document = State(), "shandong-2024-3"
    first = assistant.ask("二手车交易量的目标是多少", document, state)
    state = assistant.state_after(first, state, document)
    answer = assistant.ask("新能源汽车呢", document, state)
    assert {each.doc_id for each in answer.citations} == {document}
