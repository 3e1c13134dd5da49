"""What is supported by a list that others will publish, beside a sum: 补贴品目由省商务厅另行公布."""

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.compose.wording import clause_name
from assistant.draft import Statement
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)


def to_come(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """The sentences of the offers' clauses that leave the list to others, where it is asked for."""
    if not _WORDS["asks_list"].search(asked.case.text):
        return []
    clauses = {offer.base.clause.clause_id: offer.base.clause for offer in offers}
    return [
        Statement(f"{clause_name(clause)}写明：{each.text.rstrip('。；')}。", (each.evidence,))
        for clause in clauses.values()
        for each in sentences(asked.knowledge, clause)
        if _WORDS["list_to_come"].search(each.text)
    ]
