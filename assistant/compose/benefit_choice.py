"""Which grants of a plan are for a citizen's case, and what is nearest where none is."""

import re
from dataclasses import dataclass, replace

from assistant.compose import allowances
from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_extras import set_apart, topped, toppings_of, unsaid_of
from assistant.compose.benefit_kinds import (
    added_to,
    asks_more,
    at_bound,
    baseless,
    by_traits,
    caps_alone,
    for_others,
    graded,
    grants_one,
    headed,
    nearest_kind,
    of_claimed_rate,
    of_class,
    things_in,
    together,
    unlisted,
    with_bases,
    with_rates,
    with_tiers,
    with_toppings,
)
from assistant.compose.benefit_tiers import (
    OF_TIER,
    beside_tiers,
    higher_steps,
    highest_tier,
    promised_apart,
    with_siblings,
)
from assistant.compose.goods import covers_goods, weak_names, without_goods
from assistant.compose.grants import Fit, Grant, conflicts_of, fit
from assistant.compose.loan_grants import beside_loans, of_levels, spoken_of
from assistant.compose.side_by_side import picked
from assistant.compose.steps import steps_of
from assistant.compose.traits import LEXICONS, OF_PERSON, OF_SIZE, Trait, shared
from assistant.compose.works_named import works_in
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause
from indexer.parse.normalize import fold

_TIE = 0.15  # grants that fit this much less than the best one are left out
_MEANT = 0.15  # a grant that is out of question, but so much nearer, is the one meant
_ELSEWHERE = 0.35  # a clause without figures that is so much nearer is the one meant
_ABOUT = 0.5  # coverage from which a grant is about a topic without goods
_PARTLY, _SAID = 0.33, 0.6  # the same, where its own words mean as much in other words
_WORDS = Patterns("grant_words", LEXICONS)
_FEW = 2  # clauses that grant, up to which a question without a matter means them all
_SAYS, _SILENT = 0.6, 0.5
_EVERY_CASE = re.compile(
    r"报废|置换|转让|购买|以旧换新|换新|换购|更新|标准|个人|能效|等级|能级|标识|[买换旧老新台辆件个级元块万千]|\d+(?:\.\d+)?"
)
_SUPPORT = re.compile("补贴|补助|奖励|支持|资助")
_YESNO = re.compile("是不是|是否|对不对|对吗|没错吧|有没有|能不能|可不可以")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a benefit, with the documents it is asked of."""

    knowledge: Knowledge
    matcher: TopicMatcher
    question: Question
    case: Case

    @property
    def topic(self) -> str:
        """What is spoken of, without the words of asking."""
        topic = self.question.topic
        if topic.endswith("贷款") and f"{topic}贴息" in self.question.folded:
            topic += "贴息"  # which the words of asking took: 贷款贴息上限是多少
        for each in self.case.new:  # by which tiers are told apart, not matters
            of_tier = each.facet in (*OF_PERSON, *OF_SIZE)
            topic = topic.replace(each.words, " ") if of_tier else topic
        return _WORDS["not_topic"].sub(" ", topic).strip() or self.question.topic

    @property
    def yesno(self) -> bool:
        """Whether yes or no is wanted."""
        said = self.case.wants("eligible", "claim") or self.question.asks("yesno")
        return said or _YESNO.search(self.case.text) is not None

    @property
    def sum_wanted(self) -> bool:
        """Whether the amount itself is asked."""
        return self.case.wants("amount", "cap", "claim") or self.question.asks("amount")

    def of_one_rule(self, grants: list[Grant]) -> bool:
        """Whether a notice grants one thing alone, and speaks of what is asked."""
        return self.sum_wanted and grants_one(self.knowledge, self.matcher, self.topic, grants)

    def share(self, text: str) -> float:
        """How much of the topic a text holds."""
        return self.matcher.coverage(self.topic, text) if self.topic else 0.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What fits; else the grant that is ruled out, or the clauses that come nearest."""

    offers: tuple[Offer, ...] = ()
    ruled_out: Fit | None = None
    unlisted: Grant | None = None


def fits_of(asked: Asked, grants: list[Grant]) -> list[Fit]:
    """The grants for the goods of the case, or about its topic, with how well they fit."""
    grants = spoken_of(asked.case, grants)
    found = beside_loans(asked.case, _fits(asked, grants))
    return found if asked.case.goods else headed(found, asked.case.text)


