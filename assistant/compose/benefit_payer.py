"""Who pays a benefit: 按照总体9∶1的原则央地共担, and how the levels below share their part.

Points of interest that each level grants are shares, too: 中央财政贴息1.5个百分点，省级再贴0.5个.
Of the costs of a thing the sentence about that thing says who bears them: 电梯更新费用由业主承担.
"""

import re
from collections.abc import Sequence

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_terms import Said, Score
from assistant.compose.goods import covers_goods, names_goods, of_other_goods, strong_goods
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold

_EXCESS = re.compile(
    "超(?:出|过|支|额|了)?[^，。？]{0,6}(?:部分|额度|的钱|资金)|缺口|不够用|[用花]超|[用花]完|剩下|其余|余下"
)
_CHANNELS = re.compile("从哪|来源|渠道|哪里出|哪出")
_WORDS = Patterns("grant_words", LEXICONS)
_LEVELS = re.compile("中央|国家|省|市|县|区|地方")
_OF_LEVELS = re.compile("[省市县区里两三几级各出和与]+|中央|地方|国家|财政|怎么分|资金")
_PART = re.compile(r"\d+[∶:：]\d+|比例|分担|共担|分别|各(?:承担|负担)|\d%")
_OF_THING = 0.55  # share of a thing's words in a clause that is about it
_OF_FUND = 0.3  # and in the sentence on a fund that is set up for it
_OWN = 0.1  # what the sentence itself says counts beside what its clause says
_TOLD = 3  # sentences on costs that are told of one clause


def who_pays(asked: Asked) -> Draft | None:
    """Who bears the costs of the thing asked, or pays what share of the benefits of a plan.

    A fund that a level sets up is told where money is asked for and no thing.
    """
    knowledge, case = asked.knowledge, asked.case
    thing = _WORDS["not_thing"].sub(" ", asked.question.topic).strip()
    if _EXCESS.search(case.text):
        rest = _EXCESS.sub(" ", thing).strip()
        told = terms.nearest(knowledge, case, "excess", asked.share)
        borne = _borne(asked, rest) if rest and told is None else []
        if borne:  # 其余资金由业主分摊
            return Draft("payer", tuple(map(terms.spoken, borne)))
        return _payer(knowledge, case, asked.share)
    of_grant = _WORDS["of_grant"].search(case.text) is not None
    if asks_levels(case.text) and (of_grant or not _OF_LEVELS.sub("", thing).strip()):
        return _payer(knowledge, case, asked.share)
    of_levels = of_grant and _WORDS["asks_shares"].search(case.text) is not None
    if of_levels or pays_alone(case.text) or _WORDS["asks_points"].search(case.text):
        shares = _payer(knowledge, case, asked.share)
        if shares is not None:
            return shares
    if thing and (borne := _borne(asked, thing)):
        return Draft("payer", tuple(map(terms.spoken, borne)))
    if thing and not of_grant:
        return _fund(asked, ("fund",), thing)
    found = _payer(knowledge, case, asked.share)
    if found is not None or _WORDS["asks_shares"].search(case.text):
        return found
    kinds = ("source", "fund") if of_grant else ("fund",)
    return _fund(asked, kinds, thing)


def _fund(asked: Asked, kinds: Sequence[str], thing: str) -> Draft | None:
    """The fund that a level sets up, or where money comes from, for the thing where one is named."""
    near = (terms.nearest(asked.knowledge, asked.case, says, asked.share) for says in kinds)
    told = next((each for each in near if each is not None), None)
    if told is None:
        return None
    if thing and asked.matcher.coverage(thing, told.sentence.text) < _OF_FUND:
        return None
    return Draft("payer", (terms.spoken(told),))


def _borne(asked: Asked, thing: str) -> list[Said]:
    """The sentences that say who bears the costs of a thing, of the clause that is most about it."""
    found = [
        Said(clause, each, _of_thing(asked, thing, clause, each.text))
        for says in ("borne", "payer", "source")
        for clause, each in terms.sentences_of(asked.knowledge, says, ())
    ]
    best = max(found, key=lambda each: each.score, default=None)
    if best is None or best.score < _OF_THING:
        return []
    of_clause = (each for each in found if each.clause == best.clause)
    kept = {each.sentence.text: each for each in of_clause}
    return sorted(kept.values(), key=lambda each: (-each.score, each.sentence.evidence.span.start))[
        :_TOLD
    ]


def _of_thing(asked: Asked, thing: str, clause: Clause, text: str) -> float:
    """How much a sentence and the clause it stands in are about a thing."""
    title = fold(clause.title)
    own = asked.matcher.coverage(thing, f"{title}{text}")
    whole = asked.matcher.coverage(thing, f"{title}{fold(clause.text)}")
    goods = strong_goods(thing)
    if of_other_goods(f"{title}{fold(clause.text)}", goods):
        return 0.0  # 小区电梯换新: nothing that is said of cars
    named = any(covers_goods(f"{title}{text}", each) for each in goods)
    return max(own, whole, _OF_THING if named else 0.0) + _OWN * own


def _payer(knowledge: Knowledge, case: Case, score: Score) -> Draft | None:
    """Who pays: shares of the levels; without figures only where none are asked."""
    whole = Case(case.text, case.asks, case.goods, (), (), "")
    found = None
    if case.goods and _CHANNELS.search(case.text):
        found = terms.said(knowledge, whole, "source", score)
    loans = None if _WORDS["of_loan"].search(case.text) else _WORDS["of_loan"]
    found = found or terms.nearest(knowledge, whole, "payer", score, loans)
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
    chain = _chain(knowledge, case, found)
    first = "不对，" if _shared_after_all(case, chain) else ""
    told = [terms.spoken(each, "" if at else first) for at, each in enumerate(chain)]
    return Draft("payer", tuple(told))


def pays_alone(text: str) -> bool:
    """Whether one level is supposed to pay all of a benefit, or nothing."""
    return bool(_WORDS["one_pays_all"].search(text) and _WORDS["of_grant"].search(text))


def asks_levels(text: str) -> bool:
    """Whether a question is about which levels of government pay, or in which shares."""
    return _WORDS["asks_levels"].search(text) is not None


def _shared_after_all(case: Case, chain: Sequence[Said]) -> bool:
    """Whether one level is supposed to pay all, or nothing, of what several share."""
    text = "".join(each.sentence.text for each in chain)
    shared = _PART.search(text) and len(set(_LEVELS.findall(text))) > 1
    return bool(shared) and pays_alone(case.text)


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
