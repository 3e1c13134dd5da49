"""Annexes behind the body of a plan (附件1 …任务清单): where they stand, and their rows.

An annex is a part of its own: a line with its label, a line or two with its title, then a
table, or the numbered lines that readers make of one, or the text of a guide (申办指引, 名词解释).
Rows count within their annex, and what
a merged cell says (领域, 部门, 牵头单位) holds for the rows below that lack it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from indexer.parse.numbering import find_mark
from indexer.parse.organ_lists import is_organ, run_together
from indexer.parse.row_cells import goes_on, placed
from indexer.parse.tables import (
    DEADLINE,
    INDICATOR,
    NUMBER,
    ROLES,
    TASK,
    cells_of,
    columns_of,
    indicator_columns,
    is_row,
)

_LABEL = re.compile(
    r"^(?P<label>附(?:件|表|录) ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?)[：:.、]? *$"
)
_WITH_TITLE = re.compile(
    r"^(?P<label>附(?:件|表|录) ?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?)[：:. 、]+(?P<title>[^\n。]{4,60})$"
)
_LISTED = re.compile(r"^附(?:件|表|录)[：:] ?1[.、]")
_GOES_ON = re.compile(r"^\d{1,2}[.、](?![^\n]*。)")
_TITLE_LINES = 3
_OF_DUTIES = re.compile("清单|分工|任务|职责|一览|表$")
_GUIDE = re.compile(
    "指引|指南|须知|流程|问答|(?:名词|术语|政策|有关)?(?:解释|说明)$|申[请报办](?:材料|要求|程序|表)"
)
_YEAR = re.compile("20\\d\\d(?=年)")
_RULE = re.compile(r"^[|\s:：—-]+$")  # | --- | --- | below the header of a Markdown table
_HEADING = 24  # characters of a task that names its row
_TITLE = 40  # characters of a title in one line
_NAME = 12  # characters of the name of an organ
_ROWS_LEFT_OUT = 10  # rows that a published table may skip
_SHORT = 14  # characters of a cell that names a field
_ENDS_TABLE = re.compile("^(?:抄送|公开方式|主动公开|（?此件|注：|备注|说明)|印发$")

Cell = tuple[int, int]


@dataclass(slots=True)
class Row:
    """A row of an annex: its range and number, and the place of each column's cell."""

    number: int
    start: int
    end: int
    cells: dict[int, Cell] = field(default_factory=dict)  # of columns, merged ones included


