"""Clause trees of small plans, by table, and laws that hold for every tree."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer.model import ClauseKind, Document
from indexer.parse.numbering import find_mark, parse_number, to_han
from tests.cases_of import cases_of

Parse = Callable[[str], Document]


def _source(case: dict[str, Any]) -> str:
    return str(case["text"]).removeprefix("\n")


@pytest.mark.parametrize("case", cases_of("clauses"))
def test_a_plan_has_its_clauses(parse: Parse, case: dict[str, Any]) -> None:
    tree = [
        [c.clause_id.removeprefix("plan#"), c.label, c.kind.value, c.depth, c.heading or ""]
        for c in parse(_source(case)).clauses
    ]
    assert tree == case["tree"]


@pytest.mark.parametrize("case", cases_of("clauses"))
def test_no_two_clauses_share_an_id(parse: Parse, case: dict[str, Any]) -> None:
    ids = [c.clause_id for c in parse(_source(case)).clauses]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("case", cases_of("clauses"))
def test_own_spans_cover_the_text_once_and_in_order(parse: Parse, case: dict[str, Any]) -> None:
    source = _source(case)
    place = 0
    for clause in parse(source).clauses:
        assert source[place : clause.own.start].strip() == ""
        place = clause.own.end
    assert source[place:].strip() == ""


@pytest.mark.parametrize("case", cases_of("clauses"))
def test_a_path_leads_through_the_parents(parse: Parse, case: dict[str, Any]) -> None:
    clauses = {c.clause_id: c for c in parse(_source(case)).clauses}
    for clause in clauses.values():
        if clause.kind is ClauseKind.HEAD:
            assert clause.path == ()
            continue
        parent = clauses.get(clause.parent_id or "")
        assert clause.path == (*(parent.path if parent else ()), clause.title)
        assert clause.depth == len(clause.path) - 1


@pytest.mark.parametrize(
    ("paragraph", "label", "number"),
    [
        ("一、总体要求", "一", 1),
        ("（二十八）建立政策体系", "（二十八）", 28),
        ("50. 加快重点领域标准制定", "50", 50),
        ("第十二条 施行", "第十二条", 12),
        ("⑳最后一项", "⑳", 20),
        ("（1）申请", "（1）", 1),
        ("2）申请", "2）", 2),
    ],
)
def test_a_mark_opens_its_paragraph(paragraph: str, label: str, number: int) -> None:
    mark = find_mark(paragraph)
    assert mark is not None
    assert (mark.label, mark.number) == (label, number)
    assert paragraph[mark.end :].lstrip() == paragraph[mark.end :]


@pytest.mark.parametrize(
    "paragraph", ["", "1.5万辆", "2025年", "5G工厂", "一是加强领导", "（一般）", "（2024年版）"]
)
def test_other_paragraphs_open_without_a_mark(paragraph: str) -> None:
    assert find_mark(paragraph) is None


def test_chinese_numbers_are_read_as_they_are_written() -> None:
    assert [parse_number(to_han(number)) for number in range(100)] == list(range(100))


@pytest.mark.parametrize(
    ("text", "number"),
    [("一百零八", 108), ("二〇二四", 2024), ("060", 60), ("甲", None), ("", None), ("1.5", None)],
)
def test_a_number_is_whole_or_none(text: str, number: int | None) -> None:
    assert parse_number(text) == number
