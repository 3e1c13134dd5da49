"""What is granted for a citizen's case, before its intent counts: 我买冰箱能补多少."""

import re

from assistant.compose import benefits
from assistant.compose.benefit_payer import asks_levels, pays_alone
from assistant.compose.beyond import asks_beyond, beyond
from assistant.compose.metadata import in_force
from assistant.compose.money_given import given_in_words
from assistant.compose.own_fund import from_own_fund
from assistant.compose.procedures import special, told
from assistant.compose.refusal import refuse
from assistant.compose.topic import answer_topic, ranked
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import ClauseKind


def paid_alone(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Who pays where one level is supposed to pay all, or levels are asked: no organ's duty."""
    draft = None
    if pays_alone(question.folded) or asks_levels(question.folded):
        draft = benefits.answered(knowledge, matcher, question)
    return draft if draft is not None and draft.intent == "payer" and draft.found else None


def granted(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What is granted for a citizen's case; None where the question is not about that."""
    who = question.asks("lead", "responsible", "cooperating") and not benefits.of_money(question)
    if question.intent == "targets" and not question.years:
        return benefits.procedure_parts(knowledge, matcher, question)
    if who or question.intent not in ("topic", "unclear", "extreme", "doc_effective"):
        return None
    if question.intent == "doc_effective" and not question.topic and in_force(knowledge):
        return None  # the plan itself is meant, and no day until which one may claim
    own = from_own_fund(knowledge, matcher, question)
    if own is not None:
        return own
    if question.topic and asks_beyond(question):
        left_out = beyond(knowledge, question, ranked(knowledge, matcher, question))
        if left_out is not None:
            return left_out
    if special(question) and (said := told(knowledge, matcher, question)):
        return Draft("procedure", said)
    draft = _benefits(knowledge, matcher, question)
    if draft is not None and draft.found and _of_another_year(draft, question):
        asked = "、".join(question.years)
        rows = [each.clause for said in draft.statements for each in said.evidence]
        return refuse(knowledge, f"方案没有写明{asked}年的金额。", rows[:1], draft.intent)
    if draft is None or draft.found or draft.intent != "amount" or not question.asks("amount"):
        return draft
    # A sum that is a target may still answer: 总投资多少亿元.
    found = answer_topic(knowledge, matcher, question) if question.topic else draft
    return found if found.found else draft


def _benefits(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What is granted; where nothing is that has a sum, what buyers are promised in words."""
    draft = benefits.answered(knowledge, matcher, question)
    open_ = draft is not None and not draft.found and draft.intent == "benefit"
    return (given_in_words(knowledge, question) if open_ else None) or draft


def _of_another_year(draft: Draft, question: Question) -> bool:
    """Whether an answer stands on rows of a table for another year than the one asked."""
    clauses = [each.clause for said in draft.statements for each in said.evidence]
    said = set(re.findall(r"20\d\d", " ".join(f"{c.text}{c.path}" for c in clauses)))
    of_rows = bool(clauses) and all(each.kind is ClauseKind.ROW for each in clauses)
    return of_rows and bool(question.years) and bool(said) and not said & set(question.years)
