"""Tables of duties (任务分工表, 责任清单): what their columns hold, and rows within running text.

Readers turn the tables of Word files, web pages and PDFs into numbered lines; in plain text
and Markdown a row stays as it is (cells between tabs or ``|``) and is parsed here.
"""

import re
from collections.abc import Iterator, Sequence

from indexer.model import Role

NUMBER, TASK, DEADLINE = "number", "task", "完成时限"
INDICATOR, UNIT, VALUE = "indicator", "unit", "value"  # of a table of indicators
ROLES = {
    "牵头单位": (Role.LEAD, re.compile("牵头|主办")),
    "配合单位": (Role.COOPERATING, re.compile("配合|协同|参与|协助|协办")),
    "责任单位": (
        Role.RESPONSIBLE,
        re.compile(
            "(?:责任|指导|主管)(?:单位|部门|主体)|主责|负责(?:单位|部门)|实施单位|承办|^责任人?$"
        ),
    ),
}
_NUMBER = re.compile("^(?:序号|编号|项号)$")
_TASK = re.compile("任务|措施|举措|事项|内容|工作|项目|目标")
# 部门 beside 职责清单: who has the duties; 单位 beside 指标 is a unit of measure.
_WHO = re.compile("^(?:部门|单位|(?:成员|有关|相关)(?:单位|部门)|(?:部门|单位|机构)名称)$")
_DUTIES = re.compile("职责|任务|分工|事项")
_MEASURES = re.compile("指标|数量|数值|实绩")
_INDICATOR = re.compile("^(?:主要|具体|约束性|预期性)?指标(?:名称|内容|项目)?$")
_UNIT = re.compile("^(?:计量|计算)?单位$")
_VALUE = re.compile("(?:计划|目标|指标|预期|规划|任务)值?$|20\\d\\d年")
_OF_YEAR = re.compile("^(?:到|至)?20\\d\\d年")
_BARE_YEAR = re.compile("20\\d\\d年(?:度)?(?:目标|计划|任务)?(?:数|值|量)?")
_TASK_NAME = re.compile("^(?!.*20\\d\\d年).*(?:任务|措施|举措|事项|内容|工作|项目)")
_REACHED = re.compile("实绩|实际|完成(?:值|数|情况)|现状|基[期数]|[上去]年")  # no plan
_DEADLINE = re.compile("时限|期限|时间|进度")
_LONGEST_NAME = 12  # characters of a column's name
BLANKS = re.compile("[ \u3000\xa0]+")
_NUMBERED = re.compile("\\d{1,3}\\t")  # a row of two cells, the others merged
_TWO_CELLS = re.compile("[^\\t|。]{1,40}\\t[^\\t|。]{1,30}")
_FEWEST_MARKS = 2  # between cells, for a line to be a row


def columns_of(header: Sequence[str]) -> dict[int, str] | None:
    """What the columns of a header hold; None where it is no header of duties."""
    found: dict[int, str] = {}
    for place, cell in enumerate(header):
        name = re.sub(r"\s", "", cell)
        if len(name) > _LONGEST_NAME:
            return None
        role = next((label for label, (_, known) in ROLES.items() if known.search(name)), None)
        if role:
            found[place] = role
        elif _NUMBER.match(name):
            found[place] = NUMBER
        elif _DEADLINE.search(name):
            found[place] = DEADLINE
        elif _TASK.search(name):
            found[place] = TASK
    if not set(found.values()) & set(ROLES):
        _find_department(header, found)
    labels = set(found.values())
    return found if TASK in labels and labels & set(ROLES) else None


def indicator_columns(header: Sequence[str]) -> dict[int, str] | None:
    """What the columns of a table of indicators hold: 指标 | 单位 | 2026年计划值 | 牵头单位."""
    names = [re.sub(r"\s", "", cell) for cell in header]
    found: dict[int, str] = {}
    for place, name in enumerate(names):
        if len(name) > _LONGEST_NAME:
            return None
        role = next((label for label, (_, known) in ROLES.items() if known.search(name)), None)
        kinds = ((INDICATOR, _INDICATOR), (NUMBER, _NUMBER), (UNIT, _UNIT), (DEADLINE, _DEADLINE))
        kind = role or next((kind for kind, known in kinds if known.search(name)), None)
        if kind or (_VALUE.search(name) and not _REACHED.search(name)):
            found[place] = kind or VALUE
    if INDICATOR not in found.values():
        _find_task_counted(names, found)
    return found if {INDICATOR, VALUE} <= set(found.values()) else None


