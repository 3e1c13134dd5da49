"""Rows of tables of indicators among the targets that fit: the text goes before them."""

import re
from collections.abc import Sequence

from assistant.fitting import TargetFit
from assistant.question import Question
from indexer.parse.indicators import INDICATOR_ROW


def in_text(fits: Sequence[TargetFit]) -> TargetFit:
    """The best target; the one of the text where a table of indicators repeats it."""
    best = fits[0]
    if best.target.rule_id != INDICATOR_ROW:
        return best
    said = (best.target.value, best.target.unit, best.target.deadline)
    same = (
        fit
        for fit in fits
        if fit.stated and fit.target.rule_id != INDICATOR_ROW
        if (fit.target.value, fit.target.unit, fit.target.deadline) == said
    )
    return next(same, best)


def parts_asked(question: Question, fits: Sequence[TargetFit]) -> tuple[list[str], list[TargetFit]]:
    """What a topic asks in several parts, and the targets of the best one's clause.

    Rows of a table of indicators hold one each, so that those of the table are looked through.
    """
    best = fits[0]
    if best.target.rule_id == INDICATOR_ROW:
        table = [
            fit
            for fit in fits
            if fit.target.rule_id == INDICATOR_ROW and fit.clause.label == best.clause.label
        ]
        parts = [part for part in re.split("[ 和与及、]", question.topic) if len(part) > 1]
        return (parts if len(parts) > 1 else []), table
    mine = [fit for fit in fits if fit.clause.clause_id == best.clause.clause_id]
    return (question.topic.split() if " " in question.topic else []), mine
