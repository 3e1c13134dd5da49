"""The cases of a plan's benefits, with what the words around each say of whom it is for.

A benefit's own words say least: goods, class and price limit often stand in the sentences
before it, dates in those behind. A grant joins them, and says how well it fits a citizen's case.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.benefit_case import Case
from assistant.compose.goods import Goods, covers_goods, lists_group, names_goods, ways
from assistant.compose.traits import Trait, against, shared
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.model import Benefit, Clause
from indexer.parse.normalize import fold

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_OF_BEFORE = re.compile("其[他它余]|上述|以上产品|前述|相关产品")
_OTHERS = re.compile("其[他它余](?=[^，。；]{0,12}按)")
_LIMIT = re.compile("不超过|不高于|最高|上限|封顶|至多|最多|以内")
_EXTRA = re.compile(
    "额外|再(?:给予|补贴|补助|补(?=\\d)|享受|增加|奖励|提高|叠加)|叠加|追加补贴"
    "|另(?:外|行)?(?:给予|补贴|补助|增加|奖励)|(?:补贴|补助|标准|基础)之外|另外?加|加补"
)
_FOR_PERSONS = re.compile("消费者|个人|居民|家庭|农民|农户|市民|车辆所有人|老年人")
_FOR_FIRMS = re.compile("企业(?!生产)|展会|商户|经营主体|园区|平台企业|项目")
# 新车 is either; what names the one kind is not for the other.
_CARS = re.compile("(?<!电动)汽车|轿车|乘用车|小客车|[燃汽柴]?油车|新能源车|4[sS]店")
_BIKES = re.compile("自行车|三轮车|摩托车|助力车")
# Who gives is not whom it is for: 由参与企业给予销售价格10%的让利.
_BY_FIRMS = re.compile(
    "(?:由|联合|组织|支持|鼓励|引导)[^，。；]{0,12}?(?:企业|商家|商户|平台|门店)(?=给予|让利|提供|承担|按|发放)"
)
_OWN, _BEFORE, _TITLE, _GROUP = 1.0, 0.9, 0.5, 0.45
_SAME_ACTION = 0.2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a clause, folded, and its place in the source."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Grant:
    """A benefit with its surroundings, folded and without layout.

    ``before`` is its ``paragraph`` up to it; ``old`` are the alternatives of what is handed in;
    ``limits`` bind every case of the clause (dates of ownership); ``capped`` is the sentence
    that sets the cap; ``lists`` are the goods of the categories it is for (A类), where the plan
    has such; ``counted`` is the sentence of another clause on how many pieces a person may have,
    ``pieces`` what of it is said of these goods.
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
    capped: Evidence | None = None
    lists: str = ""
    counted: Sentence | None = None
    pieces: str = ""
    rounding: str = ""  # up | half | down, to whole yuan; empty where the plan sets none

    @property
    def extra(self) -> bool:
        """Whether it comes on top of another."""
        return _EXTRA.search(self.own) is not None

    @property
    def topping(self) -> bool:
        """Whether it is a sum that a clause of its own adds, where the thing is of some origin."""
        of_origin = any(each.facet == "origin" for each in self.new)
        return self.extra and self.benefit.amount is not None and of_origin

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


def sentences(knowledge: Knowledge, clause: Clause) -> Iterator[Sentence]:
    """The sentences of a clause's own text."""
    text = knowledge.clean(clause.doc_id)
    begin = bisect_left(text.offsets, clause.own.start)
    stop = bisect_left(text.offsets, clause.own.end)
    for hit in _SENTENCE.finditer(text.folded, begin, stop):
        yield Sentence(hit[0].strip(), Evidence(clause, text.span(*hit.span())))


def cap_in(text: str, cap: float) -> str:
    """A cap as a text writes it, 2000元 or 1.5万元, where it speaks of a limit; else empty."""
    for piece in re.split("[，。；]", text):
        for form in (f"{cap / 1e4:g}万元", f"{cap:.0f}元", f"{cap:,.0f}元"):
            if re.search(rf"(?<![\d.,]){re.escape(form)}", piece) and _LIMIT.search(piece):
                return form
    return ""


def fit(case: Case, grant: Grant) -> Fit | None:
    """The fit of a grant; None where it is for other goods."""
    if _CARS.search(case.text) and _BIKES.search(grant.own) and not _CARS.search(grant.own):
        return None
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
    tiers = any(each.facet == "price" for each in grant.new)
    score += 0.1 if tiers and case.price is not None and not conflicts else 0.0
    score += _SAME_ACTION if case.action and case.action == grant.action else 0.0
    score += 0.1 * shared(case.old, grant.limits)
    score += 0.1 * max((shared(case.old, each) for each in grant.old), default=0)
    return Fit(grant, score, conflicts)


def _head(own: str) -> str:
    """Whom a grant is for, without brackets: 对限额以上零售企业."""
    return "" if _FOR_PERSONS.search(own) else _BY_FIRMS.sub("", ways(own)[0])


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
    others = _OTHERS.search(grant.own)
    if covers_goods(grant.own, goods):
        # 拖拉机按最高补贴额，其他农机按30%: the rate is for what was named before, not for tractors.
        return 0.0 if others and covers_goods(grant.own[: others.start()], goods) else _OWN
    if grant.lists and (goods.group or covers_goods(grant.lists, goods)):
        return _BEFORE if covers_goods(grant.lists, goods) else 0.0
    if grant.lists and lists_group(goods.name, grant.lists):
        return _BEFORE
    own_goods = names_goods(grant.own)
    of_before = not own_goods or _OF_BEFORE.search(grant.own)
    if of_before and covers_goods(grant.before, goods):
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
