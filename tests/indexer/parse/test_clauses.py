"""The clause tree: the home plan pinned, other numberings by small texts."""

from collections import Counter
from collections.abc import Callable

import pytest

from indexer.model import Clause, ClauseKind, Document

Parse = Callable[[str], Document]


def test_the_home_plan_has_its_chapters_sections_and_measures(home: Document) -> None:
    kinds = Counter(clause.kind for clause in home.clauses)
    chapters = [c for c in home.clauses if c.depth == 0 and c.kind is not ClauseKind.HEAD]
    assert [c.label for c in chapters] == list("一二三四五六七八")
    assert kinds[ClauseKind.SECTION] == 28
    assert [c.label for c in home.measures()] == [str(n) for n in range(1, 61)]
    assert home.clauses[0].clause_id == "zhangqiu-2024-2#head"
    assert home.clauses[-1].clause_id == "zhangqiu-2024-2#60"


def test_a_clause_lies_within_its_parent(home: Document) -> None:
    by_id = {c.clause_id: c for c in home.clauses}
    for clause in home.clauses:
        assert clause.span.start <= clause.own.start <= clause.own.end <= clause.span.end
        if clause.parent_id:
            parent = by_id[clause.parent_id]
            assert parent.span.start <= clause.span.start <= clause.span.end <= parent.span.end


def test_siblings_do_not_overlap(home: Document) -> None:
    def of(parent: str | None) -> list[Clause]:
        return [c for c in home.clauses if c.parent_id == parent]

    for parent in {c.parent_id for c in home.clauses}:
        brothers = of(parent)
        ends = [clause.span.end for clause in brothers[:-1]]
        assert all(e <= c.span.start for e, c in zip(ends, brothers[1:], strict=True))


def test_a_heading_ends_at_its_full_stop(home: Document) -> None:
    clause = next(c for c in home.clauses if c.label == "29")
    assert clause.heading == "加大汽车以旧换新政策支持"
    assert clause.path[-1].startswith("29.")
    assert clause.path[0].startswith("三、")


def test_a_clause_without_a_title_has_no_heading(home: Document) -> None:
    assert next(c for c in home.clauses if c.label == "59").heading is None


def test_numbering_that_restarts_gets_the_shortest_unique_path(parse: Parse) -> None:
    document = parse("一、甲\n1.做这个。\n2.做那个。\n二、乙\n1.做别的。\n2.再做一个。\n")
    ids = [c.clause_id.split("#")[1] for c in document.clauses if c.label in "12"]
    assert ids == ["一.1", "一.2", "二.1", "二.2"]


def test_a_level_may_be_skipped(parse: Parse) -> None:
    document = parse("一、甲\n1.做这个。\n2.做那个。\n二、乙\n（一）丙\n3.做别的。\n")
    assert [(c.label, c.depth) for c in document.clauses if c.kind is not ClauseKind.HEAD] == [
        ("一", 0),
        ("1", 1),
        ("2", 1),
        ("二", 0),
        ("（一）", 1),
        ("3", 2),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "只有一句话", "一、\n二、\n三、", "（" * 500, "（牵头单位：" * 50, "1." * 300, "\n" * 50],
)
def test_odd_texts_parse_without_an_error(parse: Parse, text: str) -> None:
    assert parse(text) == parse(text)
