"""What is asked beside an amount: who pays, once more, how long, until when."""

from assistant.compose import benefit_persons as persons
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_conditions import conditions
from assistant.compose.benefit_denial import left_open
from assistant.compose.benefit_payer import who_pays
from assistant.compose.claim_window import claim_window
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
    condition = claim_window(asked) or conditions(asked)
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
