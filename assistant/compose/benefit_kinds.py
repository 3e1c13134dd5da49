"""Grants told apart by kinds alone: 三级能效的, 中型新能源货车, the most that anyone may have."""

import re

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_case import Case
from assistant.compose.goods import lists_group, names_strong
from assistant.compose.grants import Fit, Grant, conflicts_of
from assistant.compose.notice_titles import notices
from assistant.compose.traits import OF_PERSON, OF_SIZE, shared
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold

_IDLE = re.compile(
    "老(?:年)?人家?|残疾人?|学生|[一每][餐顿月天日年]|[的能给补呢可以享受申请领吗产品买换新旧一个台件辆 ]"
)
_OF_CASE = ("handing", "holder", "plate", "shop", "owned", "registered", "purchase")
_MORE = re.compile("多[给补奖领拿]|另[外给]|额外|再[给补奖]")
_TIE = 0.15  # how much less a standard may fit than the nearest one
_THINGS = Patterns("grant_words", LEXICONS)
_WORDS = Patterns("notice_sentences", LEXICONS)
_SPOKEN_OF = 0.4  # share of a topic that the only rule of a notice is about
_SUM = re.compile(r"\d[万千百]?元")
STEPS = ("served", "reached", "years_old", *OF_SIZE)
_KINDS_OF_GOODS = ("家电", "数码")  # names of all things of a kind
_RATE = re.compile("比例|百分|几成|各是|分别")
_KINDS = (
    "fuel",
    "size",
    "axles",
    "left",
    "battery",
    "floors",
    "planted_rows",
    "feed",
    "rank",
    "stars",
    "sights",
    "class",
    *OF_SIZE,
    *(each for each in OF_PERSON if each != "years_old"),
)  # facets that tell rows of one table apart


def by_traits(case: Case, topic: str, grants: list[Grant]) -> list[Fit]:
    """The grants that say of a facet what kinds they are for, where only kinds are asked."""
    mine, rest = tuple(t for t in (*case.new, *case.old) if t.facet not in _OF_CASE), topic
    for each in mine:
        rest = rest.replace(each.words, " ")
    certified = any(t.facet == "skill" for t in mine) and "证" in rest  # of whatever trade
    if not mine or (len(_IDLE.sub("", rest)) > 1 and not certified):
        return []
    facets = {each.facet for each in mine}
    found = [each for each in grants if facets & _facets(each)]
    return [Fit(each, 1.0, conflicts_of(case, each)) for each in found]


def _facets(grant: Grant) -> set[str]:
    handed = (trait for one in grant.old for trait in one)
    return {each.facet for each in (*grant.new, *handed)}


def grants_one(
    knowledge: Knowledge, matcher: TopicMatcher, topic: str, grants: list[Grant]
) -> bool:
    """Whether a notice grants one thing alone, and speaks of a topic: 种了15亩水稻."""
    capped = [each.capped for each in grants if each.benefit.rate is not None]
    clauses = {each.clause.clause_id for each in grants if each.evidence not in capped}
    if len(clauses) != 1 or not any(notices(knowledge).values()):
        return False
    held = (fold(each.text) for each in knowledge.clauses())
    whole = "".join((*held, *(fold(each.title) for each in knowledge.documents)))
    return matcher.coverage(_WORDS["aspect"].sub("", topic), whole) >= _SPOKEN_OF


def things_in(knowledge: Knowledge, topic: str) -> list[str]:
    """The machines and the like that a topic names."""
    words = knowledge.known_words(topic)
    return [word for word in words if len(word) > 1 and _THINGS["thing"].search(word)]


def for_others(grant: Grant, things: list[str]) -> bool:
    """Whether a grant names goods, and not the things asked of: 报废拖拉机 is for no 微耕机."""
    if not names_strong(grant.own):
        return False
    if _THINGS["of_before"].search(grant.own):  # 其他5种农业机械, of a list above
        return bool(things) and not any(each in grant.paragraph for each in things)
    return any(each not in grant.own for each in things)


def nearest_kind(case: Case, chosen: list[Grant]) -> list[Grant]:
    """Those of the grants of which no other says all that they say of the case, and more."""
    said = {id(each): _said(case, each) for each in chosen}
    return [each for each in chosen if not any(said[id(each)] < one for one in said.values())]


