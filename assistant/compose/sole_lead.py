"""Whether one organ is supposed to lead alone what several lead: 是不是甲局一家牵头."""

from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Role

_SETTLING = Patterns("settling", LEXICONS)


def supposed_alone(knowledge: Knowledge, question: Question, clause: Clause) -> bool:
    """Whether a question supposes that one organ leads alone what several lead."""
    supposed = _SETTLING["leads_by_itself"].search(question.unnamed)
    return supposed is not None and len(knowledge.attributions(clause, Role.LEAD)) > 1
