"""Conversations: what a question leans on is carried, a new matter drops it."""

from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.dialogue import State
from tests.cases_of import cases_of


@pytest.mark.parametrize("case", cases_of("assistant/dialogues"))
def test_questions_go_on_with_what_was_said(assistant: Assistant, case: dict[str, Any]) -> None:
    state = State()
    for question, cited, words in case["turns"]:
        answer = assistant.ask(question, state=state)
        state = assistant.state_after(answer, state)
        assert list(dict.fromkeys(each.clause for each in answer.citations)) == cited, question
        assert words in answer.text, question
        assert answer.question == question


def test_a_question_that_stands_alone_is_answered_as_without_a_state(assistant: Assistant) -> None:
    state = State("农机报废更新", ("区农业农村局",), "lead", ("6",))
    for question in ("充换电站要建多少座", "区财政局牵头哪些任务", "第29条讲什么"):
        assert assistant.ask(question, state=state).text == assistant.ask(question).text
