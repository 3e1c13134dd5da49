"""Variants are written by rule, the same for the same seed, and keep what is right."""

import random
from pathlib import Path
from typing import Any

import pytest

from eval.answers import evaluate
from eval.formats import Topic
from eval.variants import KINDS, figures_by_kind, make_variants, variant, words_of
from indexer.model import Answer
from tests.cases_of import cases_of

TOPICS = [
    Topic("a", "lead", "请问2027年充换电站建设由谁牵头？", "answered", ("5",), "any", (), (), None),
    Topic("b", "lead", "燃气管道改造由哪个单位负责？", "answered", ("21",), "any", (), (), None),
]


@pytest.mark.parametrize("case", cases_of("eval/variants"))
def test_a_question_is_written_otherwise(tmp_path: Path, case: dict[str, Any]) -> None:
    text = variant(case["kind"], case["question"], random.Random(1), words_of(tmp_path))
    if "texts" in case:
        assert text in (case["texts"] or ["", case["question"]])
    else:
        assert case["kept"] in text
        assert case["lost"] not in text


def test_variants_are_spread_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    words = words_of(tmp_path)
    found = make_variants(TOPICS, 30, words)
    assert found == make_variants(TOPICS, 30, words)
    assert found != make_variants(TOPICS, 30, words, seed=8)
    assert {each.kind for each in found} == set(KINDS)
    assert len({each.question for each in found}) == 30
    assert {each.clauses for each in found} == {("5",), ("21",)}


def test_there_are_no_more_variants_than_there_are(tmp_path: Path) -> None:
    assert len(make_variants([], 10, words_of(tmp_path))) == 0


def test_figures_stand_by_kind(tmp_path: Path) -> None:
    def ask(topic: Topic) -> Answer:
        return Answer(topic.question, "answered", "lead", "")

    varied = make_variants(TOPICS, 12, words_of(tmp_path))
    report = evaluate(TOPICS, ask, lambda _: "")
    figures = figures_by_kind(report, evaluate(varied, ask, lambda _: "", lambda _: ("数字：1",)))
    assert figures["original"] == {
        "questions": 2,
        "right": 0.0,
        "loss": 0.0,
        "unsupported": 0,
    }
    assert figures["all variants"]["unsupported"] == 12
