"""Tables of duties (任务分工表, 责任清单) as numbered lines that name their organs by role.

A row becomes ``1.task（牵头单位：…；责任单位：…；完成时限：…）``, in the words of the table, so that
a duty is found and cited like one of the text. Other tables stay rows of cells.
"""

import re
from collections.abc import Iterator, Sequence

from indexer.parse.tables import columns_of

_ENDS_NAME = re.compile(
    "(?:局|委|厅|办|室|府|会|部|院|所|处|行|司|中心|集团|银行|街道|单位|部门|[、，；。])$"
)
_GOES_ON = ("员会", "（", "公室", "公司")  # after 委, 办 and the like


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a table, given as rows of cells."""
    for place, header in enumerate(rows):
        columns = columns_of(header)
        if columns is not None:
            before = ["\t".join(_tidy(cell, " ") for cell in row) for row in rows[:place]]
            return [*before, *_duties(rows[place + 1 :], columns, header)]
    return ["\t".join(_tidy(cell, " ") for cell in row) for row in rows]


def is_duties(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table names organs in roles."""
    return any(columns_of(row) is not None for row in rows)


def _duties(
    rows: Sequence[Sequence[str]], columns: dict[int, str], header: Sequence[str]
) -> list[str]:
    lines = []
    count = 0
    for row in rows:
        if [_tidy(c, "") for c in row] == [
            _tidy(c, "") for c in header
        ]:  # the header comes again on the next page
            continue
        cells = {place: _names(cell) for place, cell in enumerate(row)}
        tasks = [
            _tidy(row[p], "") for p, kind in columns.items() if kind == "task" and p < len(row)
        ]
        task = "：".join(dict.fromkeys(each for each in tasks if each))
        if not task:
            continue
        count += 1
        number = next(
            (_tidy(row[p], "") for p, kind in columns.items() if kind == "number" and p < len(row)),
            "",
        )
        named = [
            f"{kind}：{cells[place]}"
            for place, kind in columns.items()
            if kind not in ("number", "task") and cells.get(place)
        ]
        mark = number if number.isdigit() else str(count)
        said = "".join(_others(row, columns, header))
        lines.append(
            f"{mark}.{task.rstrip('。；')}。{said}（{'；'.join(named)}）" if named else task
        )
    return lines


def _others(row: Sequence[str], columns: dict[int, str], header: Sequence[str]) -> Iterator[str]:
    """What the other columns say of a row, in words, such as 推广范围：全国."""
    for place, cell in enumerate(row):
        name = _tidy(header[place], "") if place < len(header) else ""
        words = _tidy(cell, "").rstrip("。；")
        if place not in columns and name and words and name != "备注":
            yield f"{name}：{words}。"


def _names(cell: str) -> str:
    """Organs of a cell, one or more lines each: a line that ends no name goes on."""
    found: list[str] = []
    begun = ""
    for line in (each.strip() for each in cell.split("\n")):
        if found and not begun and line.startswith(_GOES_ON):
            begun = found.pop()
        begun += line
        if _ENDS_NAME.search(begun):
            found.append(begun.rstrip("、，；"))
            begun = ""
    return "、".join(each for each in (*found, begun) if each)


def _tidy(cell: str, joint: str) -> str:
    """A cell in one line; its own lines joined."""
    return joint.join(line.strip() for line in cell.split("\n") if line.strip())
