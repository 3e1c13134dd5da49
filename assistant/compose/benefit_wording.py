"""How what a plan grants is put into words: result, rule, cap, and the evidence of each."""

import re
from collections.abc import Sequence

from assistant.compose.arithmetic import Offer, cap_words, plain, worked, yuan
from assistant.compose.benefit_case import Case
from assistant.compose.grants import Grant
from assistant.compose.traits import LEXICONS
from assistant.draft import Evidence, Statement
from indexer.lexicon import Patterns
from indexer.model import Benefit, Table
from indexer.parse.normalize import fold

_WORDS = Patterns("grant_words", LEXICONS)
_LIMITS = Patterns("eligible_limits", LEXICONS)


def result(offer: Offer, case: Case, lead: str) -> Statement:
    """可补800元：4000元×20%=800元，未超过每件2000元的上限."""
    sum_ = worked(offer, case)
    evidence = evidence_of(offer)
    if sum_ is not None and not sum_.result:  # less than a step: 300万元不足500万元
        no = "不对，" if lead.startswith(("是的", "不对")) else ""
        return Statement(f"{no}没有补贴：{sum_.steps}。", evidence, sum_.derived)
    if sum_ is not None:
        money = yuan if sum_.result >= 1e4 else plain
        net, left = _net(case, sum_.result)
        text = f"{lead}可补贴**{money(sum_.result)}**：{sum_.steps}{net}。"
        return Statement(text, evidence, (*sum_.derived, sum_.result, sum_.result / 1e4, *left))
    if case.wants("cap") and offer.cap is not None:
        unit, sum_of = _parted(cap_words(offer))
        sum_of = written(offer, offer.cap) if offer.ranges else sum_of
        rate = f"，补贴比例为{offer.rate_words}{_parts(offer)}" if offer.rate is not None else ""
        text = f"{lead}{unit}最高补贴**{sum_of}**{rate}。"
        return Statement(text, evidence, (offer.rate or 0.0, *_both(offer.cap)))
    if offer.ranges and offer.amount is not None and offer.cap is not None:
        text = f"{lead}补贴**{written(offer, offer.amount)}至{written(offer, offer.cap)}**。"
        return Statement(text, evidence, (*_both(offer.amount), *_both(offer.cap)))
    limit = f"，上限为{cap_words(offer)}" if offer.cap is not None else ""
    if offer.amount is not None:
        return Statement(
            f"{lead}补贴**{yuan(offer.amount)}**{limit}。", evidence, _both(offer.amount)
        )
    if offer.rate is not None:
        text = f"{lead}补贴比例为**{offer.rate_words}**{_parts(offer)}{limit}。"
        return Statement(text, evidence, (offer.rate, *_both(offer.cap)))
    unit, sum_of = _parted(cap_words(offer))
    return Statement(f"{lead}{unit}最高补贴**{sum_of}**。", evidence, _both(offer.cap))


def _net(case: Case, granted: float) -> tuple[str, tuple[float, ...]]:
    """；补贴后实付3000元-450元=2550元, where that is asked of one piece with a price."""
    if case.price is None or case.pieces > 1 or not _WORDS["asks_net"].search(case.text):
        return "", ()
    left = round(case.price - granted, 2)
    return f"；补贴后实付{plain(case.price)}-{plain(granted)}=**{plain(left)}**", (left,)


def written(offer: Offer, value: float) -> str:
    """A sum as the plan writes it: 12000元 stays 12000元."""
    whole = plain(value)
    return whole if whole in offer.base.own else yuan(value)


def _parts(offer: Offer) -> str:
    """（15%+5%）: the rates that a rate is made of, where there are several."""
    rates = "+".join(f"{each:g}{offer.base.rate_unit}" for each in offer.rates)
    return f"（{rates}）" if len(offer.rates) > 1 else ""


