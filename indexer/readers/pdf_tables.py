"""Tables of PDF pages with ruling lines, found by pdfplumber; the only import of it.

A table that goes on over the page keeps its header, and a row that the page broke is made
whole again on the page where it began. Boxes are (left, top, right, bottom) in points from
the upper left corner; their text is read by the caller, as the text around them is.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from indexer.readers.tables import is_duties, table_lines

_LOG = logging.getLogger(__name__)
_SECONDS = 40.0  # for the tables of a file; pages beyond are read as plain text
Box = tuple[float, float, float, float]
Reader = Callable[[int, Box], str]
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its rows, where it stands, and where its columns lie."""

    rows: tuple[Row, ...]
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]
    header: Row | None = None  # of the table that it goes on with

    def lines(self) -> list[str]:
        """The table as numbered duties, or row by row."""
        return table_lines(self.rows if self.header is None else (self.header, *self.rows))


def find_grids(file: Path, numbers: Sequence[int], read: Reader) -> dict[int, list[Grid]]:
    """The tables of the pages with these numbers (from 0), from the top of each page."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of fonts that are never used
    found: dict[int, list[Grid]] = {}
    until = time.monotonic() + _SECONDS
    try:
        with pdfplumber.open(file) as document:
            for number in numbers:
                if time.monotonic() > until:
                    break
                page = document.pages[number]
                grids = [_grid(number, table, read) for table in page.find_tables()]
                wide = [each for each in grids if len(each.rows) > 1 and len(each.columns) > 1]
                found[number] = sorted(wide, key=lambda grid: grid.top)
                page.close()
    except Exception as error:  # pdfminer raises whatever an odd file brings it to
        _LOG.warning("tables of %s were not read: %s", file, error)
    return _carried(found, read)


def _grid(number: int, table: Any, read: Reader) -> Grid:
    """Rows of text; a cell merged with the one above it bears the same words."""
    rows: list[Row] = []
    for row in table.rows:
        above = rows[-1] if rows else ("",) * len(row.cells)
        cells = tuple(
            read(number, box) if box else (above[place] if place else "")
            for place, box in enumerate(row.cells)
        )
        if any(cell.strip() for cell in cells):
            rows.append(cells)
    whole = max(
        (row.cells for row in table.rows), key=lambda cells: sum(c is not None for c in cells)
    )
    columns = tuple((box[0], box[2]) for box in whole if box)
    return Grid(tuple(rows), table.bbox[1], table.bbox[3], columns)


def _carried(grids: dict[int, list[Grid]], read: Reader) -> dict[int, list[Grid]]:
    """Tables that go on over a page break, each part with what it needs."""
    for number in sorted(grids):
        before, after = grids.get(number - 1), grids[number]
        if before and after:
            before[-1], after[0] = _go_on(number - 1, before[-1], after[0], read)
    return grids


def _go_on(number: int, before: Grid, after: Grid, read: Reader) -> tuple[Grid, Grid]:
    """Two grids on either side of a page break, as one table where they are one."""
    header = before.header or next((row for row in before.rows if is_duties([row])), None)
    if header is None or len(after.rows[0]) != len(header):
        return before, after
    rows = [row for row in after.rows if row != header]
    if rows and not rows[0][0].strip() and len(before.columns) == len(header):
        floor = 10_000.0  # below any page
        begun = tuple(
            read(number, (left, before.bottom, right, floor)) for left, right in before.columns
        )
        broken = any(cell.strip() for cell in begun)
        first = begun if broken else before.rows[-1]
        joined = tuple(f"{a}\n{b}" for a, b in zip(first, rows[0], strict=True))
        kept = before.rows if broken else before.rows[:-1]
        before = replace(before, rows=(*kept, joined), bottom=floor if broken else before.bottom)
        rows = rows[1:]
    return before, replace(after, rows=tuple(rows), header=header)
