"""What a benefit comes to for a price and a number of pieces, with its steps shown.

Nothing is calculated unless the plan gives rate or amount and the case gives the price.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose.benefit_case import Case
from assistant.compose.case_money import COUPLE
from assistant.compose.goods import covers_goods
from assistant.compose.grants import Grant, cap_in
from assistant.compose.recurring import in_words, times_of
from assistant.compose.steps import reckoned, steps_of
from assistant.compose.traits import LEXICONS, number
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)
_NEAR = 60  # characters before a rate in which its base stands
_UNIT = re.compile("每[件台类次辆人户套个名位张项]|单[件台个辆套项]|每桩")
_TOGETHER = re.compile("一共|总共|合计|加起来|共计|都是|各|加")
_OF_INTEREST = re.compile(r"(?:利率|利息)的?[^，。；]{0,4}\d")  # no share of what something costs
_ROUNDED = {"up": "向上取整", "down": "向下取整", "half": "四舍五入"}
_LIMIT = re.compile(
    r"(?:每|同一)(?:一?[位名个])?(?:消费者|人|户|家庭|申请人|[^，。；（]{0,8}(?:经营者|机主|所有人))"
    r"[^。；（]{0,16}?"
    r"(?P<value>\d+|[一二两三四五])(?P<unit>件|次|台|套|辆|部)"
)


_EACH_MONTH = re.compile("每(?:人|名|位|生|孩)每个?(?:月|年|天|日|学年|学期)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A grant with those that come on top of it."""

    base: Grant
    extras: tuple[Grant, ...] = ()

    @property
    def rates(self) -> tuple[float, ...]:
        """The rates in per cent; empty where an amount is granted."""
        grants = (self.base, *self.extras)
        return tuple(g.benefit.rate for g in grants if g.benefit.rate is not None)

    @property
    def rate(self) -> float | None:
        """All rates together."""
        return sum(self.rates) if self.rates else None

    @property
    def rate_words(self) -> str:
        """15%; 5%-20% where the plan leaves it open between two; 1.5个百分点 of interest."""
        rate = f"{self.rate or 0.0:g}{self.base.rate_unit}"
        ranged = re.search(rf"(?<![\d.]){re.escape(rate)}[-—~～至到]+[\d.]+%", self.base.own)
        return ranged[0] if ranged else rate

    @property
    def cap(self) -> float | None:
        """The cap in yuan; the higher one that what comes on top sets for both together."""
        own = self.base.benefit.cap
        joint = (g.benefit.cap for g in self.extras if g.benefit.rate is not None)
        return max((own, *(each for each in joint if each))) if own is not None else None

    @property
    def ranges(self) -> bool:
        """Whether the plan leaves the amount open between two sums: 5000元至1.2万元."""
        low, high = self.amount, self.cap
        return low is not None and high is not None and self.base.benefit.rule_id == "range"

    @property
    def amount(self) -> float | None:
        """The amount in yuan."""
        return self.base.benefit.amount


@dataclass(frozen=True, slots=True)
class Worked:
    """A result with its steps; ``derived`` are the numbers that no clause holds."""

    result: float
    steps: str
    derived: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """How many pieces a person may have: 1件."""

    value: int
    unit: str


def worked(offer: Offer, case: Case) -> Worked | None:
    """What the case comes to; None where the plan or the case leaves a figure open."""
    if offer.amount is not None and any(each.benefit.amount for each in offer.extras):
        each = _with_toppings(offer)
    elif offer.rate is not None and case.price is not None:
        if offer.rate_words.count("%") > 1 or _other_base(offer, case):
            return None
        each = _with_added(_discounted(_of_price(offer, case.price), case), offer)
    elif recurring := _of_times(offer, case):
        return recurring
    elif offer.amount is not None and case.pieces > 1 and not (offer.ranges or _timed(offer)):
        each = Worked(offer.amount, "", ())
    else:
        return None
    kinds = sum(
        g.bought and covers_goods(f"{offer.base.paragraph}{offer.base.lists}", g)
        for g in case.goods
    )
    if case.pieces == 1 and kinds > 1 and _TOGETHER.search(case.text):
        if len(case.prices) == kinds:
            return _of_prices(offer, case.prices)
        return _of_pieces(each, replace(case, pieces=kinds, piece="类"), kinds, None)
    limit = None if COUPLE.search(case.text) else piece_limit(offer.base, case)
    allowed = min(case.pieces, limit.value) if limit else case.pieces
    if case.pieces == 1:
        return each
    return _of_pieces(each, case, allowed, limit)


