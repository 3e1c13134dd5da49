"""What is asked beside an amount: who pays, once more, how long, until when."""

import re

from assistant.compose import benefit_persons as persons
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_conditions import conditions
from assistant.compose.benefit_denial import left_open
from assistant.draft import Draft

_BESIDE = {
    "payer": (terms.payer, "方案没有写明各级财政各出多少。"),
    "again": (terms.again, "方案没有写明已经享受过补贴的能否再次享受。"),
    "payout": (terms.payout, "方案没有写明补贴多久到账。"),
    "kept": (terms.kept, "方案没有写明旧的须在本人名下多久。"),
}
_CLAIMING = re.compile("(?:补贴|补助|券|优惠|申领|申请|领)(?![^，。？]*(?:完成|达到|建成|实现))")
OF_BENEFIT = re.compile(
    "申[报领请](?:截止|材料|资料|时间|期)|(?:截止|最晚|最迟)[^，。？]{0,6}申[报领请]|[补奖领券]|活动|贴息|优惠|便宜|资助|立减|换新"
)


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
        return left_open(asked, "方案没有写明旧的回收时值多少钱。")
    if case.wants("dated") and case.goods and not case.wants("amount", "cap", "eligible"):
        return terms.dated(knowledge, case, asked.share)
    if not (
        OF_BENEFIT.search(case.text) or "政策" in case.text or case.wants("payer", "kept", "payout")
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