def with_toppings(case: Case, chosen: list[Grant], possible: list[Fit]) -> list[Grant]:
    """The nearest kinds; what comes on top of some is told with them, and never alone."""
    clauses = {each.clause for each in chosen if each.topping}
    bases = [
        fit.grant
        for fit in possible
        if not fit.grant.topping and (fit.grant in chosen or fit.grant.clause in clauses)
    ]
    kept = nearest_kind(case, bases)
    return [*kept, *(each for each in chosen if each.topping)] if kept else chosen


def added_to(base: Grant, toppings: tuple[Grant, ...]) -> tuple[Grant, ...]:
    """The sums on top of a grant: one that has standards before it is added to those alone."""
    return tuple(
        t for t in toppings if t.clause == base.clause or not (t.of_above and _SUM.search(t.before))
    )


def with_tiers(chosen: list[Grant], possible: list[Fit]) -> list[Grant]:
    """The grants with the other tiers of their pieces: 重型货车，满1年的补贴…，满2年的补贴…."""
    pieces = {_piece(each) for each in chosen if _left(each)}
    tiers = [f.grant for f in possible if f.grant not in chosen and _left(f.grant)]
    return [*chosen, *(each for each in tiers if _piece(each) in pieces)]


def _left(grant: Grant) -> bool:
    """Whether it is for things that have so many years left."""
    return any(each.facet == "left" for each in grant.new)


def _piece(grant: Grant) -> tuple[str, str]:
    """The paragraph, and the head of the piece of a sentence, in which a grant stands."""
    return grant.paragraph, re.split("[。；]", f"{grant.before}{grant.own}")[-1].split("，")[0]


def with_rates(chosen: list[Grant], grants: list[Grant]) -> list[Grant]:
    """The grants; before a cap that stands alone, the rate of a clause beside it that it caps."""
    alone = [g.evidence for g in chosen if g.benefit.rate is None and g.benefit.amount is None]
    capped = (g for g in grants if g.benefit.rate and g.capped in alone and g not in chosen)
    return [*capped, *chosen]


def asks_more(text: str) -> bool:
    """Whether only what comes on top is asked: 1级的多补多少."""
    return _MORE.search(text) is not None


def with_bases(case: Case, chosen: list[Grant], possible: list[Fit]) -> list[Grant]:
    """The grants; before what is added to a standard, that standard: 每辆500元, 铅酸的增加100元."""
    if asks_more(case.text):
        return chosen
    alone = {g.paragraph for g in chosen if _adds(g)} - {g.paragraph for g in chosen if not g.extra}
    bases = [f for f in possible if f.grant.paragraph in alone and not f.grant.extra]
    best = max((each.score for each in bases), default=0.0)
    return [*(each.grant for each in bases if each.score >= best - _TIE), *chosen]


def together(chosen: list[Grant], case: Case, sums: bool) -> tuple[Offer, ...]:
    """What is granted together: a standard with what comes on top of it, where the case says so.

    Args:
        chosen: the grants that fit.
        case: names the class, or another trait of the thing, for which more is granted.
        sums: whether a sum is asked, so that sums are added, too.
    """
    bases = [each for each in chosen if not each.extra]
    graded = case.knows("grade")
    rates = [g for g in chosen if g.extra and g.benefit.rate is not None]
    offers = []
    for base in bases:
        meant = sums and not asks_more(case.text)
        added = [g for g in chosen if meant and _adds(g) and _meant_by(case, g, base)]
        extras = [g for g in rates if graded or g.rate_unit == base.rate_unit != "%"]
        both = [each for each in (*extras, *added) if each.paragraph == base.paragraph]
        offers.append(Offer(base, tuple(both)))
    told = [g for offer in offers for g in offer.extras]
    dropped = graded and bases
    rest = [g for g in chosen if g.extra and g not in told and not dropped]
    by_place = {id(each.base): each for each in (*offers, *map(Offer, rest))}
    return tuple(by_place[id(each)] for each in chosen if id(each) in by_place)


def _adds(grant: Grant) -> bool:
    """Whether a grant is a sum that is added to another of its clause."""
    return grant.extra and grant.benefit.amount is not None and not grant.topping


def _meant_by(case: Case, added: Grant, base: Grant) -> bool:
    """Whether a case says of its thing for what a sum is added to a standard."""
    if base.benefit.rule_id == "range" or (base.benefit.amount or base.benefit.rate) is None:
        return False
    graded = tuple(each for each in case.new if each.facet == "grade")
    return bool(_said(case, added) - _said(case, base) or shared(graded, added.new))


