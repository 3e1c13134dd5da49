"""A cell of a table that is no list of duties: 石桥县的汽车置换更新任务, by its row and column.

Tables that break targets down (任务分解表) name places or units in their first column and what
is counted in their head.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import bigrams
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.benefit_tables import TABLE, runs_of_rows
from indexer.parse.tables import columns_of, indicator_columns

_ROWS = Patterns("row_columns", LEXICONS)
_SAID = 0.6  # share of a column's name that a question says, from which it is meant
_SHORTEST = 2  # characters of a row's name
_NOTE = re.compile("（[^（）]*）")
_IN_ALL = ("合计", "总计", "全市合计", "全县合计", "全省合计", "全区合计")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its clause, name, place, and its other cells by the head of their column."""

    clause: Clause
    name: str
    evidence: Evidence
    cells: tuple[tuple[str, str], ...]


_KNOWN: WeakKeyDictionary[Knowledge, tuple[_Row, ...]] = WeakKeyDictionary()


def cell_of_table(knowledge: Knowledge, question: Question) -> Draft | None:
    """What a table says of the row and column that a question names; None where it names none."""
    if question.labels or question.asks("lead", "responsible", "cooperating"):
        return None
    every = _kept(knowledge)
    rows = [row for row in every if row.name in question.folded]
    if not rows and _ROWS["sum"].search(question.folded):
        rows = [row for row in every if row.name in _IN_ALL]
    longest = max((len(row.name) for row in rows), default=0)
    said = [_said(row, question) for row in rows if len(row.name) == longest]
    found = [each for each in said if each is not None]
    return Draft("rows", tuple(found)) if found else None


def _said(row: _Row, question: Question) -> Statement | None:
    """The cells of the column that a question says most of, or all where it names the row alone."""
    asked = question.folded.replace(row.name, "")
    shares = [
        (_share(name, asked), head, cell)
        for head, cell in row.cells
        if (name := _NOTE.sub("", head)) and cell
    ]
    best = max((share for share, _, _ in shares), default=0.0)
    every = question.asks("value", "duty", "target") and not question.asks("amount")
    if best < _SAID and question.topic == row.name and every:
        shares, best = [(1.0, head, cell) for _, head, cell in shares], 1.0
    if best < _SAID:
        return None
    cells = "；".join(f"{head}**{cell}**" for share, head, cell in shares if share == best)
    text = f"{clause_name(row.clause)}的表中列明：{row.name}，{cells}。"
    return Statement(text, (row.evidence,))


def _share(name: str, asked: str) -> float:
    """How much of the name of a column a question says, letter by letter."""
    pairs = bigrams(name)
    return sum(pair in asked for pair in pairs) / len(pairs)


def _kept(knowledge: Knowledge) -> tuple[_Row, ...]:
    """The rows of the tables of some documents, read once."""
    if knowledge not in _KNOWN:
        _KNOWN[knowledge] = tuple(_rows(knowledge))
    return _KNOWN[knowledge]


def _rows(knowledge: Knowledge) -> Iterator[_Row]:
    """The rows of all tables that neither name organs or indicators nor grant anything."""
    for clause in knowledge.clauses():
        if clause.kind in (ClauseKind.ROW, ClauseKind.HEAD):
            continue
        if not re.search(r"[\t|]", clause.text):
            continue
        if any(each.rule_id == TABLE for each in knowledge.benefits(clause)):
            continue
        yield from _of_clause(knowledge, clause)


def _of_clause(knowledge: Knowledge, clause: Clause) -> Iterator[_Row]:
    text = knowledge.clean(clause.doc_id)
    begin, end = (bisect_left(text.offsets, place) for place in (clause.own.start, clause.own.end))
    for header, *rows in runs_of_rows(text.folded, begin, end):
        names = [text.folded[a:b] for a, b in header]
        if columns_of(names) or indicator_columns(names):
            continue
        for cells in rows:
            words = [text.folded[a:b] for a, b in cells]
            place = next((n for n, word in enumerate(words[:2]) if not word.isdigit()), None)
            if place is None or len(words) != len(names) or len(words[place]) < _SHORTEST:
                continue
            beside = tuple(zip(names[place + 1 :], words[place + 1 :], strict=True))
            span = text.span(cells[0][0], cells[-1][1])
            yield _Row(clause, words[place], Evidence(clause, span), beside)
