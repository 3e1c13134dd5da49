"""How the cases of a plan are read: goods, traits and limits from the words around each benefit."""

import re
from bisect import bisect_left
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.compose.benefit_case import action_of
from assistant.compose.goods import bare, names_goods, ways
from assistant.compose.grant_context import with_document
from assistant.compose.grants import Grant, cap_in, sentences
from assistant.compose.traits import LEXICONS, Trait, prices_of, traits_of
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns
from indexer.model import Benefit, Clause, ClauseKind
from indexer.parse.normalize import fold

_BUY = re.compile("购买|购置|换购|新购|更新(?!补贴|政策|支持|工作|[的，、])为?|更换|置换")
_SPENT = re.compile(r"(?<!每)满(\d+(?:\.\d+)?)(万|千)?元")
_TIER = re.compile(
    r"(?:高于|低于|超过|不超过|不足|不满|不低于)\d+(?:\.\d+)?万?元|\d+(?:\.\d+)?万?元(?:（不?含）)?(?:-|—|~|至|到|及?以[上下内])"
)
_BY_PRICE = re.compile("(?:价格?|金额)[^。]{0,12}(?:分|档|区间|不同)")
# What is granted goes by the price, which a sentence says for all those behind it.
_GIVEN_BY = re.compile(
    "按照?[^。；，]{0,16}(?:价格|车价|售价|金额|价税合计)(?:（[^）]*）)?[^。；，]{0,8}(?:给予|发放|分档)[^。；，]{0,8}(?:补贴|补助|奖励)"
)
_GRANTED = re.compile("(?:补贴|补助|奖励|给予|奖补)[^，。；]{0,4}$")
# What one level of government gives another is no citizen's rate: 省级按照不低于50%的比例.
_SHARE = re.compile(
    "(?:中央|[省市县区]级?)(?:财政)?[^，。；]{0,14}(?:按照?|给予)[^，。；补奖]{0,12}%$"
)
_SHARED = re.compile("(?:共同?承担|共担|分担)[^。；]{0,16}资金[^，。；]{0,8}%$")
_BOUGHT_FOR = re.compile("(?:购买|购置|新购)$")
_ON_TOP = re.compile("^的?基础上，")  # 在中央财政贴息1.5个百分点|的基础上，市级财政再给予1个
_FUND = re.compile("资金[^。；]{0,30}总(?:额|量|规模)")
_WORDS = Patterns("grant_words", LEXICONS)
_BOTH_SIDES = ("new", "both")
_RENEWALS = (("报废", "scrap"), ("置换", "trade"))
_LEADING = ("invested", "grade", "price", "shop", "holder")  # said once, for all that follows


_KNOWN: WeakKeyDictionary[Knowledge, list[Grant]] = WeakKeyDictionary()


def grants_of(knowledge: Knowledge) -> list[Grant]:
    """All grants of the documents, in reading order."""
    if knowledge not in _KNOWN:
        _KNOWN[knowledge] = _read_grants(knowledge)
    return _KNOWN[knowledge]


def _read_grants(knowledge: Knowledge) -> list[Grant]:
    found = [
        _grant(knowledge, clause, benefit)
        for clause in knowledge.clauses()
        for benefit in knowledge.benefits(clause)
    ]
    elsewhere = [_limits_of(clause) for clause in knowledge.clauses()] if found else []
    found = [_with_limits(each, elsewhere) for each in found]
    found = with_document(knowledge, found)
    return [each for each in found if not _of_levels(each)]


def _of_levels(grant: Grant) -> bool:
    """Whether it is what levels of government give each other, or all the money there is."""
    if grant.benefit.rate:
        return bool(_SHARE.search(grant.own) or _SHARED.search(grant.own))
    return grant.benefit.amount is None and _FUND.search(grant.own) is not None


def _grant(knowledge: Knowledge, clause: Clause, benefit: Benefit) -> Grant:
    text = knowledge.clean(clause.doc_id)
    begin = bisect_left(text.offsets, clause.own.start)
    place = bisect_left(text.offsets, benefit.span.start)
    stop = bisect_left(text.offsets, clause.own.end)
    paragraph = max(begin, text.folded.rfind("\n", begin, place) + 1)
    ending = text.folded.find("\n", place, stop)
    lead = _lead(knowledge, clause)
    before = f"{lead}{text.folded[paragraph:place]}"
    around = text.folded[paragraph : ending if paragraph <= ending <= stop else stop]
    own = _ON_TOP.sub("", fold(benefit.share or benefit.text).replace("\n", ""))
    whole = text.folded[begin:stop].replace("\n", "")
    return Grant(
        clause=clause,
        benefit=benefit,
        own=own,
        before=before,
        paragraph=around,
        whole=whole,
        action=_action(own, before, fold(" ".join(clause.path)))
        or _action_of_title(knowledge.document(clause.doc_id).title),
        old=_old(own, before),
        new=_as_written(
            _of_section(_of_section(_new(own, before), fold(clause.heading or "")), lead), benefit
        ),
        limits=_limits(own, before, whole),
        capped=_capped(knowledge, clause, benefit.cap, around),
    )


