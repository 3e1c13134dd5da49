"""Rows of a list of projects or tasks by their other columns: 投资最大的项目, 12月要完成的有哪些.

The columns that name organs and tasks are known elsewhere; here are those of sums, places, fields
and deadlines. A row is asked for its cell; or rows are chosen by what a cell says.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from assistant.compose.due import month_of, with_limits
from assistant.compose.duties import measure_table
from assistant.compose.row_words import cells_of_row
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_ROWS = Patterns("row_columns", LEXICONS)
_NAMED = 0.7  # share of a row's heading, or of the matter, from which the row is meant
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_FEWEST = 2  # rows with a number, for a column of numbers
_VALUE = 2, 12  # characters of a cell by which rows are chosen


@dataclass(frozen=True, slots=True)
class Cell:
    """What one column says of a row; ``core`` is what people call the column."""

    row: Clause
    column: str
    core: str
    value: str

    @property
    def number(self) -> float | None:
        """The plain number of a cell; the unit may stand in the name of its column."""
        hit = _ROWS["number"].search(self.value)
        if hit is None:
            return None
        unit = hit["scale"] or next((char for char in "万亿" if f"{char}元" in self.column), "")
        return float(hit["value"].replace(",", "")) * _SCALES.get(unit, 1.0)


_KNOWN: WeakKeyDictionary[Knowledge, list[Cell]] = WeakKeyDictionary()


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The draft of a question about cells of rows; None where it asks for none."""
    cells = cells_of_list(knowledge)
    if not cells or question.labels or not _ROWS["asks"].search(question.folded):
        return None
    asked = [each for each in cells if each.core in question.folded]
    return (
        _most(asked, question)
        or _beyond(knowledge, asked, question)
        or _of_row(matcher, asked, question)
        or _summed(knowledge, asked, question)
        or _ongoing(knowledge, cells, question)
        or _due(knowledge, cells, question)
        or _saying(knowledge, cells, question)
    )


def cells_of_list(knowledge: Knowledge) -> list[Cell]:
    """The cells of all rows but those of organs and of the task itself."""
    found = _KNOWN.get(knowledge)
    if found is None:
        found = [
            Cell(row, name, _ROWS["around_core"].sub("", name) or name, value)
            for row in knowledge.clauses()
            if row.kind is ClauseKind.ROW
            for name, value in cells_of_row(row)
        ]
        found += _limits(knowledge)
        _KNOWN[knowledge] = found
    return found


def _limits(knowledge: Knowledge) -> list[Cell]:
    """完成时限：2026年底 of the measures whose text says it beside their organs."""
    found = []
    for clause in knowledge.measures():
        hit = _ROWS["limit_of_measure"].search(knowledge.folded(clause))
        if hit is not None and clause.kind is not ClauseKind.ROW:
            found.append(Cell(clause, hit["name"], hit["name"], hit["value"]))
    return found


def _numbers(cells: Iterable[Cell]) -> list[tuple[Cell, float]]:
    """The cells of the first column of numbers."""
    found = [(each, number) for each in cells if (number := each.number) is not None]
    first = [(each, number) for each, number in found if each.column == found[0][0].column]
    return first if len(first) >= _FEWEST else []


def _most(cells: Sequence[Cell], question: Question) -> Draft | None:
    """The row whose number is the largest or the smallest."""
    hit = _ROWS["most"].search(question.folded)
    numbers = _numbers(cells) if hit else []
    if hit is None or not numbers:
        return None
    end = min if hit["least"] else max
    limit = end(number for _, number in numbers)
    statements = [
        Statement(
            f"{each.column}{hit[0]}的是{clause_name(each.row)}：**{each.value}**。",
            (whole(each.row),),
        )
        for each, number in numbers
        if number == limit
    ]
    return Draft("rows", tuple(statements))


def _beyond(knowledge: Knowledge, cells: Sequence[Cell], question: Question) -> Draft | None:
    """The rows whose number is above or below the one asked."""
    hit = _ROWS["beyond"].search(question.folded)
    numbers = _numbers(cells) if hit else []
    if (
        hit is None
        or not numbers
        or not any(hit[each] for each in ("more", "less", "over", "under"))
    ):
        return None
    asked = float(hit["value"]) * _SCALES[hit["scale"] or ""]
    below = bool(hit["less"] or hit["under"])
    kept = [each.row for each, n in numbers if (n <= asked if below else n >= asked)]
    return _listed(knowledge, kept, f"{numbers[0][0].column}{hit[0]}的", (float(hit["value"]),))


def _of_row(matcher: TopicMatcher, cells: Sequence[Cell], question: Question) -> Draft | None:
    """What the column asked says of the row that a question names."""
    rest = question.topic
    for core in {each.core for each in cells}:
        rest = rest.replace(core, " ")
    rest = _ROWS["no_matter"].sub(" ", rest).strip()
    if not rest or not cells:
        return None
    shares = [(max(_shares(matcher, each, rest, question)), each) for each in cells]
    best = max(share for share, _ in shares)
    meant = [each for share, each in shares if share == best]
    if best < _NAMED or len({each.row.clause_id for each in meant}) > 1:
        return None
    said = [
        Statement(f"{clause_name(each.row)}的{each.column}：**{each.value}**。", (whole(each.row),))
        for each in meant
    ]
    return Draft("rows", tuple(said))


def _shares(
    matcher: TopicMatcher, cell: Cell, rest: str, question: Question
) -> tuple[float, float]:
    heading = fold(cell.row.heading or "")
    return matcher.coverage(heading, question.folded) if heading else 0.0, matcher.coverage(
        rest, heading
    )


