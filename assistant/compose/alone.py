"""Measures that one organ has to itself: 住建局一家单独扛, 独自牵头的有哪些."""

from assistant.compose.divided import tasks
from assistant.compose.duties import measure_list
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Attribution, Clause, Role
from indexer.parse.organs import is_collective

_SETTLING = Patterns("settling", LEXICONS)


def alone(knowledge: Knowledge, question: Question) -> Draft:
    """The measures that one organ leads alone; with nobody beside it where that is asked.

    Who says 牵头 asks for the lead; who says 一家扛 means that no organ takes part at all.
    """
    names = {name for each in question.organs for name in each}
    nobody = _SETTLING["nobody_else"].search(question.folded) is not None
    nobody = nobody or question.asks("without") or not question.asks("lead")
    found = [
        clause
        for clause in tasks(knowledge)
        if _leads_alone(knowledge, clause, names)
        and (not nobody or not _beside(knowledge.attributions(clause)))
    ]
    who = f"**{knowledge.called(each[0] for each in question.organs)}**" if names else ""
    rest = "、没有其他单位的" if nobody else "的"
    whose = f"{who}一家牵头{rest}" if who else f"只由一家牵头{rest}"
    return measure_list(knowledge, "alone", [(f"{whose}措施共", found)])


def _leads_alone(knowledge: Knowledge, clause: Clause, names: set[str]) -> bool:
    leads = {each.canonical for each in knowledge.attributions(clause, Role.LEAD)}
    single = len(leads) == 1 and not any(map(is_collective, leads))
    return single and (not names or leads <= names)


def _beside(found: list[Attribution]) -> list[Attribution]:
    """The organs that take part without leading."""
    return [each for each in found if each.role is not Role.LEAD]
