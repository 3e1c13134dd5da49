"""Targets held against the figures that a question supposes: 到2.8万，比2023年增长15%对吗."""

import re
from collections.abc import Sequence

from assistant.compose import targets
from assistant.compose.claims import NO, YES
from assistant.compose.wording import target_phrase
from assistant.draft import Statement
from assistant.premise import Figure, comparable, confirmed, figures_in
from assistant.question import Question
from indexer.model import Clause, Target
from indexer.parse.indicators import INDICATOR_ROW

_ALL = Figure(100.0, "%")
_IN_MAIN = re.compile("基本|大部分|多数|主要")
_ALL_DONE = re.compile(
    "(?:全部|全都|都要|全面|百分百)(?:要|会|得|能|都)?(?:完成|建成|改造|更新|淘汰|达到|达标|实现|替换|换成|覆盖|退出)"
)


def all_supposed(question: Question) -> bool:
    """Whether a question takes for granted that all of something is done: 要全部完成，是吗."""
    return question.asks("yesno", "confirm") and bool(_ALL_DONE.search(question.folded))


def confirmed_targets(
    question: Question, found: Sequence[tuple[Clause, Target]]
) -> list[Statement]:
    """The targets; where the question supposes a figure, first whether it is the plan's."""
    in_main = any(t.value is None and _IN_MAIN.search(target_phrase(t)) for _, t in found)
    if in_main and all_supposed(question):
        return [Statement(NO), *targets.target_statements(found)]  # 基本淘汰, not all of it
    for figure in _supposed(question):
        same = [(c, t) for c, t in found if comparable(figure, t)]
        if not same:
            continue
        agreed = confirmed(figure, [target for _, target in same])
        first = Statement(YES if agreed else NO)
        rows = [each for each in found if each[1].rule_id == INDICATOR_ROW and each not in same]
        return [first, *targets.target_statements([*rows, *same])]
    return targets.target_statements(found)


def _supposed(question: Question) -> list[Figure]:
    """The figure that a question supposes, and others that it names beside it: 到2.8万，增长15%."""
    if question.figure is None:
        return [_ALL] if all_supposed(question) else []
    return [question.figure, *(each for _, each in figures_in(question.folded))]
