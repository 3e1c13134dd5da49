"""Who pays a benefit: 按照总体9∶1的原则央地共担, and how the levels below share their part.

Points of interest that each level grants are shares, too: 中央财政贴息1.5个百分点，省级再贴0.5个.
"""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_terms import Said, Score
from assistant.compose.goods import names_goods
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns

_EXCESS = re.compile(
    "超(?:出|过|支|额|了)?[^，。？]{0,6}(?:部分|额度|的钱|资金)|缺口|不够用|[用花]超|[用花]完|剩下|其余|余下"
)
_CHANNELS = re.compile("从哪|来源|渠道|哪里出|哪出")
_WORDS = Patterns("grant_words", LEXICONS)


def who_pays(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """Who pays what share; the fund that a level sets up, where one level is asked."""
    found = _payer(knowledge, case, score)
    if found is not None or _WORDS["asks_shares"].search(case.text):
        return found
    fund = terms.nearest(knowledge, case, "fund", score)
    return Draft("payer", (terms.spoken(fund),)) if fund is not None else None


def _payer(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """Who pays: shares of the levels; without figures only where none are asked."""
    whole = Case(case.text, case.asks, case.goods, (), (), "")
    found = None
    if case.goods and _CHANNELS.search(case.text):
        found = terms.said(knowledge, whole, "source", score)
    found = found or terms.nearest(knowledge, whole, "payer", score)
    if found is None and not re.search("多少|几|比例|百分", case.text):
        found = terms.said(knowledge, whole, "source", score)
    over = terms.nearest(knowledge, whole, "excess", score) if _EXCESS.search(case.text) else None
    if over is not None:
        shares = [terms.spoken(found)] if found is not None and "比例" in case.text else []
        return Draft("payer", (*shares, terms.spoken(over)))
    if found is None:
        return None
    if case.claimed_rate is not None:
        lead = "是的，" if f"{case.claimed_rate:g}%" in found.sentence.text else "不对，"
        return Draft("payer", (terms.spoken(found, lead),))
    return Draft("payer", tuple(terms.spoken(each) for each in _chain(knowledge, case, found)))


def _chain(knowledge: Knowledge, case: Case, found: Said) -> list[Said]:
    """The sentence with those right before and behind it that divide among levels as well."""
    sharing = {each.text for _, each in terms.sentences_of(knowledge, "payer", (found.clause,))}
    chain: list[Said] = []
    for each in sentences(knowledge, found.clause):
        meant = each.text == found.sentence.text
        if each.text in sharing and (meant or _of_case(case, each.text)):
            chain.append(found if meant else Said(found.clause, each, found.score))
        elif found in chain:
            return chain
        else:
            chain = []
    return chain or [found]


def _of_case(case: Case, text: str) -> bool:
    """Whether a sentence is about no other goods than those of a case."""
    return not names_goods(text) or terms.covers(text, case)
