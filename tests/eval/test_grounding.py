"""Answers that are true pass the check; falsified ones do not."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.answer import Assistant
from eval.answers import evaluate, unsupported_lines
from eval.arithmetic import sums_of
from eval.formats import Topic
from eval.grounding import Grounding
from indexer.build import Library
from indexer.model import Span
from tests.cases_of import cases_of


@pytest.fixture(scope="module")
def grounding(library: Library) -> Grounding:
    return Grounding(library)


@pytest.mark.parametrize("case", cases_of("eval/groundless"))
def test_a_falsified_answer_is_found_out(
    assistant: Assistant, grounding: Grounding, case: dict[str, Any]
) -> None:
    answer = assistant.ask(case["question"])
    assert grounding.unsupported(answer) == ()
    assert case["old"] in answer.text, answer.text
    false = replace(answer, text=answer.text.replace(case["old"], case["new"], 1))
    found = grounding.unsupported(false)
    assert any(each.startswith(case["piece"]) for each in found), found


def test_a_quote_that_is_not_the_source_is_found_out(
    assistant: Assistant, grounding: Grounding
) -> None:
    answer = assistant.ask("农机报废更新由谁牵头？")
    moved = replace(answer.citations[0], span=Span(0, 5))
    found = grounding.unsupported(replace(answer, citations=(moved,)))
    assert any(each.startswith("引文：") for each in found)


def test_a_refusal_may_repeat_the_question_and_no_more(
    assistant: Assistant, grounding: Grounding
) -> None:
    answer = assistant.ask("区气象局2041年负责“人工影响天气”吗？")
    assert answer.status == "not_found"
    assert grounding.unsupported(answer) == ()
    other = replace(answer, question="天气", slots={})
    false = replace(other, text=other.text + "到2041年，增加“人工影响天气”作业点312处。")
    assert {each[:3] for each in grounding.unsupported(false)} == {"数字：", "引号："}


@pytest.mark.parametrize("case", cases_of("eval/sums"))
def test_a_sum_that_is_shown_is_worked_out_again(case: dict[str, Any]) -> None:
    assert [[each.result, each.right] for each in sums_of(case["text"])] == case["sums"]


def test_the_report_names_what_is_unsupported(assistant: Assistant, library: Library) -> None:
    topic = Topic("one", "lead", "农机报废更新由谁牵头？", "answered", ("6",), "any", (), (), None)
    report = evaluate(
        [topic],
        lambda each: assistant.ask(each.question),
        lambda doc_id: library.source(doc_id).text,
        lambda answer: ("数字：7",),
    )
    assert report.figures()["unsupported"] == 1
    assert unsupported_lines(report) == ["无依据：one 农机报废更新由谁牵头？：数字：7"]


def test_a_sum_of_the_question_may_be_written_in_figures(
    assistant: Assistant, grounding: Grounding
) -> None:
    answer = assistant.ask("农机报废更新由谁牵头？")
    told = replace(answer, text=answer.text + "20000元。")
    assert any(each.startswith("数字：") for each in grounding.unsupported(told))
    assert grounding.unsupported(replace(told, question="一年租金两万，由谁牵头？")) == ()
