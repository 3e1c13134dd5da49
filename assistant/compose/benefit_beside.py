"""What is asked beside an amount: who pays, once more, how long, until when."""

import re

from assistant.compose import benefit_persons as persons
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_conditions import conditions
from assistant.compose.benefit_denial import left_open
from assistant.draft import Draft
from assistant.knowledge import Knowledge

_SHARED = re.compile("比例|分担|共担|各出|各拿|各多少|中央|怎么分")
_CLAIMING = re.compile("(?:补贴|补助|券|优惠|申领|申请|领)(?![^，。？]*(?:完成|达到|建成|实现))")
OF_BENEFIT = re.compile(
    "申[报领请](?:截止|材料|资料|时间|期)|(?:截止|最晚|最迟)[^，。？]{0,6}申[报领请]|[补奖领券]|活动|贴息|优惠|便宜|资助|立减|换新"
)


def _payer(knowledge: Knowledge, case: Case, score: terms.Score) -> Draft | None:
    """Who pays what share; the fund that a level sets up, where one level is asked."""
    found = terms.payer(knowledge, case, score)
    if found is not None or _SHARED.search(case.text):
        return found
    fund = terms.nearest(knowledge, case, "fund", score)
    return Draft("payer", (terms.spoken(fund),)) if fund is not None else None


def _quota(knowledge: Knowledge, case: Case, score: terms.Score) -> Draft | None:
    """How many may have it."""
    found = terms.nearest(knowledge, case, "quota", score)
    return Draft("content", (terms.spoken(found),)) if found is not None else None


_BESIDE = {
    "payer": (_payer, "方案没有写明各级财政各出多少。"),
    "again": (terms.again, "方案没有写明已经享受过补贴的能否再次享受。"),
    "quota": (_quota, "方案没有写明有多少名额。"),
    "payout": (terms.payout, "方案没有写明补贴多久到账。"),
    "kept": (terms.kept, "方案没有写明旧的须在本人名下多久。"),
}


def beside(asked: Asked) -> Draft | None:
    """What is asked beside the amount: who pays, once more, how long, until when."""
    case, knowledge = asked.case, asked.knowledge
    condition = conditions(asked)
    if condition is not None:
        return condition
    found = persons.answered(knowledge, case)
    if found is not None:
        return found
    if case.wants("scrap"):
        value = terms.nearest(knowledge, case, "residual", asked.share)
        if value is not None:
            return Draft("content", (terms.spoken(value),))
        return left_open(asked, "方案没有写明旧的回收时值多少钱。")
    if case.wants("dated") and case.goods and not case.wants("amount", "cap", "eligible"):
        return terms.dated(knowledge, case, asked.share)
    if not (
        OF_BENEFIT.search(case.text)
        or "政策" in case.text
        or case.wants("payer", "kept", "payout", "quota")
    ):
        return None
    for ask, (said, missing) in _BESIDE.items():
        if case.wants(ask):
            return said(knowledge, case, asked.share) or left_open(asked, missing)
    return _until(asked) if case.wants("deadline") else None


def _until(asked: Asked) -> Draft | None:
    """Until when; that the plan leaves it open, where a day for claiming is asked."""
    case = asked.case
    found = terms.deadline(asked.knowledge, case, asked.share, asked.yesno)
    if found is None and _CLAIMING.search(case.text) and not case.wants("amount", "cap"):
        found = left_open(asked, "方案没有写明补贴的截止时间。")
    return found
