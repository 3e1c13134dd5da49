"""The sentence that names the thing asked, where its grant is for the others of a list: 其他5种."""

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_choice import Asked
from assistant.compose.goods import covers_goods, weak_names
from assistant.compose.sentences import sentences_of
from assistant.compose.traits import LEXICONS
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Statement
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)


def naming(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """The sentence beside a grant for others that names the goods; none where its own words do."""
    goods = [each for each in asked.case.goods if each.name not in weak_names()]
    if len(goods) != 1 or len(offers) != 1:
        return []
    base = offers[0].base
    if not _WORDS["others"].search(base.own) or covers_goods(base.own, goods[0]):
        return []
    for evidence, text in sentences_of(asked.knowledge, base.clause):
        if covers_goods(text, goods[0]):
            said = quoted(asked.knowledge, evidence)
            return [Statement(f"{clause_name(base.clause)}写明：{said}", (evidence,))]
    return []