def agreement(case: Case, offers: Sequence[Offer], yesno: bool) -> str:
    """Whether a supposed sum or rate is what comes of the plan; empty where none is supposed."""
    if not yesno:
        return ""
    if case.claimed is not None:
        sums = [each.result for each in (worked(offer, case) for offer in offers) if each]
        known = sums or [v for o in offers for v in (o.amount, o.cap) if v is not None]
        return "是的，" if case.claimed in known else "不对，"
    if case.claimed_rate is None:
        return ""
    rates = {each for o in offers for each in (o.rate, *o.rates)}
    return "是的，" if case.claimed_rate in rates else "不对，"


def common_cap(offers: Sequence[Offer]) -> Statement | None:
    """The cap where all offers have the same; None where they differ."""
    caps = {cap_words(each) for each in offers}
    if len(caps) != 1 or offers[0].cap is None:
        return None
    unit, sum_of = _parted(caps.pop())
    text = f"{unit}最高补贴**{sum_of}**。"
    return Statement(text, evidence_of(offers[0]), _both(offers[0].cap))


def _parted(limit: str) -> tuple[str, str]:
    """每件 and 2000元, of 每件2000元."""
    bare = limit.lstrip("每单件台类次辆人户套个名位张项桩")
    return limit.removesuffix(bare), bare


def _both(value: float | None) -> tuple[float, ...]:
    """A sum in yuan and in ten thousands, as the plan may write either."""
    return () if value is None else (value, value / 1e4)


def said_of(offer: Offer) -> str:
    """The words of the grants of its clause; the cap beside them where another sentence sets it."""
    beside = (
        each for each in offer.extras if each.clause == offer.base.clause and not each.topping
    )
    grants = (offer.base, *beside)
    words = "；".join(each.own.rstrip("，。；") + _own_cap(offer, each) for each in grants)
    if offer.ranges:
        return words
    limit = cap_words(offer)
    words += f"，上限为{limit}" if limit and _parted(limit)[1] not in words else ""
    return words + _demanded(offer.base)


def _demanded(grant: Grant) -> str:
    """What a thing must have by the words behind a grant: ，单个充电桩功率不低于40千瓦."""
    rest = grant.paragraph.partition(grant.own)[2]
    hit = _LIMITS["demanded_figure"].search(re.split("[；。]", rest)[0])
    return f"，且须{hit['said']}" if hit else ""


def _own_cap(offer: Offer, grant: Grant) -> str:
    """The cap of what comes on top alone: 市级再给予1个百分点，上限为120万元."""
    alone = grant is not offer.base and offer.cap is None and grant.capped is not None
    return f"，上限为{cap_words(Offer(grant))}" if alone else ""


def evidence_of(offer: Offer) -> tuple[Evidence, ...]:
    """The grants' places; the sentence that sets the cap, too, where that stands apart."""
    # What comes on top is what the question turns on; its sentence sets the joint cap, too.
    first = [each.capped or each.evidence for each in offer.extras if each.topping]
    rest = [each.evidence for each in (offer.base, *offer.extras) if not each.topping]
    found = (*first, *(rest or [offer.base.evidence]))
    found += tuple(g.capped for g in offer.extras if _own_cap(offer, g) and g.capped)
    limit = "" if offer.ranges else _parted(cap_words(offer))[1]
    if limit and limit not in fold(offer.base.benefit.text):
        clause = offer.base.clause
        return (*found, offer.base.capped or Evidence(clause, clause.own))
    return found


def figures_of(offer: Offer) -> tuple[float, ...]:
    """The sums of a row, whose scale the head of the column sets: 12 below 万元/台 is 12万元."""
    return (*_both(offer.amount), *_both(offer.cap))


def standard(grant: Grant) -> str:
    """15%, 2万元, or a dash where only a cap is set."""
    case = grant.benefit
    return f"{case.rate:g}{grant.rate_unit}" if case.rate is not None else _money(case.amount)


def cap(case: Benefit) -> str:
    """The cap in words, or a dash."""
    return _money(case.cap)


def _money(value: float | None) -> str:
    return "—" if value is None else yuan(value)


def table_of(offers: Sequence[Offer]) -> Table:
    """The offers as rows."""
    rows = tuple(
        (
            each.base.benefit.subject,
            standard(each.base),
            cap(each.base.benefit),
            each.base.clause.label,
        )
        for each in offers
    )
    return Table(("对象", "标准", "上限", "条款"), rows)