def _as_written(found: tuple[Trait, ...], benefit: Benefit) -> tuple[Trait, ...]:
    """Traits of a row in its own words, which leave the head of the column out: 15年以上."""
    told = fold(benefit.text)
    return tuple(
        replace(each, words=each.words.removeprefix("使用年限"))
        if each.facet == "used" and each.words not in told
        else each
        for each in found
    )


def _lead(knowledge: Knowledge, clause: Clause) -> str:
    """The heading of the section whose items are tiers of it: （一）新能源乘用车。1.价格…."""
    section = next(knowledge.ancestors(clause), None)
    if section is None or section.kind not in (ClauseKind.SECTION, ClauseKind.MEASURE):
        return ""
    lead = fold(section.text).replace("\n", "")
    return f"{lead.rstrip('。；：')}。" if names_goods(lead) else ""


def _of_section(found: tuple[Trait, ...], lead: str) -> tuple[Trait, ...]:
    """The traits of a tier, with those that the heading of its section says once for all."""
    known = {each.facet for each in found}
    said = traits_of(_after_verb(lead)) if lead else ()
    return (*found, *(t for t in said if t.of != "old" and t.facet not in known))


def _action_of_title(title: str) -> str:
    """The action of a plan for one kind of renewal alone: 汽车置换更新补贴实施细则."""
    renewals = [action for word, action in _RENEWALS if word in title]
    return renewals[0] if len(renewals) == 1 else ""


def _capped(
    knowledge: Knowledge, clause: Clause, cap: float | None, paragraph: str
) -> Evidence | None:
    """The sentence that sets a cap: of the benefit's paragraph, else of the clause."""
    found = [s for s in sentences(knowledge, clause) if cap is not None and cap_in(s.text, cap)]
    found.sort(key=lambda each: each.text not in paragraph)
    return next((each.evidence for each in found), None)


def _limits_of(clause: Clause) -> tuple[str, str, tuple[Trait, ...]]:
    """Document, action and dates of a clause that says of whom it holds, and grants nothing."""
    text = bare(fold(clause.text).replace("\n", ""))
    found = tuple(t for t in traits_of(text) if t.facet == "owned") if "名下" in text else ()
    return clause.doc_id, action_of(text) if found else "", found


def _with_limits(grant: Grant, elsewhere: list[tuple[str, str, tuple[Trait, ...]]]) -> Grant:
    """A grant with the dates that another clause of its document sets for its action."""
    if not grant.action or any(each.facet == "owned" for each in grant.limits):
        return grant
    found = [
        trait
        for doc_id, action, traits in elsewhere
        if doc_id == grant.clause.doc_id and action == grant.action
        for trait in traits
    ]
    return replace(grant, limits=(*grant.limits, *found[:1]))


def _action(own: str, before: str, title: str) -> str:
    for text in (own, before.split("。")[-1] or before, title, before):
        found = action_of(ways(text)[0])
        if found:
            return found
    return ""


def _old(own: str, before: str) -> tuple[tuple[Trait, ...], ...]:
    """The alternatives of what is handed in: 国三及以下燃油车或2018年前注册登记的新能源车."""
    for text in (own, before):
        text = bare(text)
        verb = _BUY.search(text)
        handed = text[: verb.start()] if verb else (text if action_of(text) else "")
        pieces = [
            tuple(t for t in traits_of(each) if t.of in ("any", "old") and t.facet not in _BINDING)
            for each in re.split("、|或者?|，", handed)
        ]
        whole = tuple(t for t in traits_of(handed) if t.facet == "purchase")
        found = tuple((*each, *(t for t in whole if t not in each)) for each in pieces if each)
        if found:
            return found
    return ()


_BINDING = ("owned", "kept", "plate")