def baseless(chosen: list[Grant], out: list[Fit]) -> Fit | None:
    """What is ruled out of the standards to which alone the chosen ones would be added."""
    added = [each for each in chosen if (each.extra and each.of_above) or _adds(each)]
    clauses = {each.clause for each in added if each.of_above}
    above = {each.paragraph for each in added}
    lost = [
        fit
        for fit in out
        if not fit.grant.extra
        and (
            fit.grant.clause in clauses
            or (fit.grant.paragraph in above and fit.conflicts[0][1].facet == "price")
        )
    ]
    return next(iter(lost), None) if len(added) == len(chosen) else None


def headed(fits: list[Fit], text: str) -> list[Fit]:
    """Those of the clauses whose headings a question says word for word: 零售券满100减多少."""
    headings = {id(each): fold(each.grant.clause.heading or "") for each in fits}
    return [f for f in fits if len(headings[id(f)]) > 1 and headings[id(f)] in text] or fits


def at_bound(case: Case, chosen: list[Grant]) -> list[Grant]:
    """Of tiers that meet at the price of a case, the one that says it holds: 15万元（含）."""
    tiers = {id(g): [t for t in g.new if t.facet == "price"] for g in chosen}
    held = any(t.high == case.price and "含" in t.words for each in tiers.values() for t in each)
    if case.price is None or not held:
        return chosen
    return [g for g in chosen if not any(t.low == case.price for t in tiers[id(g)])]


def of_claimed_rate(case: Case, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The offers of the rate that a question names."""
    rate = case.claimed_rate
    return tuple(each for each in offers if rate is not None and each.rate == rate)


def of_class(case: Case, chosen: list[Grant]) -> list[Grant]:
    """The grants without the general one of a clause that has one for the class of the case.

    15%的比例给予补贴，1级能效的补贴比例为20%: nobody has the first for a thing of class 1.
    """
    mine = tuple(each for each in case.new if each.facet == "grade")
    rates = [g for g in chosen if g.benefit.rate is not None and not g.extra]
    named = {g.clause for g in rates if shared(mine, g.new)}
    general = [id(g) for g in rates if g.clause in named and not shared(mine, g.new)]
    general += [id(g) for g in rates if mine and any(_within(g, other) for other in rates)]
    return [g for g in chosen if id(g) not in general]


def graded(case: Case, fits: list[Fit]) -> list[Fit]:
    """Of grants for all things of a kind, those for the class of the case: 1级能效的家电.

    One that names no class is for other things of the kind; what comes on top stays.
    """
    mine = tuple(each for each in case.new if each.facet == "grade")
    general = bool(case.goods) and all(each.name in _KINDS_OF_GOODS for each in case.goods)
    named = {f.grant.clause for f in fits if shared(mine, f.grant.new)}
    if not (mine and general and named):
        return fits
    return [f for f in fits if f.grant.clause in named or f.grant.extra]


def _within(general: Grant, special: Grant) -> bool:
    """Whether one grant is for some of the classes that another of its paragraph is for."""
    wide = [each for each in general.new if each.facet == "grade" and not each.name]
    narrow = [each for each in special.new if each.facet == "grade" and not each.name]
    if len(wide) != 1 or len(narrow) != 1 or general.paragraph != special.paragraph:
        return False
    ends = (wide[0].low, wide[0].high), (narrow[0].low, narrow[0].high)
    return ends[0] != ends[1] and ends[0][0] <= ends[1][0] and ends[1][1] <= ends[0][1]


def _said(case: Case, grant: Grant) -> frozenset[str]:
    """The facets in which a grant says what the case says of the new thing."""
    kinds = (each for each in case.new if each.facet in _KINDS)
    return frozenset(each.facet for each in kinds if shared((each,), grant.new))


def unlisted(case: Case, grants: list[Grant]) -> Grant | None:
    """The grant that names things of the same kind one by one, and not this one."""
    groups = {each.group for each in case.goods if each.group}
    for grant in grants:
        if any(lists_group(group, f"{grant.before}{grant.own}{grant.lists}") for group in groups):
            return grant
    return None


def caps_alone(case: Case, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The clause of the cap, where the most is asked and the rate beside it has the same cap."""
    caps = tuple(o for o in offers if o.cap and o.rate is None and o.amount is None)
    same = len(caps) == 1 and all(each.cap == caps[0].cap for each in offers)
    only = case.wants("cap") and case.price is None and not _RATE.search(case.text)
    return caps if only and same else offers
