"""Tables of indicators within a clause (专栏1 主要指标): each planned value is a target of it."""

from dataclasses import dataclass

from indexer.model import Target
from indexer.parse.annexes import Annex, Row
from indexer.parse.benefit_tables import runs_of_rows
from indexer.parse.indicators import indicator_targets
from indexer.parse.normalize import CleanText
from indexer.parse.tables import indicator_columns


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """The clean range of a table of indicators, and its targets."""

    start: int
    end: int
    targets: tuple[Target, ...]


def indicator_tables(
    clean: CleanText, start: int, end: int, clause_id: str
) -> list[IndicatorTable]:
    """The tables of a clean range whose header names indicators and planned values."""
    found = []
    for header, *rows in runs_of_rows(clean.folded, start, end):
        names = tuple(clean.folded[a:b] for a, b in header)
        columns = indicator_columns(names)
        if columns is None:
            continue
        table = Annex("", "", header[0][0], header[0][0], end, [], columns, names)
        targets = [
            target
            for cells in rows
            if len(cells) == len(header)
            for target in indicator_targets(clean, table, _row(cells), clause_id)
        ]
        found.append(IndicatorTable(header[0][0], rows[-1][-1][1], tuple(targets)))
    return found


def _row(cells: list[tuple[int, int]]) -> Row:
    return Row(0, cells[0][0], cells[-1][1], dict(enumerate(cells)))
