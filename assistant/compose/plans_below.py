"""By when those below are to have plans of their own: 各县的方案最迟什么时候出台.

It is no question for the day on which the plan itself was issued.
"""

import re

from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)
_OF_PLACES = re.compile("[市县区镇街州盟乡旗地]")


def due(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that sets the time for plans of those below; None where that is not asked."""
    asked = _SETTLING["asks_plans_below"].search(question.folded)
    if asked is None or not question.asks("when", "doc_date"):
        return None
    places = _OF_PLACES.search(asked["who"]) is not None
    pattern = _SETTLING["plans_below_due"]
    for clause in clauses_saying(knowledge, pattern):
        for evidence, text in sentences_of(knowledge, clause):
            hit = pattern.search(fold(text))
            if hit is not None and bool(_OF_PLACES.search(hit["who"])) is places:
                said = quoted(knowledge, evidence)
                return Draft(
                    "target", (Statement(f"{clause_name(clause)}写明：{said}", (evidence,)),)
                )
    return None