def _new(own: str, before: str) -> tuple[Trait, ...]:
    bought = _after_verb(own)
    found = [t for t in traits_of(bought) if t.of != "old"]
    found += [t for t in traits_of(own) if t.of in _BOTH_SIDES and t not in found]
    found += prices_of(own) or _tier(own, before)
    known = {each.facet for each in found}
    if not _BUY.search(bare(own)) and not action_of(own):
        # 购买新能源乘用车，10万元以下的补贴…；10万元以上的补贴…: the fuel is not said again.
        said = _after_verb(before.split("。")[-1]) if _BUY.search(bare(before)) else ""
        found += [t for t in traits_of(said) if t.of == "any" and t.facet not in known]
        known = {each.facet for each in found}
    if "其中" in f"{before.split('。')[-1]}{own}":
        # 购买新能源乘用车的，最高…。其中，低于20万元的，补贴…: so, too, where a sentence is between.
        said = _after_verb(before.split("。")[-2]) if "。" in before else ""
        found += [t for t in traits_of(said) if t.of == "any" and t.facet not in known]
        known = {each.facet for each in found}
    lead = [t for t in (*traits_of(before), *prices_of(before)) if t.facet in _LEADING]
    # The last class named is the one meant; a limit of the price holds for all that follows.
    above = _WORDS["above_standard"].search(own) or _adds_sum(own)  # what is added to every tier
    for each in reversed(lead):
        if each.facet not in known and not (above and each.facet == "price"):
            found.append(each)
            known.add(each.facet)
    return _of_last_piece(own, [*found, *_of_piece(before, known)])


def _of_piece(before: str, known: set[str]) -> list[Trait]:
    """The size that the piece of the sentence says once for its tiers: 重型货车，满1年的补贴….

    The pieces of one sentence end with a semicolon; where one names several, each tier has its own.
    """
    piece = re.split("[。；]", before)[-1]
    said = {t.name: t for t in traits_of(piece) if t.facet == "size"}
    return list(said.values()) if len(said) == 1 and "size" not in known else []


def _adds_sum(own: str) -> bool:
    """Whether a sum is added to those before it: 换购铅酸电池车的，每辆再增加100元."""
    return _WORDS["extra"].search(own) is not None and "%" not in own


def _of_last_piece(own: str, found: list[Trait]) -> tuple[Trait, ...]:
    """The traits without those of a list that the piece with the sum picks one of: 省级奖励5万元."""
    last = re.split("[，；：]", own)[-1]
    picked = {
        each.facet: each.words
        for each in found
        if last.startswith(each.words) and last[len(each.words) :][:1] not in ("、", "和", "或")
    }
    return tuple(each for each in found if picked.get(each.facet, each.words) == each.words)


def _tier(own: str, before: str) -> tuple[Trait, ...]:
    """The price of a tier, where the sentence says once that prices are meant: 10万元以下的."""
    spent = _SPENT.search(own)
    if spent:
        low = float(spent[1]) * {"万": 1e4, "千": 1e3}.get(spent[2] or "", 1.0)
        return (Trait("price", spent[0], "new", "", low),)
    tier = _TIER.search(own)
    lead = f"{before.split('。')[-1]}{own[: tier.start()] if tier else ''}"
    if tier is not None and _GIVEN_BY.search(before) and not _GRANTED.search(own[: tier.start()]):
        return _priced(own[tier.start() :])
    bought = tier is not None and _BOUGHT_FOR.search(own[: tier.start()]) is not None
    begun = bought or (tier is not None and any(t.facet == "price" for t in prices_of(lead)))
    if tier is None or not (begun or _BY_PRICE.search(lead)):
        return ()
    return _priced(own[tier.start() :])


def _priced(tier: str) -> tuple[Trait, ...]:
    """The bounds of a price in words that leave the word out; they are quoted as they stand."""
    found = prices_of(f"价格{tier}")
    return tuple(replace(each, words=each.words.removeprefix("价格")) for each in found)


def _after_verb(text: str) -> str:
    """What a plan says of the new thing; all of it where it speaks of none handed in."""
    text = bare(text)
    verbs = list(_BUY.finditer(text))
    if verbs:
        return text[verbs[-1].end() :]
    return "" if action_of(text) else text


def _limits(own: str, before: str, whole: str) -> tuple[Trait, ...]:
    """What the owner has to be able to say, from the nearest words that do."""
    found: list[Trait] = []
    for text in (own, before, whole):
        known = {each.facet for each in found}
        found += [t for t in traits_of(text) if t.facet in _BINDING and t.facet not in known]
    return tuple(found)
