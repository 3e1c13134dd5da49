"""Rows of tables of indicators among the targets that fit: the text goes before them."""

import re
from collections.abc import Sequence

from assistant.fitting import TargetFit
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Target
from indexer.parse.indicators import INDICATOR_ROW

_SETTLING = Patterns("settling", LEXICONS)


def year_by_year(
    knowledge: Knowledge, question: Question, fits: Sequence[TargetFit]
) -> list[tuple[Clause, Target]]:
    """The figures of the best row for each of its years, where those are asked: 每年各是多少.

    Of an organ that a question names, the best row that it leads.
    """
    if not _SETTLING["year_by_year"].search(question.folded) or question.years:
        return []
    names = {name for each in question.organs for name in each}
    rows = [fit for fit in fits if fit.target.rule_id == INDICATOR_ROW and fit.stated]
    own = [fit for fit in rows if names & {a.canonical for a in knowledge.attributions(fit.clause)}]
    best = next(iter(own or rows), None)
    mine = [fit for fit in rows if best and fit.clause.clause_id == best.clause.clause_id]
    mine.sort(key=lambda fit: fit.target.deadline or "")
    return [(fit.clause, fit.target) for fit in mine] if len(mine) > 1 else []


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
