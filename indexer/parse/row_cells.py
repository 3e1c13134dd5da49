"""Which cell of a row belongs to which column, where merged cells are missing from the row.

Organs go to the columns of organs, dates to that of deadlines, what is long to the task. A row
that lacks its number goes on with the task of the row above.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

from indexer.parse.organ_lists import are_organs, is_organ, is_street, run_together, without_notes
from indexer.parse.tables import DEADLINE, INDICATOR, NUMBER, ROLES, TASK, UNIT, VALUE

_DATE = re.compile(r"\d年|月|底|持续|长期|全年|常态|时间节点|每[季周]|\d日")
_BLANK = re.compile(r"^[—–\-－/\\]+$|^无$")  # says that a column has nothing for the row
_GROUP = re.compile(r"(?:单位|部门|街镇|乡镇|街道|园区|区县|县区|企业)$")
_SHORT = 14  # characters of a cell that names a field
_DATE_LIMIT = 24
_LIST_LIMIT = 60  # characters; a longer list of organs names several without marks
_SENTENCE = 14  # characters of a lone cell that goes on with the row above
_FEWEST_JOINED = 2

PROSE, ORGANS, DATE, BLANK = "prose", "organs", "date", "blank"


@lru_cache(maxsize=4096)
def kind_of_cell(word: str) -> str:
    """What a cell holds: organs, a date, a dash, or words."""
    if _BLANK.match(word):
        return BLANK
    if "。" not in word and _names_organs(word):
        return ORGANS
    if len(word) <= _DATE_LIMIT and _DATE.search(word):
        return DATE
    return PROSE


def _names_organs(word: str) -> bool:
    if len(word) <= _DATE_LIMIT and _GROUP.search(word):
        return True
    if len(word) < _LIST_LIMIT and are_organs(word):
        return True
    names = [word[start:end] for start, end in run_together(without_notes(word), 0)]
    return len(names) >= _FEWEST_JOINED and all(is_organ(each) or is_street(each) for each in names)


def goes_on(columns: dict[int, str], words: Sequence[str]) -> bool:
    """Whether a row without a number is a further measure under the number above."""
    if TASK not in columns.values() or NUMBER not in columns.values():
        return False
    filled = [word for word in words if word]
    kinds = [kind_of_cell(word) for word in filled]
    if len(filled) == 1:
        return kinds == [PROSE] and filled[0].endswith("。") and len(filled[0]) > _SENTENCE
    return PROSE in kinds and bool({ORGANS, DATE} & set(kinds))


def placed(
    columns: dict[int, str], width: int, words: Sequence[str], number_at: int | None
) -> dict[int, int]:
    """The cell of each column; cells that are fewer than the columns go where they fit best."""
    counted = next((p for p, kind in columns.items() if kind == NUMBER), None)
    if len(words) >= width:
        return {place: place for place in range(width) if words[place]}
    rest = [n for n in range(len(words)) if words[n] and (n != number_at or counted is None)]
    kinds = {n: kind_of_cell(words[n]) for n in rest}
    free = [place for place in range(width) if place != counted]
    if counted is not None and number_at is None:
        tasks = [place for place in free if columns.get(place) == TASK]
        named = len(rest) > 1 and kinds[rest[0]] == kinds[rest[1]] == PROSE
        if len(tasks) > 1 and not (named and _names_a_task(words[rest[0]])):
            free.remove(tasks[0])  # the name of the task stands in the row above
    best = max(
        combinations(free, len(rest)),
        key=lambda way: sum(
            _fit(columns.get(place), kinds[n], words[n]) for place, n in zip(way, rest, strict=True)
        ),
        default=(),
    )
    return dict(zip(best, rest, strict=False))


def _names_a_task(word: str) -> bool:
    return "。" not in word and len(word) <= _DATE_LIMIT


def _fit(column: str | None, kind: str, word: str) -> float:
    if kind == BLANK:
        return 1.5 if column in ROLES else 0.5 if column == DEADLINE else -3
    if column in ROLES:
        return 2 if kind == ORGANS else -3
    if column == TASK:
        return 3 + min(len(word), 60) / 60 - (1 if kind == ORGANS else 2 if kind == DATE else 0)
    if column == DEADLINE:
        return 2 if kind == DATE else 0 if kind == PROSE and len(word) < _SHORT else -2
    if column in (INDICATOR, UNIT, VALUE):
        return 0.5
    return 0.5 if len(word) <= _SHORT and "。" not in word else -1