def _fits(asked: Asked, grants: list[Grant]) -> list[Fit]:
    if asked.case.goods:
        found = [each for each in (fit(asked.case, grant) for grant in grants) if each]
        return [
            replace(each, score=each.score + 0.3 * asked.share(_around(each.grant)))
            for each in found
        ]
    if not _WORDS["not_topic"].sub(" ", asked.question.topic).strip():
        # 最高能拿多少 of a rule that grants one thing: all of it.
        clauses = {each.clause.clause_id for each in grants}
        mains = [each for each in grants if not each.extra] if len(clauses) <= _FEW else []
        return [Fit(each, 1.0, conflicts_of(asked.case, each)) for each in mains]
    if asked.of_one_rule(grants):
        return [Fit(each, 1.0, conflicts_of(asked.case, each)) for each in grants if not each.extra]
    if alone := by_traits(asked.case, asked.topic, grants):
        return alone
    tiers = [each for each in grants if any(map(_of_price, each.new))]
    if asked.case.price is not None and len(tiers) == len(grants) and asked.sum_wanted:
        return [Fit(each, 1.0, conflicts_of(asked.case, each)) for each in tiers]
    of_topic = _of_topic(asked, grants)
    return with_siblings(asked.case, of_topic, grants) or _by_clause(asked, grants)


def _of_topic(asked: Asked, grants: list[Grant]) -> list[Fit]:
    """The grants about a topic: of the allowances that it names, else those that say enough of it."""
    idle = {form for rule in load_rules("stopwords") for form in rule.forms}
    owns = [allowances.in_full(each) for each in grants]
    said = asked.knowledge.closeness.asked(asked.topic, idle, owns).said
    things = things_in(asked.knowledge, asked.topic)
    named = allowances.meant(asked.case.text, grants)
    person = tuple(each for each in asked.case.new if each.facet in (*OF_PERSON, *OF_SIZE))
    found = []
    for grant in (each for each in named if not for_others(each, things)):
        about, words = asked.share(_around(grant)), allowances.in_full(grant)
        own = said(words)
        added = grant.extra and asks_more(asked.case.text) and own
        if added:
            about = max(about, _ABOUT)
        by_name = len(named) < len(grants)
        if by_name or about >= _ABOUT or (about >= _PARTLY and own >= _SAID):
            score = (about + max(asked.share(words), own)) / 2
            score += OF_TIER if shared(person, grant.new) else 0.0
            found.append(Fit(grant, score, conflicts_of(asked.case, grant)))
    return found


def _by_clause(asked: Asked, grants: list[Grant]) -> list[Fit]:
    """The grants of the clause that says what is asked in sentences beside them: 卫生间扶手."""
    shares = {
        each.clause.clause_id: asked.share(f"{fold(' '.join(each.clause.path))}{each.whole}")
        for each in grants
    }
    best = max(shares.values(), default=0.0)
    told = asked.case.price is not None or any(t.facet in OF_PERSON for t in asked.case.new)
    if not (asked.sum_wanted and told) or best < _ABOUT:
        return []
    near = (each for each in grants if shares[each.clause.clause_id] == best)
    return [Fit(each, best, conflicts_of(asked.case, each)) for each in near]


def choose(asked: Asked, fits: list[Fit], grants: list[Grant]) -> Choice:
    """The offers for the case, or what stands against them."""
    toppings = toppings_of(asked.case, fits)
    priced = asked.case.price is not None
    fits = [
        f for f in fits if not f.grant.topping or not (priced or unsaid_of(asked.case, f.grant))
    ]
    fits, added = set_apart(asked.case, _stepped(asked.case, fits))
    out = [each for each in fits if each.conflicts]
    possible = [each for each in fits if not each.conflicts]
    possible = beside_tiers(asked.case, graded(asked.case, possible), out)
    best = max((each.score for each in possible), default=0.0)
    nearest = max(out, key=lambda f: f.score - 0.1 * len(f.conflicts), default=None)
    if nearest and (not possible or nearest.score > best + _MEANT):
        clause = nearest.grant.clause
        if all(each.grant.clause != clause for each in possible):
            return Choice(ruled_out=nearest)
    close = [
        f.grant for f in possible if f.score >= best - _TIE or works_in(asked.case.text, f.grant)
    ]
    close = with_tiers(close, possible)
    chosen = with_rates(with_toppings(asked.case, close, possible), grants)
    chosen = of_class(asked.case, at_bound(asked.case, chosen))
    sums = asked.sum_wanted and not asked.case.only_pieces
    alone = toppings or asked.of_one_rule(grants)
    else_ = chosen and sums and not alone and _meant_elsewhere(asked, chosen)
    if else_ or promised_apart(asked.case, chosen):
        return Choice()
    if not chosen:
        return Choice(unlisted=unlisted(asked.case, grants))
    if lost := baseless(with_bases(asked.case, chosen, possible), out):
        return Choice(ruled_out=lost)
    higher = higher_steps(asked.case, chosen, [each.grant for each in possible])
    chosen = nearest_kind(asked.case, [*chosen, *higher]) if higher else chosen
    chosen = with_bases(asked.case, _narrowed(asked, highest_tier(asked.case, chosen)), possible)
    offers = together(of_levels(asked.case, chosen, possible), asked.case, sums)
    offers = tuple(topped(each, added) for each in offers)
    offers = tuple(replace(o, extras=(*o.extras, *added_to(o.base, toppings))) for o in offers)
    of_rate = () if asked.yesno else of_claimed_rate(asked.case, offers)
    return Choice(offers=of_rate or caps_alone(asked.case, offers))


