"""Targets set year by year: the rows of a table of yearly goals (年度目标分解表)."""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.fitting import TargetFit
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Target

_Found = list[tuple[Clause, Target]]
_OF_YEARS = re.compile("年度(?:的)?(?:量化)?(?:目标|指标)|(?:分年|逐年)的?(?:目标|指标)")
_EACH = re.compile("分别|各(?:是|为|要|自|多少|达|年)|每一?年|[逐分历]年|依次|和|、")
_THROUGH = re.compile(r"(20\d\d)年?(?:到|至|—|-|~)(20\d\d)")
_CLOSE = 2.0  # how much less a row may fit than the best target, to answer for all the years


def of_yearly_rows(question: Question, found: _Found) -> _Found:
    """The targets of rows that have one for each of several years, where 年度目标 are asked."""
    if not _OF_YEARS.search(question.folded):
        return []
    ends: dict[str, set[str]] = defaultdict(set)
    for clause, target in found:
        if clause.kind is ClauseKind.ROW and not target.recurrence:
            ends[clause.clause_id].add((target.deadline or "")[:4])
    rows = {clause_id for clause_id, years in ends.items() if len(years) > 1}
    return [each for each in found if each[0].clause_id in rows]


def _years_of(question: Question) -> set[str]:
    """The years that a question names; all from one to another: 2024到2026年每年."""
    hit = _THROUGH.search(question.folded)
    through = range(int(hit[1]), int(hit[2]) + 1) if hit else ()
    return {*question.years, *map(str, through)}


def row_of_years(question: Question, fits: Sequence[TargetFit]) -> _Found:
    """The targets of one row for all the years asked together: 2024年和2027年分别是多少."""
    years = _years_of(question)
    if (
        question.asks("difference")
        or len(years) < 2
        or not fits
        or not _EACH.search(question.folded)
    ):
        return []
    for fit in fits:
        if not fit.stated or fit.score < fits[0].score - _CLOSE:
            continue
        own = [
            (each.clause, each.target)
            for each in fits
            if each.clause.clause_id == fit.clause.clause_id
            and each.target.indicator == fit.target.indicator
            and (each.target.deadline or "")[:4] in years
        ]
        if {(target.deadline or "")[:4] for _, target in own} == years:
            return sorted(own, key=lambda each: each[1].deadline or "")
    return []
