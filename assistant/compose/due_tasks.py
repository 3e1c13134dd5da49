"""The tasks of a list that are due in a year, beside the targets that are set for it."""

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.compose.due import limit_of, with_limits
from assistant.compose.duties import measure_table
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind

_TARGETS = re.compile("目标|指标")
_TASKS = re.compile("任务|工作|事|活|[干做]")


def with_due(
    knowledge: Knowledge, question: Question, draft: Draft, told: Collection[Clause]
) -> Draft:
    """A year's targets with the rows whose column of deadlines names the year, and no others."""
    of_years = bool(question.years) and not question.organs
    if not of_years or not _TASKS.search(question.folded) or _TARGETS.search(question.folded):
        return draft
    due = [
        clause
        for clause in knowledge.clauses()
        if clause.kind in (ClauseKind.ROW, ClauseKind.MEASURE) and clause not in told
        if (limit := limit_of(knowledge, clause)) and limit.key[:4] in question.years
    ]
    if not due:
        return draft
    years = "、".join(f"{year}年" for year in question.years)
    _, lines = measure_table(knowledge, due)
    first = Statement(f"完成时限在{years}的任务另有**{len(due)}项**：", (), (len(due),))
    listed = with_limits(knowledge, Draft("targets", (first, *lines)), latest=False)
    if not draft.found:
        return listed
    return replace(draft, statements=(*draft.statements, *listed.statements))
