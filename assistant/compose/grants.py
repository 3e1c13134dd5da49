"""The cases of a plan's benefits, with what the words around each say of whom it is for.

A benefit's own words say least: goods, class and price limit often stand in the sentences
before it, dates in those behind. A grant joins them, and says how well it fits a citizen's case.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.benefit_case import Case
from assistant.compose.goods import (
    Goods,
    covers_goods,
    lists_group,
    names_goods,
    names_kin,
    names_strong,
    ways,
)
from assistant.compose.traits import LEXICONS, Trait, against, shared
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns
from indexer.model import Benefit, Clause
from indexer.parse.benefit_tables import TABLE
from indexer.parse.normalize import fold

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_WORDS = Patterns("grant_words", LEXICONS)
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
    titled: str = ""  # the title of the document, where that alone names the goods
    rounding: str = ""  # up | half | down, to whole yuan; empty where the plan sets none

    @property
    def extra(self) -> bool:
        """Whether it comes on top of another."""
        return _WORDS["extra"].search(self.own) is not None

    @property
    def topping(self) -> bool:
        """Whether it is a sum that a clause of its own adds, where the thing is of some origin."""
        facets = {each.facet for each in self.new}
        of_fuel = "fuel" in facets and self.of_above
        return self.extra and self.benefit.amount is not None and ("origin" in facets or of_fuel)

    @property
    def of_above(self) -> bool:
        """Whether it is added to the standards that are named before it."""
        return _WORDS["above_standard"].search(self.own) is not None

    @property
    def rate_unit(self) -> str:
        """Per cent, or points of interest."""
        return "个百分点" if self.benefit.rule_id.startswith("rate_points") else "%"

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
            if re.search(rf"(?<![\d.,]){re.escape(form)}", piece) and _WORDS["limit"].search(piece):
                return form
    return ""


def fit(case: Case, grant: Grant) -> Fit | None:
    """The fit of a grant; None where it is for other goods."""
    if (
        _WORDS["cars"].search(case.text)
        and _WORDS["bikes"].search(grant.own)
        and not _WORDS["cars"].search(grant.own)
    ):
        return None
    if case.of_person and _WORDS["for_firms"].search(_head(grant.own)):
        return None
    if case.action == "scrap" and not case.buys and _for_buying(grant):
        return None
    wanted = [each for each in case.goods if each.bought] or list(case.goods)
    shares = [_goods_share(each, grant) for each in wanted]
    if not any(shares):
        return None
    besides = [_goods_share(each, grant) for each in case.goods if each not in wanted]
    conflicts = conflicts_of(case, grant)
    if any(mine.facet == "handing" for mine, _ in conflicts):
        return None  # what is granted without anything handed in
    score = sum(shares) / len(shares) + 0.1 * sum(besides)
    score += 0.1 * shared(case.new, grant.new)
    tiers = any(each.facet == "price" for each in grant.new)
    score += 0.1 if tiers and case.price is not None and not conflicts else 0.0
    score += _SAME_ACTION if case.action and case.action == grant.action else 0.0
    score += 0.1 * shared(case.old, grant.limits)
    score += 0.1 * max((shared(case.old, each) for each in grant.old), default=0)
    return Fit(grant, score, conflicts)


def _told_before(grant: Grant) -> str:
    """What stands before a grant that may say what it is for.

    Of a sentence that names its goods first, no more: 拖拉机按马力段确定：20马力以下每台1000元.
    """
    lead = grant.before.rpartition("。")[2]
    return lead if names_strong(lead) else grant.before


def _for_buying(grant: Grant) -> bool:
    """Whether a grant is for buying alone, in a clause that speaks of scrapping elsewhere."""
    sentence = f"{grant.before.split('。')[-1]}{grant.own}"
    scraps = "报废" in sentence or _WORDS["of_before"].search(grant.own)
    return bool(_WORDS["for_buying"].search(sentence)) and not scraps and "报废" in grant.whole


def _head(own: str) -> str:
    """Whom a grant is for, without brackets: 对限额以上零售企业."""
    return "" if _WORDS["for_persons"].search(own) else _WORDS["by_firms"].sub("", ways(own)[0])


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
    other = case.action and grant.action and case.action != grant.action
    if other or _buys_alone(case, grant):
        found.append((Trait("action", case.action), Trait("action", grant.action)))
    return tuple(found)


def _buys_alone(case: Case, grant: Grant) -> bool:
    """Whether something is only bought, and what is granted is for scrapping alone."""
    if case.action or grant.action != "scrap" or not _WORDS["buys_alone"].search(case.text):
        return False
    return not _WORDS["bought_too"].search(f"{grant.before.split('。')[-1]}{grant.own}")


def _either(case: Case, grant: Grant) -> tuple[Trait, ...]:
    """Traits of a thing of which a question does not say that it is bought: 国四货车补多少."""
    if case.buys:
        return ()
    known = {each.facet for each in grant.new}
    return tuple(t for t in case.new if t.of == "any" and t.facet not in known)


def _goods_share(goods: Goods, grant: Grant) -> float:
    """How surely a grant is for goods: by its own words, those before it, its headings."""
    others = _WORDS["others"].search(grant.own)
    if covers_goods(grant.own, goods):
        # 拖拉机按最高补贴额，其他农机按30%: the rate is for what was named before, not for tractors.
        return 0.0 if others and covers_goods(grant.own[: others.start()], goods) else _OWN
    if _WORDS["for_homes"].search(grant.own):
        return 0.0
    if grant.lists and (goods.group or covers_goods(grant.lists, goods)):
        return _BEFORE if covers_goods(grant.lists, goods) else 0.0
    if grant.lists and lists_group(goods.name, grant.lists):
        return _BEFORE
    own_goods = names_strong(grant.own)
    of_before = not own_goods or _WORDS["of_before"].search(grant.own)
    if of_before and covers_goods(_told_before(grant), goods):
        return _BEFORE
    around = f"{grant.before}{grant.own}"
    # Where goods are named, the headings of whole chapters say nothing more of whom it is for.
    title = fold(grant.clause.title if names_goods(around) else " ".join(grant.clause.path))
    title += grant.titled
    if covers_goods(title, goods) and not (own_goods and goods.group):
        row = grant.benefit.rule_id == TABLE and not names_goods(grant.own)
        return _BEFORE if row else _TITLE  # a table is for what its title names
    if grant.benefit.rule_id == TABLE or names_kin(goods, grant.own):
        return (
            0.0  # a row says itself what it is for, or its heading does; 报废插秧机的: no tractor
        )
    total = grant.benefit.rate is None and grant.benefit.amount is None
    if total and goods.group and lists_group(goods.group, grant.whole):
        return 0.0  # the most for all kinds together, of a clause that names them one by one
    if goods.group and not lists_group(goods.group, around):
        kind = Goods(goods.group, (goods.group,))
        return _GROUP if covers_goods(f"{title}{around}", kind) else 0.0
    return 0.0
