"""Several purchases of one question: what they come to together, or by how much they differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import allowances
from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, plain, worked, yuan
from assistant.compose.benefit_case import Case, read_case
from assistant.compose.benefit_choice import Asked, choose, fits_of
from assistant.compose.benefit_denial import denied
from assistant.compose.benefit_purchases import by_person, only_once
from assistant.compose.benefit_wording import evidence_of, result
from assistant.compose.case_money import COUPLE, priced_parts
from assistant.compose.goods import weak_names
from assistant.compose.grants import Grant
from assistant.compose.traits import Trait
from assistant.draft import Draft, Evidence, Statement

_ON_TOP = re.compile("除享受|之?外，?再|再按|另按|叠加|同时享受")
_MAY_BOTH = re.compile("(?<!不)可(?:以)?(?:同时|叠加|一并)(?:享受|领取|申领|申请|发放)")
_PERIOD = re.compile("每(?:个)?(?:月|年|天|日|学年|学期|餐)")
_TOGETHER = re.compile("一共|总共|合计|加起来|共计|加在一起|拢共|总计")
_DIFFER = re.compile("相差|差多少|差几|差额|多补|(?<!多)少补|多拿|少拿|差了?多")


@dataclass(frozen=True, slots=True)
class _Each:
    """What one purchase comes to, and how that is said."""

    sum: float
    said: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]


def summed(text: str) -> bool:
    """Whether a question wants what sums come to together."""
    return _TOGETHER.search(text) is not None and "多少" in text


def both(asked: Asked, offers: Sequence[Offer]) -> Statement | None:
    """What two sums of different kinds come to, where all that is granted is asked: 一共能拿多少."""
    sums = [each.amount for each in offers if each.amount is not None and not each.ranges]
    clauses = {each.base.clause.clause_id for each in offers}
    kinds = max(len(clauses), len({allowances.name_of(each.base) for each in offers}))
    if not (len(offers) == len(sums) == kinds == 2 and _TOGETHER.search(asked.case.text)):
        return None
    if len({"".join(_PERIOD.findall(each.base.own)[-1:]) for each in offers}) > 1:
        return None  # so much a month, and so much a year
    on_top = any(_ON_TOP.search(f"{each.base.before}{each.base.own}") for each in offers)
    on_top = on_top or any(_MAY_BOTH.search(each.base.paragraph) for each in offers)
    if not on_top or asked.case.pieces > 1 or asked.case.price is not None:
        return None
    total = sum(sums)
    steps = "+".join(yuan(each) for each in sums)
    shown = (total, total / 1e4, *sums, *(each / 1e4 for each in sums))
    evidence = tuple(each.base.evidence for each in offers)
    return Statement(f"两项合计**{yuan(total)}**：{steps}={yuan(total)}。", evidence, shown)


def gap(asked: Asked, offers: Sequence[Offer]) -> Statement | None:
    """By how much two sums differ, where that is asked: 新能源比燃油多补多少."""
    if not _DIFFER.search(asked.case.text):
        return None
    firm: dict[float | None, Offer] = {}
    for each in offers:
        if not (each.ranges or each.base.extra):
            firm.setdefault(each.amount, each)
    sums = sorted((sum_ for sum_ in firm if sum_ is not None), reverse=True)
    if len(sums) != 2 or None in firm:
        return None
    total = round(sums[0] - sums[1], 2)
    steps = "-".join(yuan(each) for each in sums)
    shown = (total, total / 1e4, *sums, *(each / 1e4 for each in sums))
    evidence = tuple(dict.fromkeys(firm[each].base.evidence for each in sums))
    return Statement(f"相差**{yuan(total)}**：{steps}={yuan(total)}。", evidence, shown)


def of_several(asked: Asked, grants: list[Grant]) -> Draft | None:
    """The sum or the difference; None where there is one price, or one of them stays open."""
    parts = priced_parts(asked.case.text)
    differ = _DIFFER.search(asked.case.text) is not None
    if asked.yesno or not (differ or _TOGETHER.search(asked.case.text)):
        return _once(asked, grants)
    cases = [_case(asked.case, *each) for each in parts] if len(parts) > 1 else []
    cases = cases or by_person(asked.case)
    if len(cases) < 2:
        return _once(asked, grants)
    found = []
    for case in cases:
        each = _each(replace(asked, case=case), grants)
        if each is None:
            return None
        found.append(each)
    sums = [each.sum for each in found]
    if differ:
        sums = sorted(sums[:2], reverse=True)
    total = round(sums[0] - sums[1] if differ else sum(sums), 2)
    steps = ("-" if differ else "+").join(plain(each) for each in sums if each or differ)
    evidence = tuple(dict.fromkeys(ev for each in found for ev in each.evidence))
    lead = "相差" if differ else "一共可补贴"
    derived = (*sums, total, total / 1e4)
    shown = "" if steps == plain(total) else f"：{steps}={plain(total)}"  # only one is paid for
    first = Statement(f"{lead}**{yuan(total)}**{shown}。", evidence, derived)
    return Draft("amount", (first, *(said for each in found for said in each.said)))


def _once(asked: Asked, grants: list[Grant]) -> Draft | None:
    """What is granted for one of several cars, where one person is paid for one alone."""
    once = only_once(asked) if asked.sum_wanted else None
    one = _each(replace(asked, case=replace(asked.case, pieces=1)), grants) if once else None
    if once is None or one is None:
        return None
    return Draft("amount", (terms.spoken(once, "只能享受一次，"), *one.said))


def _case(whole: Case, words: str, price: float) -> Case:
    """The case of one purchase, with what is said of all of them."""
    part = read_case(words)
    strong = any(each.name not in weak_names() for each in part.goods)
    return replace(
        whole,
        text=COUPLE.sub("", words),
        goods=part.goods if strong else whole.goods,
        new=_merged(part.new, whole.new),
        price=price,
        prices=(price,),
        pieces=1 if COUPLE.search(words) else part.pieces,  # each of the two has a price
        piece=part.piece,
        claimed=None,
        discount=0.0,
    )


def _merged(own: tuple[Trait, ...], others: tuple[Trait, ...]) -> tuple[Trait, ...]:
    """The traits of one, with those that only one is said of all."""
    known = {each.facet for each in own}
    facets = [each.facet for each in others]
    return (*own, *(t for t in others if t.facet not in known and facets.count(t.facet) == 1))


def _each(asked: Asked, grants: list[Grant]) -> _Each | None:
    choice = choose(asked, fits_of(asked, grants), grants)
    if choice.ruled_out is not None:
        priced = choice.ruled_out.conflicts[0][1].facet == "price"
        said = denied(asked, choice.ruled_out).statements if priced else ()
        evidence = tuple(ev for each in said for ev in each.evidence)
        return _Each(0.0, said, evidence) if said else None
    firm = [each for each in choice.offers if each.amount is not None or each.rate is not None]
    sums = {_sum(each, asked.case): each for each in firm}
    if len(sums) != 1:
        return None
    value, offer = next(iter(sums.items()))
    if value is None:
        return None
    said = (result(offer, asked.case, ""),)
    return _Each(value, said, evidence_of(offer))


def _sum(offer: Offer, case: Case) -> float | None:
    found = worked(offer, case)
    return found.result if found else (None if offer.ranges else offer.amount)
