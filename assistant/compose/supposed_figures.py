"""Targets held against the figures that a question supposes: 到2.8万，比2023年增长15%对吗."""

import re
from collections.abc import Sequence

from assistant.compose import targets
from assistant.compose.claims import NO, YES
from assistant.compose.wording import target_phrase
from assistant.draft import Statement
from assistant.fitting import against_other_year
from assistant.premise import Figure, comparable, confirmed, figures_in
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Target
from indexer.parse.indicators import INDICATOR_ROW

_ALL = Figure(100.0, "%")
_IN_MAIN = re.compile("基本|大部分|多数|主要")
_ALL_DONE = re.compile(
    "(?:全部|全都|都要|全面|百分百)(?:要|会|得|能|都)?(?:完成|建成|改造|更新|淘汰|达到|达标|实现|替换|换成|覆盖|退出)"
)
_SETTLING = Patterns("settling", LEXICONS)
_COUNT = {"一": 1, "两": 2, "二": 2, "三": 3}


def figure_in_words(question: Question) -> bool:
    """Whether all of something, or a multiple, is taken for granted: 要全部完成，是吗; 翻一番，对吧."""
    all_done = question.asks("yesno", "confirm") and _ALL_DONE.search(question.folded)
    return bool(all_done) or multiple_supposed(question)


def multiple_supposed(question: Question) -> bool:
    """Whether a question takes a multiple for granted: 翻一番，对吧."""
    return question.asks("yesno", "confirm") and bool(_multiple(question.folded))


def confirmed_targets(
    question: Question, found: Sequence[tuple[Clause, Target]]
) -> list[Statement]:
    """The targets; where the question supposes a figure, first whether it is the plan's."""
    in_main = any(t.value is None and _IN_MAIN.search(target_phrase(t)) for _, t in found)
    if in_main and figure_in_words(question):
        return [Statement(NO), *targets.target_statements(found)]  # 基本淘汰, not all of it
    if multiple_supposed(question) and (told := _told_so(found)):
        agreed = in_words(question.folded) in [in_words(target_phrase(t)) for _, t in told]
        return [Statement(YES if agreed else NO), *targets.target_statements(told)]
    for figure in supposed(question):
        same = [(c, t) for c, t in found if comparable(figure, t)]
        if not same:
            continue
        wrong = [(c, t) for c, t in found if (c, t) not in same and against_other_year(question, t)]
        agreed = confirmed(figure, [target for _, target in same])
        agreed = agreed and not any(against_other_year(question, t) for _, t in [*same, *wrong])
        first = Statement(YES if agreed else NO)
        rows = [each for each in found if each[1].rule_id == INDICATOR_ROW and each not in same]
        return [first, *targets.target_statements([*rows, *same, *wrong])]
    return targets.target_statements(found)


def supposed(question: Question) -> list[Figure]:
    """The figure that a question supposes, and others that it names beside it: 到2.8万，增长15%."""
    if question.figure is None:
        return [in_words(question.folded)] if figure_in_words(question) else []
    return [question.figure, *(each for _, each in figures_in(question.folded))]


def in_words(text: str) -> Figure:
    """The share that words stand for: all of it, or what is added where it doubles."""
    hit = _multiple(text)
    if hit is None:
        return _ALL
    if hit["more"]:
        return Figure(100.0 * _COUNT[hit["more"]], "%")
    return Figure(100.0 * (2 ** _COUNT[hit["doubled"] or "一"] - 1), "%")


def _multiple(text: str) -> re.Match[str] | None:
    return _SETTLING["multiple"].search(text)


def _told_so(found: Sequence[tuple[Clause, Target]]) -> list[tuple[Clause, Target]]:
    """The targets that are set as a multiple: 增加约一倍."""
    return [(clause, target) for clause, target in found if _multiple(target_phrase(target))]
