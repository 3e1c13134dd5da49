"""Two rows of a list held against each other by a column: 甲项目和乙项目哪个投资大."""

import re

from assistant.compose.row_columns import Cell, cells_of_list
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold

_ROWS = Patterns("row_columns", LEXICONS)
_NAMED = 0.5  # share of a name in a row's heading, from which the row is meant


def compared(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Which of two rows has the more in a column, with what each has; None where none is asked."""
    hit = _ROWS["which_of_two"].search(question.folded)
    cells = cells_of_list(knowledge) if hit else []
    if hit is None or not cells:
        return None
    asked = [each for each in cells if each.core in hit["what"] and each.number is not None]
    # 重点项目里甲项目: what stands before says where the row is.
    one = _meant(matcher, asked, re.split("里面?|中的?(?=.{3})", hit["first"])[-1])
    other = _meant(matcher, asked, hit["second"])
    if one is None or other is None or one.row == other.row:
        return None
    return Draft("rows", tuple(_verdict(one, other, bool(hit["less"]))))


def _meant(matcher: TopicMatcher, cells: list[Cell], name: str) -> Cell | None:
    """The cell of the row whose heading says most of a name."""
    name = name.removesuffix("项目")
    shares = [(matcher.coverage(name, fold(each.row.heading or "")), each) for each in cells]
    best, cell = max(shares, key=lambda each: each[0], default=(0.0, None))
    return cell if best >= _NAMED else None


def _verdict(one: Cell, other: Cell, less: bool) -> list[Statement]:
    first, second = sorted((one, other), key=lambda each: each.number or 0.0, reverse=not less)
    said = [
        Statement(f"{clause_name(each.row)}的{each.column}：**{each.value}**。", (whole(each.row),))
        for each in (first, second)
    ]
    if first.number == second.number:
        return [Statement("两项相同。"), *said]
    lead = f"{'较少' if less else '较多'}的是{clause_name(first.row)}。"
    return [Statement(lead, (whole(first.row),)), *said]
