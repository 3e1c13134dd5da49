"""A matter that a table of indicators repeats: the measure of the text says more than the row."""

import re
from collections.abc import Iterator, Sequence

from assistant.compose.divided import row_of
from assistant.knowledge import Knowledge
from assistant.topics import TopicMatch
from indexer.model import Clause, ClauseKind, Role
from indexer.parse.indicators import INDICATOR_ROW

_AS_NEAR = 0.85  # of the best rank, from which it stands before a row that names a lead, too
_FIGURE = re.compile("[量率数值比]$|规模|占比|比例|面积|指标|目标|增长|任务量")
_NEAR = 0.6  # of the best rank, from which a measure of the text is about the matter of a row


def led_by_text(
    knowledge: Knowledge, clause: Clause, matches: Sequence[TopicMatch], topic: str
) -> Clause:
    """The measure of the text that names a lead for the matter of a row without one; else itself.

    So, too, for a row of figures where the topic is no figure (二手车交易, not 二手车交易量).
    Where a table shares out the work, its row for a measure of the text.
    """
    clause = row_of(knowledge, clause)
    if clause.kind is not ClauseKind.ROW:
        return clause
    least = _NEAR
    if knowledge.attributions(clause, Role.LEAD):
        if _FIGURE.search(topic) or not _of_figures(knowledge, clause):
            return clause
        least = _AS_NEAR
    measures = _measures(matches, least)
    return next((each for each in measures if knowledge.attributions(each, Role.LEAD)), clause)


def told_by_text(knowledge: Knowledge, clause: Clause, matches: Sequence[TopicMatch]) -> Clause:
    """The measure of the text about the matter of a row of figures; else the clause itself."""
    if clause.kind is not ClauseKind.ROW or not _of_figures(knowledge, clause):
        return clause
    return next(_measures(matches), clause)


def _of_figures(knowledge: Knowledge, clause: Clause) -> bool:
    return any(each.rule_id == INDICATOR_ROW for each in knowledge.targets(clause))


def _measures(matches: Sequence[TopicMatch], least: float = _NEAR) -> Iterator[Clause]:
    """The measures of the text that are nearly as much about a matter as the best clause."""
    for match in matches:
        near = match.stated and match.score >= least * matches[0].score
        if near and match.clause.kind is ClauseKind.MEASURE:
            yield match.clause
