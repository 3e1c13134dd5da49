"""Who leads a matter that a table of indicators repeats: its row names no lead, the text does."""

from collections.abc import Sequence

from assistant.knowledge import Knowledge
from assistant.topics import TopicMatch
from indexer.model import Clause, ClauseKind, Role

_NEAR = 0.6  # of the best rank, from which a measure of the text is about the matter of a row


def led_by_text(knowledge: Knowledge, clause: Clause, matches: Sequence[TopicMatch]) -> Clause:
    """The measure of the text that names a lead for the matter of a row without one; else itself."""
    if clause.kind is not ClauseKind.ROW or knowledge.attributions(clause, Role.LEAD):
        return clause
    measures = (
        match.clause
        for match in matches
        if match.stated and match.score >= _NEAR * matches[0].score
        if match.clause.kind is ClauseKind.MEASURE
    )
    return next((each for each in measures if knowledge.attributions(each, Role.LEAD)), clause)
