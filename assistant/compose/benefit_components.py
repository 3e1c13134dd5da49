"""What a sum is made up of: 其中，1000元的加油储值卡及800元的保险补贴 of a package of 1900元."""

import re

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_denial import quoted
from assistant.compose.grants import Sentence, sentences
from assistant.draft import Statement
from assistant.topics import bigrams

_IN_IT = re.compile("^(?:其中|包括|含)[，：每]")
_PLAIN = re.compile(
    r"[\d.]+|[（）()，。、：万元的可每辆件台]|领取|申领|补贴|额度|价值|购买|新车|金额"
)


def component(asked: Asked, offers: tuple[Offer, ...]) -> Statement | None:
    """The sentence on the part of a sum that is asked for; None where the whole is."""
    if len(offers) != 1:
        return None
    offer = offers[0]
    said = list(sentences(asked.knowledge, offer.base.clause))
    for place, sentence in enumerate(said):
        if place and _IN_IT.match(sentence.text) and offer.base.own in said[place - 1].text:
            return quoted(offer.base.clause, [sentence]) if _meant(asked, offer, sentence) else None
    return None


def _meant(asked: Asked, offer: Offer, sentence: Sentence) -> bool:
    """Whether the question holds words of the part that the whole has not."""
    own = set(bigrams(_PLAIN.sub(" ", offer.base.own)))
    parts = {pair for pair in bigrams(_PLAIN.sub(" ", sentence.text)) if len(pair) > 1} - own
    return any(pair in asked.case.text for pair in parts)