def _find_task_counted(names: Sequence[str], found: dict[int, str]) -> None:
    """Takes the task for the indicator where it has a unit and a year: 任务 | 单位 | 2025年目标.

    Or a column for each of several years: 任务事项 | 2024年 | 2025年 | 牵头单位.
    """
    of_year = [place for place in found if _OF_YEAR.search(names[place])]
    bare = [place for place in of_year if _BARE_YEAR.fullmatch(names[place])]
    if (of_year and UNIT in found.values()) or len(bare) > 1:
        task = next((n for n, name in enumerate(names) if _TASK_NAME.search(name)), None)
        if task is not None:
            found[task] = INDICATOR


def _find_department(header: Sequence[str], found: dict[int, str]) -> None:
    """Adds the column of departments where another one holds their duties."""
    names = [re.sub(r"\s", "", cell) for cell in header]
    who = [place for place, name in enumerate(names) if _WHO.match(name)]
    duties = [place for place, name in enumerate(names) if _DUTIES.search(name)]
    if len(who) == 1 and duties and not any(_MEASURES.search(name) for name in names):
        found[who[0]] = "责任单位"
        found[duties[0]] = TASK


def is_row(line: str) -> bool:
    """Whether a line of text is a row of cells."""
    several = max(line.count("\t"), line.count("|")) >= _FEWEST_MARKS
    return several or bool(_NUMBERED.match(line))


def is_clean_row(line: str) -> bool:
    """Whether a line of clean text is a row of cells; tabs stay there only between cells."""
    return "\t" in line or is_row(line)


def two_cell_rows(lines: Sequence[str]) -> set[int]:
    """Which lines are rows of two cells with one tab between them: 层级<tab>补助金额.

    Two or more such lines follow one another, and most of their second cells hold a figure.
    """
    found: set[int] = set()
    run: list[int] = []
    for place in range(len(lines) + 1):
        if place < len(lines) and _TWO_CELLS.fullmatch(lines[place]):
            run.append(place)
            continue
        figures = sum(any(c.isdigit() for c in lines[n].split("\t")[1]) for n in run)
        if len(run) > 1 and 2 * figures >= len(run):
            found.update(run)
        run = []
    return found


def blank_rows(lines: Sequence[str]) -> set[int]:
    """Which lines are rows of a table of duties whose cells only blanks part.

    A header of duties opens one; lines that begin with a number and have as many cells, or
    fewer, go on with it.
    """
    found: set[int] = set()
    width = 0
    for place, line in enumerate(lines):
        cells = [] if is_row(line) else BLANKS.split(line)
        if len(cells) > _FEWEST_MARKS and columns_of(cells):
            width = len(cells)
            found.add(place)
        elif width and _FEWEST_MARKS <= len(cells) <= width and cells[0].isdigit():
            found.add(place)
        elif width and len(cells) > width:
            width = 0
    return found


def cells_of(line: str) -> list[tuple[int, int]]:
    """Ranges of the cells of a row, without blanks at their edges."""
    mark = "\t" if "\t" in line and line.count("|") < _FEWEST_MARKS else "|"
    begin = 1 if line.startswith(mark) else 0
    found = []
    for part in re.finditer(f"[^{mark}]*(?:{re.escape(mark)}|$)", line[begin:]):
        text = part[0].rstrip(mark)
        if part.end() > part.start():
            start = begin + part.start() + len(text) - len(text.lstrip())
            found.append((start, max(start, begin + part.start() + len(text.rstrip()))))
    return found


def role_cells(line: str, columns: dict[int, str]) -> Iterator[tuple[int, int, Role]]:
    """Ranges of the cells of a row that name organs, with their role."""
    for place, (start, end) in enumerate(cells_of(line)):
        label = columns.get(place)
        if label in ROLES and end > start:
            yield start, end, ROLES[label][0]
