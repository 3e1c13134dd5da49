"""Whether a clause says for whom a thing is: 适老化改造哪些人能享受 wants that, and no procedure."""

from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause

_SETTLING = Patterns("settling", LEXICONS)


def says_who_may(knowledge: Knowledge, question: Question, clause: Clause) -> bool:
    """Whether it is asked who may have something, and the clause about it names them."""
    asked = _SETTLING["asks_who_may"].search(question.folded)
    return bool(asked and _SETTLING["for_whom"].search(knowledge.folded(clause)))