def _timed(offer: Offer) -> bool:
    """Whether a sum is for each person and month, which pieces do not multiply."""
    return _EACH_MONTH.search(offer.base.own) is not None


def _other_base(offer: Offer, case: Case) -> bool:
    """Whether what is asked was invested, and the rate is of taxes, sales, interest or the like."""
    own = offer.base.before[-_NEAR:] + offer.base.own
    if _OF_INTEREST.search(offer.base.own):
        return True
    return bool(
        _WORDS["was_invested"].search(case.text)
        and _WORDS["of_other_base"].search(own)
        and not _WORDS["of_investment"].search(own)
    )


def limits_pieces(text: str) -> bool:
    """Whether a text says how many pieces a person may have."""
    return _LIMIT.search(text) is not None


def piece_limit(grant: Grant, case: Case) -> Limit | None:
    """The number of pieces that a person may have, for the goods of the case."""
    text = grant.pieces or grant.paragraph
    for goods in case.goods:
        for form in goods.written:
            pattern = rf"{form}[^，。；）]{{0,8}}?(?P<value>\d+|[一二两三四五])(?P<unit>件|次|台|套|辆|部)"
            special = re.search(pattern, text)
            if special and _LIMIT.search(text):
                return _as_limit(special)
    found = _LIMIT.search(text)
    return _as_limit(found) if found else None


def yuan(value: float) -> str:
    """2000元; 1.5万元 where that is as short."""
    if value >= 1e4 and value % 100 == 0:
        return f"{value / 1e4:g}万元"
    return plain(value)


def plain(value: float) -> str:
    """A sum in yuan, at most two places."""
    return f"{round(value, 2):.10g}元"


def cap_words(offer: Offer) -> str:
    """每件2000元: a cap with what it is for, as the plan has it."""
    cap = offer.cap
    if cap is None:
        return ""
    for piece in re.split("[，。；]", offer.base.paragraph + "，" + offer.base.whole):
        form = cap_in(piece, cap)
        if form:
            unit = _UNIT.search(piece)
            return f"{unit[0] if unit else ''}{form}"
    return yuan(cap)


def _of_price(offer: Offer, price: float) -> Worked:
    rate = offer.rate or 0.0
    raw = round(price * rate / 100, 2)
    rates = "+".join(f"{each:g}%" for each in offer.rates)
    factor = f"（{rates}）" if len(offer.rates) > 1 else rates
    steps = f"{plain(price)}×{factor}={plain(raw)}"
    derived: tuple[float, ...] = (price, raw)
    whole = _rounded(raw, offer.base.rounding)
    if whole != raw:
        steps += f"，{_ROUNDED[offer.base.rounding]}为{plain(whole)}"
        derived, raw = (*derived, whole), whole
    if offer.cap is None:
        return Worked(raw, steps, derived)
    if raw <= offer.cap:
        return Worked(raw, f"{steps}，未超过{cap_words(offer)}的上限", derived)
    steps += f"，超过{cap_words(offer)}的上限，按{plain(offer.cap)}补贴"
    return Worked(offer.cap, steps, (*derived, offer.cap))


def _rounded(value: float, rounding: str) -> float:
    """A sum in whole yuan, where the plan rounds it."""
    if not rounding:
        return value
    if rounding == "up":
        return float(math.ceil(value))
    return float(math.floor(value + (0.5 if rounding == "half" else 0.0)))


def _discounted(each: Worked, case: Case) -> Worked:
    """The steps with what the shop took off first: 4000元-500元=3500元."""
    if not case.discount or case.price is None:
        return each
    before = case.price + case.discount
    steps = f"{plain(before)}-{plain(case.discount)}={plain(case.price)}；{each.steps}"
    return replace(each, steps=steps, derived=(*each.derived, before, case.discount))


