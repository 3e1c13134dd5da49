"""The cases of a plan's benefits, with what the words around each say of whom it is for.

A benefit's own words say least: goods, class and price limit often stand in the sentences
before it, dates in those behind. A grant joins them, and says how well it fits a citizen's case.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.compose.benefit_case import Case, Goods, action_of
from assistant.compose.traits import LEXICONS, Trait, against, prices_of, shared, traits_of
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.lexicon import load_rules
from indexer.model import Benefit, Clause
from indexer.parse.normalize import clean, fold

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_BUY = re.compile("购买|购置|换购|新购|更新为?|更换|置换")
_LISTED = re.compile(r"[\d一二三四五六七八九十]+(?:大)?类|等")
# What one level of government gives another is no citizen's rate: 省级按照不低于50%的比例.
_SHARE = re.compile(
    "(?:中央|[省市县区]级?)(?:财政)?[^，。；]{0,14}(?:按照?|给予)[^，。；补奖]{0,12}%$"
)
_EXTRA = re.compile("额外|再给予|叠加|再补贴|再享受|追加补贴|另外给予")
_FOR_PERSONS = re.compile("消费者|个人|居民|家庭|农民|农户|市民|车辆所有人|老年人")
_FOR_FIRMS = re.compile("企业(?!生产)|展会|商户|经营主体|园区|平台企业|项目")
_OWN, _BEFORE, _TITLE, _GROUP = 1.0, 0.8, 0.5, 0.45
_SAME_ACTION = 0.2
_BOTH_SIDES = ("new", "both")


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
    found = [
        _grant(knowledge, clause, benefit)
        for clause in knowledge.clauses()
        for benefit in knowledge.benefits(clause)
    ]
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
    score += 0.1 * max((shared(case.old, each) for each in grant.old), default=0)
    return Fit(grant, score, conflicts)


def _head(own: str) -> str:
    """Whom a grant is for, without brackets: 对限额以上零售企业."""
    return "" if _FOR_PERSONS.search(own) else _ways(own)[0]


def covers_goods(text: str, goods: Goods) -> bool:
    """Whether a plan's words name a thing, brackets in its name or not."""
    return any(form in way for way in _ways(text) for form in goods.written)


def conflicts_of(case: Case, grant: Grant) -> tuple[tuple[Trait, Trait], ...]:
    """What of a case the grant rules out, with the words of both."""
    found = against(case.new, grant.new)
    found += against(case.old, grant.limits)
    alternatives = [against(case.old, each) for each in grant.old]
    if alternatives and all(alternatives):
        found += min(alternatives, key=len)
    if case.price is not None:
        price = Trait("price", f"{case.price:g}元", "new", "", case.price, case.price)
        found += against((price,), tuple(t for t in grant.new if t.facet == "price"))
    if case.action and grant.action and case.action != grant.action:
        found.append((Trait("action", case.action), Trait("action", grant.action)))
    return tuple(found)


def _goods_share(goods: Goods, grant: Grant) -> float:
    if covers_goods(grant.own, goods):
        return _OWN
    own_goods = _names_goods(grant.own)
    if not own_goods and covers_goods(grant.before, goods):
        return _BEFORE
    title = fold(" ".join(grant.clause.path))
    if covers_goods(title, goods) and not (own_goods and goods.group):
        return _TITLE
    if goods.group and not _lists(goods.group, f"{grant.before}{grant.own}"):
        kind = Goods(goods.group, (goods.group,))
        around = f"{title}{grant.before}{grant.own}"
        return _GROUP if covers_goods(around, kind) else 0.0
    return 0.0


def _names_goods(text: str) -> bool:
    ways = _ways(text)
    forms = [form for rule in load_rules("goods", LEXICONS) for form in rule.fields["written"]]
    return any(form in way for form in forms for way in ways)


def _lists(group: str, text: str) -> bool:
    """Whether a text names things of a group one by one, so that others are left out."""
    named = [
        rule
        for rule in load_rules("goods", LEXICONS)
        if rule.fields.get("group") == group
        and any(form in way for form in rule.fields["written"] for way in _ways(text))
    ]
    return len(named) > 1 or bool(named and _LISTED.search(text))


def _without_titles(text: str) -> str:
    return re.sub("《[^》]*》|（不含[^）]*）", "", text)


@cache
def _ways(text: str) -> tuple[str, str]:
    """A plan's words without titles and exclusions; without brackets, and with what they hold."""
    text = _without_titles(text)
    return re.sub("（[^）]*）", "", text), re.sub("[（）]", "", text)


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


def _action(own: str, before: str, title: str) -> str:
    for text in (own, before.split("。")[-1] or before, title, before):
        found = action_of(_ways(text)[0])
        if found:
            return found
    return ""


def _old(own: str, before: str) -> tuple[tuple[Trait, ...], ...]:
    """The alternatives of what is handed in: 国三及以下燃油车或2018年前注册登记的新能源车."""
    for text in (own, before):
        text = _without_titles(text)
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


_BINDING = ("owned", "kept")


def _new(own: str, before: str) -> tuple[Trait, ...]:
    bought = _after_verb(own)
    found = [t for t in traits_of(bought) if t.of != "old"]
    found += [t for t in traits_of(own) if t.of in _BOTH_SIDES and t not in found]
    found += prices_of(own)
    known = {each.facet for each in found}
    lead = [t for t in (*traits_of(before), *prices_of(before)) if t.facet in ("grade", "price")]
    # The last class named is the one meant; a limit of the price holds for all that follows.
    for each in reversed(lead):
        if each.facet not in known:
            found.append(each)
            known.add(each.facet)
    return tuple(found)


def _after_verb(text: str) -> str:
    """What a plan says of the new thing; all of it where it speaks of none handed in."""
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
