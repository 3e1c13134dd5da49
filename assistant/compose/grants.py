"""The cases of a plan's benefits, with what the words around each say of whom it is for.

A benefit's own words say least: goods, class and price limit often stand in the sentences
before it, dates in those behind. A grant joins them, and says how well it fits a citizen's case.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from assistant.compose.benefit_case import Case, action_of
from assistant.compose.goods import Goods, bare, covers_goods, lists_group, names_goods, ways
from assistant.compose.traits import Trait, against, prices_of, shared, traits_of
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.model import Benefit, Clause
from indexer.parse.normalize import clean, fold

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_BUY = re.compile("购买|购置|换购|新购|更新(?!补贴|政策|支持|工作|[的，、])为?|更换|置换")
# What one level of government gives another is no citizen's rate: 省级按照不低于50%的比例.
_SHARE = re.compile(
    "(?:中央|[省市县区]级?)(?:财政)?[^，。；]{0,14}(?:按照?|给予)[^，。；补奖]{0,12}%$"
)
_EXTRA = re.compile("额外|再给予|叠加|再补贴|再享受|追加补贴|另外给予")
_FOR_PERSONS = re.compile("消费者|个人|居民|家庭|农民|农户|市民|车辆所有人|老年人")
_FOR_FIRMS = re.compile("企业(?!生产)|展会|商户|经营主体|园区|平台企业|项目")
_OWN, _BEFORE, _TITLE, _GROUP = 1.0, 0.9, 0.5, 0.45
_SAME_ACTION = 0.2
_BOTH_SIDES = ("new", "both")
_LEADING = ("grade", "price", "shop", "holder")  # said once, for all that follows


_KNOWN: WeakKeyDictionary[Knowledge, list["Grant"]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause, folded, and its place in the source."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Grant:
    """A benefit with its surroundings, folded and without layout.

    ``before`` is its ``paragraph`` up to it; ``old`` are the alternatives of what is handed in;
    ``limits`` bind every case of the clause (dates of ownership).
    """

    clause: Clause
    benefit: Benefit
    own: str
    before: str
    paragraph: str
    whole: str
    action: str
    old: tuple[tuple[Trait, ...], ...]
    new: tuple[Trait, ...]
    limits: tuple[Trait, ...]

    @property
    def extra(self) -> bool:
        """Whether it comes on top of another."""
        return _EXTRA.search(self.own) is not None

    @property
    def evidence(self) -> Evidence:
        """The benefit's place in the source."""
        return Evidence(self.clause, self.benefit.span)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a grant fits a case: by its goods and traits; what speaks against it."""

    grant: Grant
    score: float
    conflicts: tuple[tuple[Trait, Trait], ...] = ()


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
    return [each for each in found if not (each.benefit.rate and _SHARE.search(each.own))]


def sentences(knowledge: Knowledge, clause: Clause) -> Iterator[Sentence]:
    """The sentences of a clause's own text."""
    text = clean(knowledge.source(clause.doc_id).text)
    begin = bisect_left(text.offsets, clause.own.start)
    stop = bisect_left(text.offsets, clause.own.end)
    for hit in _SENTENCE.finditer(text.folded, begin, stop):
        yield Sentence(hit[0].strip(), Evidence(clause, text.span(*hit.span())))


def fit(case: Case, grant: Grant) -> Fit | None:
    """The fit of a grant; None where it is for other goods."""
    if case.of_person and _FOR_FIRMS.search(_head(grant.own)):
        return None
    wanted = [each for each in case.goods if each.bought] or list(case.goods)
    shares = [_goods_share(each, grant) for each in wanted]
    if not any(shares):
        return None
    besides = [_goods_share(each, grant) for each in case.goods if each not in wanted]
    conflicts = conflicts_of(case, grant)
    score = sum(shares) / len(shares) + 0.1 * sum(besides)
    score += 0.1 * shared(case.new, grant.new)
    score += _SAME_ACTION if case.action and case.action == grant.action else 0.0
    score += 0.1 * shared(case.old, grant.limits)
    score += 0.1 * max((shared(case.old, each) for each in grant.old), default=0)
    return Fit(grant, score, conflicts)


def _head(own: str) -> str:
    """Whom a grant is for, without brackets: 对限额以上零售企业."""
    return "" if _FOR_PERSONS.search(own) else ways(own)[0]