def _of_times(offer: Offer, case: Case) -> Worked | None:
    """A sum of each month, meal or step, as often as it is asked for."""
    if offer.amount is None or offer.ranges:
        return None
    held = steps_of(case.text, offer.base.own, case.price)
    if held is not None:
        return Worked(*reckoned(held, offer.amount, (offer.cap, cap_words(offer))))
    times = times_of(case.text, offer.base.own, offer.base.paragraph)
    if times is None:
        return None
    total = round(offer.amount * times.count, 2)
    most = f"最多{in_words(times)}，" if times.limited else ""
    most = f"{times.steps}={in_words(times)}，" if times.steps else most
    steps = f"{most}{plain(offer.amount)}×{in_words(times)}={plain(total)}"
    factors = [float(each) for each in times.steps.split("×") if each]
    derived = (offer.amount, *factors, float(times.count), total)
    if offer.cap is None or total <= offer.cap:
        return Worked(total, steps, derived)
    steps += f"，超过{cap_words(offer)}的上限，按{plain(offer.cap)}补贴"
    return Worked(offer.cap, steps, (*derived, offer.cap))


def _with_toppings(offer: Offer) -> Worked:
    """A sum and those on top of it, under the cap that is set for all of them together."""
    sums = [each.benefit.amount or 0.0 for each in (offer.base, *offer.extras)]
    total = sum(sums)
    steps = f"{'+'.join(plain(each) for each in sums)}={plain(total)}"
    caps = [each.benefit.cap for each in offer.extras if each.benefit.cap is not None]
    if not caps:
        return Worked(total, steps, (*sums, total))
    if total <= caps[0]:
        return Worked(total, f"{steps}，未超过合计{plain(caps[0])}的上限", (*sums, total))
    steps = f"{steps}，超过合计{plain(caps[0])}的上限，按{plain(caps[0])}补贴"
    return Worked(caps[0], steps, (*sums, total, caps[0]))


def _with_added(each: Worked, offer: Offer) -> Worked:
    """A result with the sums that come on top of it: 1000元+100元=1100元."""
    sums = [g.benefit.amount for g in offer.extras if g.benefit.amount is not None]
    if not sums:
        return each
    total = round(each.result + sum(sums), 2)
    steps = f"{each.steps}；{'+'.join(plain(one) for one in (each.result, *sums))}={plain(total)}"
    return Worked(total, steps, (*each.derived, each.result, *sums, total))


def _of_prices(offer: Offer, prices: Sequence[float]) -> Worked:
    """What several things of different prices come to together."""
    each = [_of_price(offer, price) for price in prices]
    total = round(sum(one.result for one in each), 2)
    sums = "+".join(plain(one.result) for one in each)
    steps = "；".join((*(one.steps for one in each), f"{sums}={plain(total)}"))
    derived = [number for one in each for number in (*one.derived, one.result)]
    return Worked(total, steps, (*derived, total))


def _of_pieces(each: Worked, case: Case, allowed: int, limit: Limit | None) -> Worked:
    total = round(each.result * allowed, 2)
    unit = case.piece or (limit.unit if limit else "")
    money = yuan if each.result >= 1e4 and not each.steps else plain
    steps = f"{allowed}{unit}×{money(each.result)}={money(total)}"
    if limit and allowed < case.pieces:
        steps = (
            f"每人最多补{limit.value}{limit.unit}，{steps}"
            if allowed > 1
            else (f"每人最多补{limit.value}{limit.unit}，第{limit.value + 1}{limit.unit}起不再补贴")
        )
    joined = f"{each.steps}；{steps}" if each.steps else steps
    # 42万元 shows 42 where the sum is 420000.
    shown = (total, total / 1e4, each.result, each.result / 1e4)
    counts = (float(case.pieces), float(allowed), float((limit.value if limit else 0) + 1))
    return Worked(total, joined, (*each.derived, *shown, *counts))


def _as_limit(hit: re.Match[str]) -> Limit | None:
    value = number(hit["value"])
    return Limit(int(value), hit["unit"]) if value else None
