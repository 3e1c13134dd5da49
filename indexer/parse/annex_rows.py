"""Facts of a row of an annex: its organs by their column, its targets by the year of its head."""

import re
from dataclasses import replace

from indexer.model import Attribution, Target
from indexer.parse.annexes import Annex, Row, task_cells, year_of
from indexer.parse.attributions import Piece, attribute
from indexer.parse.indicators import indicator_targets
from indexer.parse.normalize import CleanText
from indexer.parse.row_cells import BLANK, kind_of_cell
from indexer.parse.tables import DEADLINE, INDICATOR, ROLES
from indexer.parse.targets import find_targets

_DATE = re.compile(r"(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")

_MONTHS = re.compile(r"(\d{1,2})月[^\d至—-]*$")  # the last of 6-9月


def row_attributions(clean: CleanText, annex: Annex, row: Row, clause_id: str) -> list[Attribution]:
    """The organs of a row; those of a merged cell stand in a row above."""
    found: list[Attribution] = []
    for place, (start, end) in sorted(row.cells.items()):
        label = annex.columns.get(place)
        if label in ROLES and end > start:
            piece = Piece(start, end, ROLES[label][0], "table_row", known=annex.organs)
            if kind_of_cell(clean.folded[start:end]) != BLANK:
                attribute(clean, piece, clause_id, found)
    return found


def row_targets(clean: CleanText, annex: Annex, row: Row, clause_id: str) -> list[Target]:
    """The targets of a row; those without a year are due when its column of deadlines says."""
    if INDICATOR in annex.columns.values():
        return list(indicator_targets(clean, annex, row, clause_id))
    tasks = task_cells(annex, row)
    if not annex.columns:  # a line of a reader: task（牵头单位：…；…）
        start, end = row.cells[0]
        opened = clean.folded.rfind("（", start, end)
        tasks = [(start, opened if opened > start else end)]
    until = _deadline(clean, annex, row) or year_of(annex)
    return [
        replace(each, deadline=each.deadline or (None if each.recurrence else until))
        for start, end in tasks
        for each in find_targets(clean, start, end, clause_id)
    ]


def _deadline(clean: CleanText, annex: Annex, row: Row) -> str | None:
    """2027-10 from 2027年10月底 in the column of deadlines."""
    said = [
        clean.folded[start:end]
        for place, (start, end) in row.cells.items()
        if annex.columns.get(place) == DEADLINE
    ]
    if not annex.columns:
        said = clean.folded[row.start : row.end].split(f"{DEADLINE}：")[1:]
    hit = _DATE.search(said[0]) if said else None
    months = _MONTHS.search(said[0]) if said else None
    default = year_of(annex)
    if hit is None and default and months:  # 11月底前: of the year of the annex
        return f"{default}-{months[1].zfill(2)}"
    if hit is None:
        return None
    year, *rest = (each for each in hit.groups() if each)
    return "-".join((year, *(each.zfill(2) for each in rest)))
