"""Which roles a question asks about, and how to say who fills each."""

from assistant.compose.duties import (
    cooperating_statement,
    lead_statement,
    responsible_statement,
)
from assistant.question import Question
from indexer.model import Role

STATEMENTS = {
    Role.LEAD: lead_statement,
    Role.RESPONSIBLE: responsible_statement,
    Role.COOPERATING: cooperating_statement,
}


def roles_asked(question: Question) -> list[Role]:
    """The roles asked about; who leads is told with who is responsible."""
    asked = [role for role in STATEMENTS if question.asks(role)]
    if Role.LEAD in asked and Role.RESPONSIBLE in asked:
        asked.remove(Role.RESPONSIBLE)
    return asked
