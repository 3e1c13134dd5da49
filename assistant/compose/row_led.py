"""A matter that a table of indicators repeats: the measure of the text says more than the row."""

from collections.abc import Iterator, Sequence

from assistant.compose.divided import row_of
from assistant.knowledge import Knowledge
from assistant.topics import TopicMatch
from indexer.model import Clause, ClauseKind, Role
from indexer.parse.indicators import INDICATOR_ROW

_NEAR = 0.6  # of the best rank, from which a measure of the text is about the matter of a row


def led_by_text(knowledge: Knowledge, clause: Clause, matches: Sequence[TopicMatch]) -> Clause:
    """The measure of the text that names a lead for the matter of a row without one; else itself.

    Where a table shares out the work, its row for a measure of the text.
    """
    clause = row_of(knowledge, clause)
    if clause.kind is not ClauseKind.ROW or knowledge.attributions(clause, Role.LEAD):
        return clause
    measures = _measures(matches)
    return next((each for each in measures if knowledge.attributions(each, Role.LEAD)), clause)


def told_by_text(knowledge: Knowledge, clause: Clause, matches: Sequence[TopicMatch]) -> Clause:
    """The measure of the text about the matter of a row of figures; else the clause itself."""
    figures = any(each.rule_id == INDICATOR_ROW for each in knowledge.targets(clause))
    if clause.kind is not ClauseKind.ROW or not figures:
        return clause
    return next(_measures(matches), clause)


def _measures(matches: Sequence[TopicMatch]) -> Iterator[Clause]:
    """The measures of the text that are nearly as much about a matter as the best clause."""
    for match in matches:
        near = match.stated and match.score >= _NEAR * matches[0].score
        if near and match.clause.kind is ClauseKind.MEASURE:
            yield match.clause