def _summed(knowledge: Knowledge, cells: Sequence[Cell], question: Question) -> Draft | None:
    """The sum of a column, over all rows or over those of an organ."""
    if not question.organs and not _ROWS["sum"].search(question.folded):
        return None
    mine = {c.clause_id for names in question.organs for c in knowledge.duties(names)}
    kept = [(c, n) for c, n in _numbers(cells) if not question.organs or c.row.clause_id in mine]
    if not kept or (question.organs and not question.asks("value", "amount", "count")):
        return None
    if len(kept) == 1:
        each = kept[0][0]
        text = f"{clause_name(each.row)}的{each.column}：**{each.value}**。"
        return Draft("rows", (Statement(text, (whole(each.row),)),))
    written = [float(_written(each)) for each, _ in kept]
    total = round(sum(written), 4)
    shown = "+".join(f"{each:g}" for each in written)
    first = Statement(
        f"{kept[0][0].column}合计：{shown}=**{total:.10g}**。",
        tuple(whole(c.row) for c, _ in kept),
        (total, *written),
    )
    _, lines = measure_table(knowledge, [c.row for c, _ in kept])
    return Draft("rows", (first, *lines))


def _written(cell: Cell) -> str:
    """The digits of a cell of a number."""
    hit = _ROWS["number"].search(cell.value)
    return hit["value"].replace(",", "") if hit else "0"


def _due(knowledge: Knowledge, cells: Sequence[Cell], question: Question) -> Draft | None:
    """The rows due in the month asked; in the year asked, where a question speaks of a list."""
    hit = _ROWS["due"].search(question.folded)
    if (
        hit is None
        or question.asks("lead", "responsible", "cooperating")
        or _ROWS["no_matter"].sub("", question.topic).strip()
    ):
        return None
    of_text = any(each.row.kind is not ClauseKind.ROW for each in cells)
    if not (hit["month"] or of_text or _ROWS["of_list"].search(question.folded)):
        return None
    wanted = f"{hit['year']}年{hit['month'] or ''}"
    before = _ROWS["before"].search(question.folded) is not None
    kept = [each for each in _deadlines(cells) if _in_time(each.value, wanted, before)]
    what = f"{wanted}{'底' if before and not hit['month'] else ''}{'前' if before else ''}完成的"
    return _timed(knowledge, kept, question, what)


def _ongoing(knowledge: Knowledge, cells: Sequence[Cell], question: Question) -> Draft | None:
    """The rows that are never done: 哪些任务是持续推进的."""
    hit = _ROWS["ongoing"].search(question.folded)
    rest = _ROWS["no_matter"].sub("", question.topic).strip()
    if hit is None or rest or question.asks("lead", "responsible", "cooperating", "when"):
        return None
    kept = [each for each in _deadlines(cells) if hit[0][:2] in each.value]
    return _timed(knowledge, kept, question, f"{hit[0]}的")


def _deadlines(cells: Sequence[Cell]) -> list[Cell]:
    return [each for each in cells if _ROWS["deadline"].search(each.column)]


def _timed(
    knowledge: Knowledge, cells: Sequence[Cell], question: Question, what: str
) -> Draft | None:
    """The rows of some deadlines, each with its own; of the organ asked, where one is."""
    mine = [c for names in question.organs for c in knowledge.duties(names)]
    kept = [each.row for each in cells if not question.organs or each.row in mine]
    return with_limits(knowledge, _listed(knowledge, kept, what), latest=False) if kept else None


def _in_time(value: str, wanted: str, before: bool) -> bool:
    """Whether a deadline is the one asked, or not after it; 2025年1月 is not 2025年12月."""
    if before:  # by the end of a year: in that year
        first = "" if wanted.endswith("月") else f"{wanted[:4]}-01"
        return max("0", first) <= month_of(value) <= month_of(wanted)
    return wanted in value.replace("年底", "年12月").replace("年末", "年12月")


def _saying(knowledge: Knowledge, cells: Sequence[Cell], question: Question) -> Draft | None:
    """The rows whose field, place or kind is the one asked."""
    if not question.asks("list", "count"):
        return None
    low, high = _VALUE
    chosen = [
        each
        for each in cells
        if low <= len(each.value) <= high
        and each.number is None
        and not _ROWS["deadline"].search(each.column)
        and (each.value in question.folded or f"{each.core}{each.value[:low]}" in question.folded)
    ]
    columns = {each.column for each in chosen}
    named = [c for c in cells if c.column in columns]
    if len(columns) != 1 or len({each.row.clause_id for each in named}) < _FEWEST:
        return None
    if not _ROWS["of_rows"].search(question.folded):
        return None
    value = max((each.value for each in chosen), key=len)
    kept = [each.row for each in named if value in each.value]
    mine = [c for names in question.organs for c in knowledge.duties(names)]
    kept = [row for row in kept if not question.organs or row in mine]
    return _listed(knowledge, kept, f"{chosen[0].column}为“{value}”的")


def _listed(
    knowledge: Knowledge, rows: Sequence[Clause], what: str, numbers: tuple[float, ...] = ()
) -> Draft:
    """Rows under what they have in common, with their count."""
    if not rows:
        return Draft("rows", (Statement(f"清单中没有{what}项目。", (), numbers),), found=False)
    table, lines = measure_table(knowledge, rows)
    first = Statement(f"{what}共**{len(rows)}项**，全部列出：", (), (len(rows), *numbers))
    return Draft("rows", (first, *lines), table)