def conflicts_of(case: Case, grant: Grant) -> tuple[tuple[Trait, Trait], ...]:
    """What of a case the grant rules out, with the words of both."""
    found = against(case.new, grant.new)
    found += against(case.old, grant.limits)
    handed = case.old or _either(case, grant)
    alternatives = [against(handed, each) for each in grant.old]
    if alternatives and all(alternatives):
        nearest = min(
            range(len(alternatives)),
            key=lambda i: sum(2 if mine.facet == "fuel" else 1 for mine, _ in alternatives[i]),
        )
        found += alternatives[nearest]
    if case.price is not None:
        price = Trait("price", f"{case.price:g}元", "new", "", case.price, case.price)
        found += against((price,), tuple(t for t in grant.new if t.facet == "price"))
    if case.action and grant.action and case.action != grant.action:
        found.append((Trait("action", case.action), Trait("action", grant.action)))
    return tuple(found)


def _either(case: Case, grant: Grant) -> tuple[Trait, ...]:
    """Traits of a thing of which a question does not say that it is bought: 国四货车补多少."""
    if case.buys:
        return ()
    known = {each.facet for each in grant.new}
    return tuple(t for t in case.new if t.of == "any" and t.facet not in known)


def _goods_share(goods: Goods, grant: Grant) -> float:
    """How surely a grant is for goods: by its own words, those before it, its headings."""
    if covers_goods(grant.own, goods):
        return _OWN
    own_goods = names_goods(grant.own)
    if not own_goods and covers_goods(grant.before, goods):
        return _BEFORE
    around = f"{grant.before}{grant.own}"
    # Where goods are named, the headings of whole chapters say nothing more of whom it is for.
    title = fold(grant.clause.title if names_goods(around) else " ".join(grant.clause.path))
    if covers_goods(title, goods) and not (own_goods and goods.group):
        return _TITLE
    if goods.group and not lists_group(goods.group, around):
        kind = Goods(goods.group, (goods.group,))
        return _GROUP if covers_goods(f"{title}{around}", kind) else 0.0
    return 0.0


def _grant(knowledge: Knowledge, clause: Clause, benefit: Benefit) -> Grant:
    text = clean(knowledge.source(clause.doc_id).text)
    begin = bisect_left(text.offsets, clause.own.start)
    place = bisect_left(text.offsets, benefit.span.start)
    stop = bisect_left(text.offsets, clause.own.end)
    paragraph = max(begin, text.folded.rfind("\n", begin, place) + 1)
    ending = text.folded.find("\n", place, stop)
    before = text.folded[paragraph:place]
    own = fold(benefit.text).replace("\n", "")
    whole = text.folded[begin:stop].replace("\n", "")
    return Grant(
        clause=clause,
        benefit=benefit,
        own=own,
        before=before,
        paragraph=text.folded[paragraph : ending if paragraph <= ending <= stop else stop],
        whole=whole,
        action=_action(own, before, fold(" ".join(clause.path))),
        old=_old(own, before),
        new=_new(own, before),
        limits=_limits(own, before, whole),
    )


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
        found = tuple(each for each in pieces if each)
        if found:
            return found
    return ()


_BINDING = ("owned", "kept", "plate")


def _new(own: str, before: str) -> tuple[Trait, ...]:
    bought = _after_verb(own)
    found = [t for t in traits_of(bought) if t.of != "old"]
    found += [t for t in traits_of(own) if t.of in _BOTH_SIDES and t not in found]
    found += prices_of(own)
    known = {each.facet for each in found}
    if not _BUY.search(bare(own)) and not action_of(own):
        # 购买新能源乘用车，10万元以下的补贴…；10万元以上的补贴…: the fuel is not said again.
        said = _after_verb(before.split("。")[-1]) if _BUY.search(bare(before)) else ""
        found += [t for t in traits_of(said) if t.of == "any" and t.facet not in known]
        known = {each.facet for each in found}
    lead = [t for t in (*traits_of(before), *prices_of(before)) if t.facet in _LEADING]
    # The last class named is the one meant; a limit of the price holds for all that follows.
    for each in reversed(lead):
        if each.facet not in known:
            found.append(each)
            known.add(each.facet)
    return tuple(found)


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
