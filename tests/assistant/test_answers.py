"""Answers over the home plan, row by row."""

from typing import Any

import pytest

from assistant.answer import Assistant
from eval.answers import judge
from eval.formats import Topic, read_topics
from indexer.build import Library
from indexer.model import Answer
from tests.assistant.conftest import Asker
from tests.cases_of import cases_of
from tests.conftest import ROOT

ROLES = {"lead": "牵头哪些任务", "responsible": "作为责任单位参与哪些任务"}


@pytest.mark.parametrize("case", cases_of("assistant/answers"))
def test_a_question_is_answered_as_the_plan_says(ask: Asker, case: dict[str, Any]) -> None:
    answer = ask(case["question"])
    assert answer.status == case.get("status", "answered"), answer.text
    assert answer.intent == case.get("intent", answer.intent)
    assert [word for word in case.get("must", []) if word not in answer.text] == [], answer.text
    assert [word for word in case.get("never", []) if word in answer.text] == [], answer.text
    _cites(answer, case)


def _cites(answer: Answer, case: dict[str, Any]) -> None:
    cited = [each.clause for each in answer.citations]
    if "exact" in case:
        assert list(dict.fromkeys(cited)) == case["exact"]
    if "first" in case:
        assert cited[0] == case["first"]
    if "related" in case:
        assert case["related"] in [each.clause for each in answer.related]
    rows = None if answer.table is None else len(answer.table.rows)
    assert rows == case.get("rows")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("case", cases_of("assistant/duties"))
def test_an_organ_gets_its_duties_and_no_other(ask: Asker, case: dict[str, Any], role: str) -> None:
    answer = ask(f"{case['name']}{ROLES[role]}？")
    labels = [str(number) for number in case[role]]
    assert [each.clause for each in answer.citations] == labels
    assert answer.status == ("answered" if labels else "not_found")
    if labels:
        assert answer.table is not None
        assert [row[0] for row in answer.table.rows] == labels
        assert f"{len(labels)}项，全部列出" in answer.text


DEVELOPMENT = read_topics(ROOT / "eval" / "topics" / "home-dev.jsonl")


def test_at_least_95_of_100_development_questions_are_right(ask: Asker, library: Library) -> None:
    judged = [
        judge(topic, ask(topic.question), lambda doc_id: library.source(doc_id).text)
        for topic in DEVELOPMENT
    ]
    wrong = [each.topic.question for each in judged if not each.right]
    assert len(judged) >= 100
    assert len(wrong) <= 0.05 * len(judged), wrong


@pytest.mark.parametrize("topic", DEVELOPMENT[:3], ids=lambda topic: str(topic.id))
def test_a_wrong_answer_is_judged_wrong(ask: Asker, library: Library, topic: Topic) -> None:
    refusal = ask("区医保局负责哪些任务？")
    assert not judge(topic, refusal, lambda doc_id: library.source(doc_id).text).right


@pytest.mark.parametrize(
    "text",
    ["", "？", "。。。", "啊" * 500, "<script>", "1" * 300, "牵头", "\x00", "〔〕", "第条", "^[*"],
    ids=repr,
)
def test_an_odd_question_is_refused_calmly(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(text)
    assert answer.status == "not_found"
    assert answer.citations == ()
    assert answer.text


def test_an_answer_can_be_limited_to_a_document(assistant: Assistant) -> None:
    answer = assistant.ask("农机报废更新由谁牵头", doc_id="zhangqiu-2024-2")
    assert [each.clause_id for each in answer.citations] == ["zhangqiu-2024-2#6"]
