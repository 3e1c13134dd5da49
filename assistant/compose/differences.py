"""By how much targets of two years differ, and what a table of indicators gives as their base.

A column of such a table may say how it stood before: 2023年基数. That is no target, but what a
question for that year means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.compose import targets
from assistant.compose.claims import NO, YES
from assistant.compose.wording import clause_name, target_evidence
from assistant.draft import Evidence, Statement
from assistant.fitting import TargetFit
from assistant.premise import comparable, confirmed
from assistant.question import Question
from indexer.model import Clause, Target
from indexer.parse.indicators import INDICATOR_ROW
from indexer.parse.normalize import fold

_TIE = 1.0  # fits this near are of one indicator
_BASE = re.compile(
    r"(?:^|；)(?P<column>(?P<year>20\d\d)年?(?:底|末)?[^\d：；]{0,6}(?:基数|基准|基础|基期|实际|现状|完成|水平)[^\d：；]{0,6})"
    r"：(?P<value>\d+(?:\.\d+)?)[^\d；]{0,4}(?=[；。]|$)"
)


@dataclass(frozen=True, slots=True)
class _Base:
    """How an indicator of a table stood in a year, beside a target of its row."""

    clause: Clause
    target: Target
    column: str
    value: float

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.clause, self.clause.own)

    @property
    def unit(self) -> str:
        return self.target.unit or ""

    @property
    def as_target(self) -> Target:
        """The base in the form of a target, to be held against a figure that is supposed."""
        was, scale = self.target.value, self.target.value_normalized
        whole = self.value * scale / was if was and scale is not None else None
        return replace(self.target, value=self.value, value_normalized=whole, deadline=None)


def difference(found: Sequence[tuple[Clause, Target]]) -> list[Statement]:
    """Targets of one indicator in two years, and by how much they differ."""
    statements = targets.target_statements(found)
    pair = (
        sorted(
            (target.deadline, target.value, target.unit or "", clause, target)
            for clause, target in found
            if target.value is not None and target.deadline
        )
        if len(found) == 2
        else []
    )
    if len(pair) != 2 or pair[0][2] != pair[1][2]:
        return statements
    (before, first, unit, *_), (after, last, *_) = pair
    gap = round(abs(last - first), 6)
    word = "多" if last >= first else "少"
    counted = "个百分点" if unit == "%" else unit
    text = f"{after[:4]}年比{before[:4]}年{word}{gap:g}{counted}。"
    evidence = tuple(target_evidence(clause, target) for *_, clause, target in pair)
    return [Statement(text, evidence, derived=(gap,)), *statements]


def against_base(question: Question, fits: Sequence[TargetFit]) -> list[Statement]:
    """By how much the target of one year asked differs from the base of the other."""
    for base in _bases(question, fits):
        last, value = base.target.deadline or "", base.target.value
        if last[:4] not in question.years or value is None:
            continue
        gap = round(abs(value - base.value), 6)
        word = "多" if value >= base.value else "少"
        counted = "个百分点" if base.unit == "%" else base.unit
        text = f"{last[:4]}年比{base.column[:4]}年{word}{gap:g}{counted}。"
        first = Statement(text, (base.evidence,), derived=(gap,))
        own = targets.target_statements([(base.clause, base.target)])
        return [first, _said(base), *own]
    return []


def base_of_year(question: Question, fits: Sequence[TargetFit]) -> tuple[Statement, ...]:
    """How an indicator stood in the year asked, which a table gives beside its targets."""
    base = next(_bases(question, fits), None)
    if base is None:
        return ()
    figure = question.figure
    if figure is None:
        return (_said(base),)
    if not comparable(figure, base.as_target):
        return ()
    return Statement(YES if confirmed(figure, [base.as_target]) else NO), _said(base)


def _said(base: _Base) -> Statement:
    name = clause_name(base.clause)
    return Statement(f"{name}写明：{base.column}为{base.value:g}{base.unit}。", (base.evidence,))


def _bases(question: Question, fits: Sequence[TargetFit]) -> Iterator[_Base]:
    """The bases of years asked, in the rows of the indicator that fits best."""
    for fit in fits:
        if not fit.stated or fit.score < fits[0].score - 3 * _TIE:
            return
        if fit.target.rule_id != INDICATOR_ROW:
            continue
        for hit in _BASE.finditer(fold(fit.clause.text).replace("\n", "")):
            if hit["year"] in question.years:
                yield _Base(fit.clause, fit.target, hit["column"], float(hit["value"]))


def compared(question: Question, fits: Sequence[TargetFit]) -> list[tuple[Clause, Target]]:
    """The targets that a question sets against each other: of its years, or of one unit."""
    best = fits[0]
    if pair := _in_both(question, fits):
        return pair
    alike = [fit for fit in fits if fit.score >= best.score - 2 * _TIE]
    same = [(f.clause, f.target) for f in alike if f.target.unit == best.target.unit]
    other = next((t for t in same[1:] if t[1].deadline != best.target.deadline), None)
    if len(same) > 2 and best.target.deadline and other and other[1].deadline:
        return [same[0], other]  # 网络零售额 in two years; 农产品网络零售额 is another
    if len(same) > 1 or len(question.years) < 2:
        return same
    return [
        (fit.clause, fit.target)
        for fit in fits
        if fit.clause == best.clause and (fit.target.deadline or "")[:4] in question.years
        if fit.score >= best.score - 4 * _TIE
    ]


def _in_both(question: Question, fits: Sequence[TargetFit]) -> list[tuple[Clause, Target]]:
    """The targets of the first clause that has the indicator in each of two years asked."""
    first, last = min(question.years, default=""), max(question.years, default="")
    if first == last:
        return []
    for best in fits:
        if not best.stated or best.score < fits[0].score - 3 * _TIE:
            return []
        mine = [f for f in fits if f.clause == best.clause and f.target.unit == best.target.unit]
        dated = {
            (f.target.deadline or "")[:4]: (f.clause, f.target)
            for f in reversed(mine)
            if f.target.indicator == best.target.indicator and f.target.value is not None
        }
        if first in dated and last in dated:
            return [dated[first], dated[last]]
    return []