def _stepped(case: Case, fits: list[Fit]) -> list[Fit]:
    """The grants for each so much of what the case counts, where there are such: 增量3000万元."""
    return [f for f in fits if steps_of(case.text, f.grant.own, case.price)] or fits


def nearest_clauses(asked: Asked) -> list[Clause]:
    """The clauses that speak of the goods, else of the topic."""
    topic = asked.question.topic
    matches = asked.matcher.match(topic) if topic else []
    weak = weak_names()
    strong = [each for each in asked.case.goods if each.name not in weak]
    naming = [
        m.clause for m in matches if any(covers_goods(fold(m.clause.text), each) for each in strong)
    ]
    return naming or [m.clause for m in matches if m.stated]


def _of_price(trait: Trait) -> bool:
    return trait.facet == "price"


def _narrowed(asked: Asked, chosen: list[Grant]) -> list[Grant]:
    """Those of the grants that alone say what the question says beside its goods: 大修."""
    if any(each.topping for each in chosen):
        return chosen  # what comes on top of them says more of a kind than they do
    chosen = picked(asked.case.text, chosen)
    works = [each for each in chosen if works_in(asked.case.text, each)]
    if works:
        return works
    rest = without_goods(asked.topic)
    for kind in (t.words for t in asked.case.new if t.facet == "size"):
        rest = rest.replace(kind, " ")  # which has been held against all of them
    rest = _EVERY_CASE.sub(" ", rest).strip()
    if len(rest) < 2:
        return chosen
    shares = [asked.matcher.coverage(rest, allowances.in_full(each)) for each in chosen]
    close = [each for each, share in zip(chosen, shares, strict=True) if share >= _SAYS]
    apart = all(share >= _SAYS or share <= _SILENT for share in shares)
    return close if close and apart else chosen


def _meant_elsewhere(asked: Asked, chosen: list[Grant]) -> bool:
    """Whether a clause that promises support without a figure is far nearer to what is asked."""
    weak = weak_names()
    if any(each.name not in weak for each in asked.case.goods):
        return False
    case = asked.case
    if allowances.all_named(case.text, chosen):
        return False
    known = case.action or case.price is not None
    if case.buys and known and all(case.action in ("", each.action) for each in chosen):
        return False  # 旧车卖掉买燃油车: what is granted for that, whatever else speaks of old cars
    if case.price is not None and all(any(map(_of_price, each.new)) for each in chosen):
        return False  # the tier of the price that is named
    if "比例" in case.text and any(each.benefit.rate is not None for each in chosen):
        return False  # a share is asked, and no other clause has one
    held = {each.clause.clause_id for each in chosen}
    near = max(asked.share(_around(each)) for each in chosen)
    for match in asked.matcher.match(asked.topic)[:3] if asked.topic else ():
        clause = match.clause
        if clause.clause_id in held or asked.knowledge.benefits(clause):
            continue
        text = fold(f"{clause.title}{clause.text}").replace("\n", "")
        if _SUPPORT.search(text) and asked.share(text) >= near + _ELSEWHERE:
            return True
    return False


def _around(grant: Grant) -> str:
    text = f"{fold(' '.join(grant.clause.path))}{grant.before}{grant.own}"
    return text.replace("改（扩）建", "改扩建")
