"""Organs counted against each other, and measures that set no figure or no time."""

from assistant.compose.divided import duties_of, tasks
from assistant.compose.duties import measure_list
from assistant.compose.row_words import deadline_of_row
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind, Role

_CUES = Patterns("cues", LEXICONS)
_TIMES = ("完成", "时间", "时限", "期限", "截止")


def outnumbers(knowledge: Knowledge, question: Question) -> Draft:
    """How many measures each of two organs has in the role asked, and which has more."""
    beside = question.asks("responsible", "cooperating") and not question.asks("lead")
    role: Role | None = Role.RESPONSIBLE if beside else Role.LEAD
    word = "作为责任单位参与" if beside else "牵头"
    if question.asks("duty") and not question.asks("lead", "responsible", "cooperating"):
        role, word = None, "承担"
    (one, mine), (other, theirs) = (
        (names[0], duties_of(knowledge, names, role)) for names in question.organs[:2]
    )
    gap = len(mine) - len(theirs)
    text = f"**{one}**{word}{len(mine)}项，**{other}**{word}{len(theirs)}项，"
    text += f"{one if gap > 0 else other}多{abs(gap)}项。" if gap else "一样多。"
    first = Statement(text, derived=(len(mine), len(theirs), abs(gap)))
    parts = [(f"**{one}**{word}", mine), (f"**{other}**{word}", theirs)]
    draft = measure_list(knowledge, "outnumbers", parts)
    return Draft("outnumbers", (first, *draft.statements), draft.table, draft.found)


def without_target(knowledge: Knowledge, question: Question) -> Draft:
    """The measures, of an organ where one is asked, that set no figure, or no time."""
    hit = _CUES["without_target"].search(question.folded)
    timed = hit is not None and hit["what"].startswith(_TIMES)
    mine = set(knowledge.duties(question.organs[0])) if question.organs else None
    bare = [
        clause
        for clause in (tasks(knowledge) if timed else knowledge.measures())
        if (mine is None or clause in mine) and not _sets(knowledge, clause, timed)
    ]
    of = f"**{question.organs[0][0]}**" if question.organs else ""
    what = f"{of}没有写明{'期限' if timed else '数量目标'}的措施共"
    return measure_list(knowledge, "without_target", [(what, bare)])


def _sets(knowledge: Knowledge, clause: Clause, timed: bool) -> bool:
    """Whether a clause sets a figure; or a time, be it a year or each year."""
    if timed and clause.kind is ClauseKind.ROW and deadline_of_row(clause):
        return True
    return any(
        (target.deadline or target.recurrence) if timed else target.value is not None
        for target in knowledge.targets(clause)
    )
