"""For how long something is granted, beside how much: 租房补贴一个月多少、最长几年."""

import re

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.compose.wording import clause_name
from assistant.draft import Statement
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)
_PIECE = re.compile("[^，。；：]+")


def lasting(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """What the clauses of the offers say of the time, where that is asked."""
    if not _WORDS["asks_lasting"].search(asked.case.text):
        return []
    found = {}
    for clause in {offer.base.clause.clause_id: offer.base.clause for offer in offers}.values():
        for sentence in sentences(asked.knowledge, clause):
            said = [p[0] for p in _PIECE.finditer(sentence.text) if _WORDS["lasts"].search(p[0])]
            for each in said:
                text = f"{clause_name(clause)}写明“{each.strip()}”。"
                found[text] = Statement(text, (sentence.evidence,))
    return list(found.values())


def alone(asked: Asked) -> bool:
    """Whether nothing but the time is asked: 租房补贴最长补几年."""
    return not _WORDS["of_money"].search(_WORDS["asks_lasting"].sub("", asked.case.text))