@dataclass(slots=True)
class Annex:
    """An annex: its range, its title, and the rows of its table."""

    label: str
    title: str
    start: int
    body: int  # where the title begins
    end: int
    rows: list[Row] = field(default_factory=list)
    columns: dict[int, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    organs: frozenset[str] = frozenset()  # named alone somewhere in the annexes
    prose: bool = False  # the text of a guide


def find_annexes(folded: str) -> list[Annex]:
    """The annexes with tables behind the first clause of a folded text."""
    lines = list(_lines(folded))
    first = next((n for n, (_, line) in enumerate(lines) if find_mark(line)), len(lines))
    found: list[Annex] = []
    for place in range(first, len(lines)):
        opened = _opened(lines, place) or _told(lines, place)
        if opened is None:
            continue
        if found:
            found[-1].end = lines[place][0]
        found.append(opened)
        opened.end = len(folded)
    for annex in found:
        inside = [(s, line) for s, line in lines if annex.body <= s < annex.end]
        (_read_items if annex.prose else _read_rows)(annex, inside, folded)
    organs = _organs_of(found, folded)
    for annex in found:
        annex.organs = organs
    return found


def _organs_of(annexes: Sequence[Annex], folded: str) -> frozenset[str]:
    """Names of organs that a cell holds alone, or at its beginning before another one."""
    cells = {
        cell
        for annex in annexes
        for row in annex.rows
        for place, cell in row.cells.items()
        if annex.columns.get(place) in ROLES
    }
    words = {folded[start:end] for start, end in cells}
    names = (word[b:e] for word in words for b, e in run_together(word, 0))
    return frozenset(each for each in names if 3 < len(each) <= _NAME and is_organ(each))


def listed_lines(folded: str) -> set[int]:
    """Where lines begin that go on with a list of annexes: 附件：1.…, then 2.…."""
    found: set[int] = set()
    listing = False
    for start, line in _lines(folded):
        if listing and _GOES_ON.match(line):
            found.add(start)
        else:
            listing = bool(_LISTED.match(line))
    return found


def year_of(annex: Annex) -> str | None:
    """The year for which the tasks are: of the column's head, else of the title, if it is one."""
    for place, kind in annex.columns.items():
        if kind == TASK and (hit := _YEAR.search(annex.header[place])):
            return hit[0]
    years = set(_YEAR.findall(annex.title))
    return years.pop() if len(years) == 1 else None


def text_of(annex: Annex, row: Row, text: str) -> str:
    """A row in words: 领域：工业；任务：…；牵头单位：…."""
    pieces = []
    for place in sorted(row.cells):
        start, end = row.cells[place]
        if annex.columns.get(place) != NUMBER and end > start:
            pieces.append(f"{annex.header[place]}：{text[start:end].strip('。；')}")
    return "；".join(pieces) + "。"


def heading_of(annex: Annex, row: Row, text: str) -> str | None:
    """What names a row: its task where it is short enough, else the field that it is of."""
    tasks = [text[start:end].strip("。；") for start, end in task_cells(annex, row)[:1]]
    others = [text[slice(*c)] for p, c in sorted(row.cells.items()) if p not in annex.columns]
    short = [each for each in tasks if 0 < len(each) <= _HEADING]
    return next(iter([*short, *(each for each in others if 0 < len(each) <= _SHORT)]), None)


def task_cells(annex: Annex, row: Row) -> list[Cell]:
    """The cells that say what is to be done."""
    said = (TASK, INDICATOR)
    return [cell for place, cell in sorted(row.cells.items()) if annex.columns.get(place) in said]


def _lines(folded: str) -> Iterator[tuple[int, str]]:
    for hit in re.finditer(r"[^\n]+", folded):
        yield hit.start(), hit[0]


def _opened(lines: Sequence[tuple[int, str]], place: int) -> Annex | None:
    """The annex whose label a line is, where a table follows below its title."""
    start, line = lines[place]
    below = [each for _, each in lines[place + 1 : place + 2 + _TITLE_LINES]]
    table = next((n for n, each in enumerate(below) if is_row(each) or _numbered(each)), None)
    hit = _LABEL.match(line)
    if hit and table is not None:
        above = below[:table]  # what heads the first of several tables is no title
        headed = next((n for n, each in enumerate(above) if n and find_mark(each)), len(above))
        title = "".join(above[:headed])
        plain = not any("。" in each for each in below[:table])
        if plain and (is_row(below[table]) or _OF_DUTIES.search(title)):
            label = hit["label"].replace(" ", "")
            return Annex(label, title, start, lines[place + 1][0], 0)
    hit = _WITH_TITLE.match(line)
    if hit and table == 0 and is_row(below[0]):
        return Annex(
            hit["label"].replace(" ", ""), hit["title"], start, start + hit.start("title"), 0
        )
    return None


def _told(lines: Sequence[tuple[int, str]], place: int) -> Annex | None:
    """The guide whose label a line is; its title stands in the line below."""
    start, line = lines[place]
    hit, below = _LABEL.match(line), lines[place + 1 : place + 3]
    if not hit or len(below) < len(("title", "text")) or is_row(below[1][1]):
        return None
    title = below[0][1].strip()
    if len(title) > _TITLE or not _GUIDE.search(title) or find_mark(title):
        return None
    label = hit["label"].replace(" ", "")
    return Annex(label, title, start, below[0][0], 0, prose=True)


def _numbered(line: str) -> bool:
    """The first line that a reader makes of a table of duties: 1.…（牵头单位：…）."""
    return bool(re.match(r"^1[.、][^\n]*（[^\n）]{0,8}(?:单位|部门)：", line))


def _read_rows(annex: Annex, lines: Sequence[tuple[int, str]], folded: str) -> None:
    above: Row | None = None
    last = 0
    for start, line in lines:
        if not is_row(line):
            if _ENDS_TABLE.search(line) and annex.rows:
                return
            mark = find_mark(line)
            listed = not annex.columns and mark is not None and mark.label.isdigit()
            if listed and mark is not None and last < mark.number <= last + _ROWS_LEFT_OUT:
                last = mark.number
                cell = (start + mark.end, start + len(line))
                annex.rows.append(Row(last, start, start + len(line), {0: cell}))
            continue
        cells = [(start + b, start + e) for b, e in cells_of(line)]
        words = [folded[b:e] for b, e in cells]
        columns = indicator_columns(words) or columns_of(words)
        if columns is not None:
            annex.columns, annex.header, above = columns, tuple(words), None
        elif _RULE.match(line):
            continue
        elif _is_task(annex, words) or (above and goes_on(annex.columns, words)):
            row = _row(annex, cells, words, above)
            row.start, row.end = start, start + len(line)
            annex.rows.append(row)
            above = row
        else:
            above = None  # a title over the rows that follow


def _read_items(annex: Annex, lines: Sequence[tuple[int, str]], folded: str) -> None:
    """The items of a guide: 一、高龄津贴。…; they go on to the next."""
    rank = None
    for start, line in lines:
        if _ENDS_TABLE.search(line) and annex.rows:
            annex.rows[-1].end = start
            return
        mark = find_mark(line)
        if mark is None or mark.number != len(annex.rows) + 1 or rank not in (None, mark.rank):
            continue
        rank = mark.rank
        if annex.rows:
            annex.rows[-1].end = start
        cell = (start + mark.end, annex.end)
        annex.rows.append(Row(mark.number, start, annex.end, {0: cell}))


def _is_task(annex: Annex, words: Sequence[str]) -> bool:
    """Whether cells are a row of tasks: they have its number, or the table numbers none."""
    if NUMBER in annex.columns.values():
        return any(word.isdigit() for word in words[:2])
    return bool(annex.columns) and sum(bool(word) for word in words) > 0 and len(words) > 1


def _row(annex: Annex, cells: Sequence[Cell], words: Sequence[str], above: Row | None) -> Row:
    """The row of cells; each goes to its column, what is merged comes from the row above."""
    counted = next((p for p, kind in annex.columns.items() if kind == NUMBER), None)
    at = next((n for n, word in enumerate(words[:2]) if word.isdigit()), None)
    own = {
        place: cells[n] for place, n in placed(annex.columns, len(annex.header), words, at).items()
    }
    organs = {p for p, kind in annex.columns.items() if kind in ROLES}
    further = counted is not None and at is None  # under the number of the row above
    filled = dict(own)
    for place, cell in above.cells.items() if above else ():
        kind = annex.columns.get(place)
        merged = {
            DEADLINE: len(cells) < len(annex.header),
            TASK: further,
            NUMBER: False,
        }.get(kind or "", kind is None or (kind in ROLES and not set(own) & organs))
        if place not in own and merged:
            filled[place] = cell
    if further and above:
        return Row(above.number, 0, 0, filled)
    number = len(annex.rows) + 1 if counted is None or at is None else int(words[at])
    return Row(number, 0, 0, filled)
