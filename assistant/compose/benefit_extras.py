"""What comes on top of a grant: sums for things of some origin, bonuses for what is handed in."""

import re

from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_kinds import asks_more
from assistant.compose.grants import Fit, Grant

_BESIDE = 0.5  # a bonus that fits so much better than any other grant stands alone
_HANDED_IN = re.compile(
    "交[旧回售了还掉]|交[^，。？]{0,3}旧|旧[^，。？]{0,8}(?:交|回收|收走)|以旧换"
)
_FOR_OLD = re.compile("交旧|交回|交售|旧[^，。；]{0,6}交|回收旧")


def toppings_of(case: Case, fits: list[Fit]) -> tuple[Grant, ...]:
    """The sums on top that a case claims by saying where the thing is made, with its price."""
    if case.price is None:
        return ()
    bases = any(not each.grant.topping and not each.conflicts for each in fits)
    found = [each.grant for each in fits if each.grant.topping and not each.conflicts]
    return tuple(each for each in found if not unsaid_of(case, each)) if bases else ()


def unsaid_of(case: Case, topping: Grant) -> bool:
    """Whether a case leaves open of what origin, or else of what fuel, its thing is."""
    of_origin = any(each.facet == "origin" for each in topping.new)
    return not case.knows("origin" if of_origin else "fuel")


def set_apart(case: Case, fits: list[Fit]) -> tuple[list[Fit], list[Grant]]:
    """The fits without what a clause of its own grants on top of them; that, where it is meant.

    A bonus for handing in the old thing is never what is granted for buying the new one.
    """
    mains = [each for each in fits if not each.grant.extra]
    held = {each.grant.clause.clause_id for each in mains}
    best = max((each.score for each in mains), default=0.0)
    apart = [
        each
        for each in fits
        if each.grant.extra
        and each.grant.rate_unit == "%"  # 叠加贴息 of one level of government stands by itself
        and each.grant.clause.clause_id not in held
        and each.score <= best + _BESIDE
    ]
    meant = _HANDED_IN.search(case.text) and not case.wants("without_old")
    added = [
        each.grant
        for each in apart
        if meant and not each.conflicts and _FOR_OLD.search(each.grant.own)
    ]
    if added and case.price is None and asks_more(case.text):
        return [each for each in apart if each.grant in added], []
    return [each for each in fits if each not in apart], added


def topped(offer: Offer, added: list[Grant]) -> Offer:
    """An offer with the bonuses that are for goods of its categories."""
    fitting = (each for each in added if each.lists in offer.base.lists)
    return Offer(offer.base, (*offer.extras, *fitting))
