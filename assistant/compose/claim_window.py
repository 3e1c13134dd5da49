"""Within how long something has to be claimed: 证书核发之日起12个月内申请."""

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked, fits_of
from assistant.compose.grant_reading import grants_of
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns
from indexer.model import Clause

_WORDS = Patterns("grant_words", LEXICONS)
_NEAR = 0.3  # share of the topic in a clause that is about it


def claim_window(asked: Asked) -> Draft | None:
    """The sentence that sets the time, of the clause that grants what is asked."""
    if not asked.case.wants("window"):
        return None
    fits = sorted(fits_of(asked, grants_of(asked.knowledge)), key=lambda fit: -fit.score)
    for clause in dict.fromkeys(fit.grant.clause for fit in fits):
        if found := _said(asked.knowledge, clause):
            return Draft("deadline", (terms.spoken(found),))
    if fits:
        return None
    held = [c for c in asked.knowledge.clauses() if asked.share(_text(asked.knowledge, c)) >= _NEAR]
    held.sort(key=lambda clause: -asked.share(_text(asked.knowledge, clause)))
    found = next((said for clause in held if (said := _said(asked.knowledge, clause))), None)
    return Draft("deadline", (terms.spoken(found),)) if found else None


def _said(knowledge: Knowledge, clause: Clause) -> terms.Said | None:
    said = (s for s in sentences(knowledge, clause) if _WORDS["window"].search(s.text))
    return next((terms.Said(clause, each, 1.0) for each in said), None)


def _text(knowledge: Knowledge, clause: Clause) -> str:
    return f"{clause.title}{knowledge.folded(clause)}"
