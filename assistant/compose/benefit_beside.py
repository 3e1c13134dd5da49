"""What is asked beside an amount: who pays, once more, how long, until when."""

import re

from assistant.compose import benefit_persons as persons
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_conditions import conditions
from assistant.compose.benefit_denial import left_open
from assistant.compose.benefit_payer import who_pays
from assistant.compose.claim_window import claim_window
from assistant.compose.supposed_days import days_checked
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)


def of_benefit(text: str) -> bool:
    """Whether a folded question speaks of a benefit."""
    return _WORDS["of_benefit"].search(text) is not None


def _quota(knowledge: Knowledge, case: Case, score: terms.Score) -> Draft | None:
    """How many may have it."""
    found = terms.nearest(knowledge, case, "quota", score)
    return Draft("content", (terms.spoken(found),)) if found is not None else None


_REFUSED = re.compile("不(?:再|予|得|给)[^，。；]{0,4}(?:补差|追加|补发|补足|补齐)")
_HAD = re.compile(
    "(?:领|申请|拿|享受|报|补)(?:了|过|到)|已经?|之前|早先|原来|[老旧]的?(?:标准|细则|办法|政策)"
)
_NO_PAYER = "方案没有写明这笔费用由谁承担、各出多少。"
_BESIDE = {
    "again": (terms.again, "方案没有写明已经享受过补贴的能否再次享受。"),
    "quota": (_quota, "方案没有写明有多少名额。"),
    "payout": (terms.payout, "方案没有写明补贴多久到账。"),
    "kept": (terms.kept, "方案没有写明旧的须在本人名下多久。"),
}


def beside(asked: Asked) -> Draft | None:
    """What is asked beside the amount: who pays, once more, how long, until when."""
    case, knowledge = asked.case, asked.knowledge
    condition = _made_up(asked) or days_checked(asked)
    condition = condition or claim_window(asked) or conditions(asked)
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
        of_benefit(case.text)
        or "政策" in case.text
        or case.wants("payer", "kept", "payout", "quota")
    ):
        return None
    if case.wants("payer"):
        return who_pays(asked) or left_open(asked, _NO_PAYER)
    for ask, (said, missing) in _BESIDE.items():
        if case.wants(ask):
            return said(knowledge, case, asked.share) or left_open(asked, missing)
    return _until(asked) if case.wants("deadline") else None


def _made_up(asked: Asked) -> Draft | None:
    """Whether those who had less by older rules are paid the difference: 差的那部分还给吗."""
    case = asked.case
    had_less = case.wants("topup") and _HAD.search(case.text) is not None
    if not (had_less and asked.yesno) or case.wants("amount", "cap"):
        return None
    found = terms.nearest(asked.knowledge, case, "topup", asked.share)
    if found is None:
        return None
    lead = "" if _REFUSED.search(found.sentence.text) else "可以，"
    return Draft("content", (terms.spoken(found, lead),))


def _until(asked: Asked) -> Draft | None:
    """Until when; that the plan leaves it open, where a day for claiming is asked."""
    case = asked.case
    found = terms.deadline(asked.knowledge, case, asked.share, asked.yesno)
    if (
        found is None
        and _WORDS["asks_claiming"].search(case.text)
        and not case.wants("amount", "cap")
    ):
        found = left_open(asked, "方案没有写明补贴的截止时间。")
    return found
