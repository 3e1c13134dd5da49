"""Figures against values worked out by hand, and judgements row by row."""

from pathlib import Path
from typing import Any

import pytest

from eval.answers import AnswersReport, judge
from eval.formats import Topic, read_gold, read_topics
from eval.measures.machine import percentile
from eval.measures.sets import set_score
from eval.parsing import parsing_figures
from indexer.errors import WenceError
from indexer.model import Answer, Citation, Document, Span
from tests.conftest import ROOT


def test_f1_is_the_harmonic_mean() -> None:
    score = set_score({"a", "b", "c", "d"}, {"a", "b", "x"})
    assert (score.precision, score.recall) == (pytest.approx(2 / 3), 0.5)
    assert score.f1 == pytest.approx(4 / 7)


@pytest.mark.parametrize(
    ("gold", "found", "f1"), [(set(), set(), 1.0), ({"a"}, set(), 0.0), (set(), {"a"}, 0.0)]
)
def test_empty_sets_have_a_score(gold: set[str], found: set[str], f1: float) -> None:
    assert set_score(gold, found).f1 == f1


def test_the_percentile_is_a_value_that_occurred() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile(range(100), 0.95) == 95
    assert percentile([], 0.5) == 0


def _answer(text: str, *clauses: str, status: str = "answered") -> Answer:
    citations = tuple(
        Citation(n, f"d#{c}", "d", None, "t", c, (), "甲", Span(0, 1), None)
        for n, c in enumerate(clauses, 1)
    )
    return Answer(question="q", status=status, intent="lead", text=text, citations=citations)


@pytest.mark.parametrize(
    ("row", "answer", "right"),
    [
        ({"match": "any", "clauses": ["1"]}, _answer("甲", "1", "2"), True),
        ({"match": "any", "clauses": ["2"]}, _answer("甲", "1", "2"), False),
        ({"match": "all", "clauses": ["1", "2"]}, _answer("甲", "2", "1"), True),
        ({"match": "all", "clauses": ["1"]}, _answer("甲", "1", "2"), False),
        ({"must": ["乙|甲"]}, _answer("**甲**", "1"), True),
        ({"must": ["甲", "乙"]}, _answer("甲", "1"), False),
        ({"must": ["97.6%"]}, _answer("９７.６％", "1"), True),
        ({"never": ["元"]}, _answer("补500元", "1"), False),
        ({"status": "not_found"}, _answer("没有", status="not_found"), True),
        ({"status": "not_found"}, _answer("有", "1"), False),
    ],
)
def test_an_answer_is_judged_by_its_row(row: dict[str, Any], answer: Answer, right: bool) -> None:
    fields = {"status": "answered", "clauses": (), "match": "none", "must": (), "never": (), **row}
    topic = Topic(id="1", kind="k", question="q", doc_id=None, **fields)
    outcome = judge(topic, answer, lambda _: "甲乙")
    assert outcome.right is right
    assert outcome.quotes_ok


def test_a_false_quote_is_counted() -> None:
    topic = Topic("1", "k", "q", "answered", (), "none", (), (), None)
    outcome = judge(topic, _answer("甲", "1"), lambda _: "乙")
    assert AnswersReport((outcome,)).figures()["false_quotes"] == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "第 2 行"), ("{}", "question"), ('{"question": "q", "match": "some"}', "match")],
)
def test_a_broken_row_is_named(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "topics.jsonl"
    file.write_text(f'{{"question": "q"}}\n{line}\n', "utf-8")
    with pytest.raises(WenceError, match=message):
        read_topics(file)


def test_the_home_plan_is_parsed_as_its_gold_says(home: Document) -> None:
    gold = read_gold(ROOT / "eval" / "topics" / "zhangqiu-2024-2.parsing.json")
    figures, differences = parsing_figures(gold, home)
    assert differences == []
    assert set(figures.values()) == {1.0}


def test_a_wrong_organ_costs(home: Document) -> None:
    gold = read_gold(ROOT / "eval" / "topics" / "zhangqiu-2024-2.parsing.json")
    gold["measures"][0]["lead"] = ["区气象局"]
    figures, differences = parsing_figures(gold, home)
    assert figures["measures_exact"] == pytest.approx(59 / 60)
    assert len(differences) == 2
