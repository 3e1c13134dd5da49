"""Of which kind targets are: shares, in other units than asked, with figures beside words."""

import re

from assistant.fitting import asked_unit, counts_in
from assistant.question import Question
from indexer.model import Clause, Target

Found = list[tuple[Clause, Target]]


def is_share(target: Target) -> bool:
    """Whether a target is a share, or set in words alone."""
    return target.value is None or bool(
        re.search("%|百分|倍|[一二三四五六七八九]成|∶|之比", f"{target.unit}{target.text}")
    )


def in_other_units(question: Question, found: Found) -> bool:
    """Whether a unit is asked in which none of the targets counts: 贴息几个点, and 80亿元."""
    unit = asked_unit(question)
    if unit is None:
        return False
    return not any(counts_in(target.unit or "", unit) for _, target in found)


def with_figures(found: Found) -> Found:
    """The targets without those in words whose indicator has a figure for the same year."""
    figures = {(t.indicator, t.deadline) for _, t in found if t.value is not None}
    return [
        (clause, target)
        for clause, target in found
        if target.value is not None or (target.indicator, target.deadline) not in figures
    ]
