"""Measures against tables worked out by hand, and against ir_measures."""

from typing import Any

import pytest

from eval.formats.topics import topic_of
from eval.measures.certainty import interval, randomisation
from eval.measures.citing import clause_score, list_score, refusals
from eval.measures.slots import slot_score, slots_of
from eval.measures.words import exact, held, token_f1
from tests.cases_of import tables_of

CASES = tables_of("eval/measures")
NEAR = {"abs": 1e-6}


@pytest.mark.parametrize("case", CASES["words"])
def test_words_are_scored_as_by_hand(case: dict[str, Any]) -> None:
    answer, references = case["answer"], case["references"]
    assert exact(answer, references) == case["exact"]
    assert held(answer, references) == case["held"]
    assert token_f1(answer, references) == pytest.approx(case["f1"], **NEAR)


@pytest.mark.parametrize("case", CASES["slots"])
def test_slots_are_scored_as_by_hand(case: dict[str, Any]) -> None:
    def organs(text: str) -> set[str]:
        return {each for each in ("区财政局", "区教育局") if each in text}

    score = slot_score(slots_of(case["gold"], organs), slots_of([case["answer"]], organs))
    found = {kind: [each.precision, each.recall] for kind, each in score.items()}
    assert found == {kind: case[kind] for kind in ("organs", "values", "dates") if kind in case}


@pytest.mark.parametrize("case", CASES["clauses"])
def test_clauses_are_scored_as_by_hand(case: dict[str, Any]) -> None:
    row = {"question": "甲", "clauses": case["gold"], "match": case["match"]}
    score = clause_score(topic_of(row, ""), case["cited"])
    assert score is not None
    assert [score.precision, score.recall] == pytest.approx(case["score"], **NEAR)


def test_only_lists_have_a_list_score() -> None:
    of_any = topic_of({"question": "甲", "clauses": ["1"], "match": "any"}, "")
    of_all = topic_of({"question": "甲", "clauses": ["1", "2"], "match": "all"}, "")
    assert list_score(of_any, ["1"]) is None
    score = list_score(of_all, ["1", "2", "3"])
    assert score is not None
    assert (score.precision, score.recall) == (pytest.approx(2 / 3), 1.0)


def test_refusals_are_counted_both_ways() -> None:
    gold = ["not_found", "not_found", "answered", "answered"]
    said = ["not_found", "answered", "not_found", "answered"]
    score = refusals(list(zip(gold, said, strict=True)))
    assert (score.precision, score.recall) == (0.5, 0.5)


def test_an_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few, many = [0.0, 1.0] * 10, [0.0, 1.0] * 500
    low, high = interval(few)
    closer = interval(many)
    assert low < 0.5 < high
    assert low < closer[0] < 0.5 < closer[1] < high
    assert interval(few) == (low, high)
    assert interval([]) == (0.0, 0.0)


def test_an_interval_of_equal_values_has_no_width() -> None:
    assert interval([0.75] * 30) == (0.75, 0.75)


def test_few_differences_are_tested_exactly() -> None:
    # Four gains and no loss: of 16 assignments of signs, 2 are as extreme.
    assert randomisation([1, 1, 1, 1, 0], [0, 0, 0, 0, 0]) == 0.125
    assert randomisation([1, 0, 1], [1, 0, 1]) == 1.0


def test_many_differences_are_tested_by_chance_alike_each_time() -> None:
    better, worse = [1.0] * 40 + [0.0] * 10, [0.0] * 40 + [1.0] * 10
    assert randomisation(better, worse) == randomisation(better, worse) < 0.001
    assert randomisation([1.0, 0.0] * 20, [0.0, 1.0] * 20) > 0.9


def test_runs_of_other_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="longer"):
        randomisation([1.0], [1.0, 0.0])
