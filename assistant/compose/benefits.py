"""What a plan grants, for a citizen's case: amount or rate, cap, worked out for a price.

Order: the case is read; questions beside the amount (who pays, until when) take a sentence of
the plan; else the grants that fit are chosen, and what speaks against the rest is said.
"""

import re
from dataclasses import replace

from assistant.compose import allowances
from assistant.compose import benefit_scope as scopes
from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer
from assistant.compose.benefit_acts import of_both_acts
from assistant.compose.benefit_beside import beside, of_benefit
from assistant.compose.benefit_case import asks_of, read_case
from assistant.compose.benefit_choice import Asked, choose, fits_of
from assistant.compose.benefit_conditions import with_counter
from assistant.compose.benefit_denial import (
    categories,
    denied,
    left_open,
    listing,
    not_listed,
    refused,
)
from assistant.compose.benefit_left_out import left_out
from assistant.compose.benefit_offers import offered
from assistant.compose.benefit_parts import in_parts
from assistant.compose.benefit_payer import who_pays
from assistant.compose.benefit_pieces import clauses_of
from assistant.compose.benefit_purchases import only_once
from assistant.compose.benefit_sums import of_several, summed
from assistant.compose.benefit_year import named_for_a_year, of_another_year
from assistant.compose.eligibility import Judged, judged, unsaid
from assistant.compose.grant_reading import grants_of
from assistant.compose.grants import Fit, Grant
from assistant.compose.interest_term import term_of
from assistant.compose.refusal import refuse
from assistant.compose.traits import OF_PERSON
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause

_GRANT_ASKS = (
    "amount",
    "cap",
    "pieces",
    "claim",
    "topup",
    "eligible",
    "mention",
    "range",
    "class",
    "scope",
)
_ASKING = re.compile("影响|给不给|行吗|行不|能不能|可以|算不算|符合|有[^，。？]{0,6}补贴")
_DENIES = re.compile("不能享受，方案规定")
_NOWHERE = (Statement("方案没有写明在哪里申请、怎样申请。"),)
_COUNTER = re.compile("几([次回辆件台套部])")


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The answer to a question about a benefit; None where the question is about none.

    Args:
        knowledge: the documents; without any benefit in them, only who bears costs is answered.
        matcher: says how much of a topic a text holds.
        question: as read.
    """
    case = scopes.of_title(read_case(question.folded), knowledge)
    asked = Asked(knowledge, matcher, question, case)
    judgement = None if named_for_a_year(case.text) else _judged(asked)
    if judgement is not None:
        return judgement
    wanted = case.asks or question.asks("amount", "procedure")
    grants = grants_of(knowledge) if wanted and not case.wants("counted") else []
    if not grants:
        return who_pays(asked) if case.wants("payer") else None
    other = (of_another_year(asked) or scopes.unclaimable(asked)) if of_benefit(case.text) else None
    if other is not None:
        return other
    bare = not (case.goods or any(each.facet in OF_PERSON for each in case.new))
    if case.asks == {"mention"} and bare and not question.asks("procedure"):
        return None
    if case.asks <= {"cap"} and not (case.goods or of_benefit(case.text)):
        return None  # 调查失业率上限是多少 asks for a target
    found = beside(asked)
    of_grant = case.wants(*_GRANT_ASKS, "where", "papers") or question.asks("amount", "procedure")
    if found is not None and not (found.intent == "deadline" and case.wants("amount", "cap")):
        return _with_sum(asked, found, grants)
    out = left_out(asked) if found is None else None
    if out is not None:
        return out
    scope = scopes.in_scope(asked, grants) if case.wants("scope") else None
    granted = scope
    if granted is None and of_grant:
        granted = of_several(asked, grants) or of_both_acts(asked, grants)
        granted = granted or _granted(asked, grants)
    return _with_procedure(asked, granted, found) or found


def _with_sum(asked: Asked, found: Draft, grants: list[Grant]) -> Draft:
    """Whether two benefits may be had at once; with what they come to, where that is asked."""
    if not (asked.case.wants("together") and found.found and summed(asked.case.text)):
        return found
    sums = _chosen(asked, fits_of(asked, grants), grants)
    rest = sums.statements if sums is not None and sums.found else ()
    return replace(found, statements=tuple(dict.fromkeys((*found.statements, *rest))))


def _judged(asked: Asked) -> Draft | None:
    """Whether the case meets the conditions; with the amount where it does, and that is asked."""
    asking = asked.yesno or asked.case.asks or _ASKING.search(asked.case.text)
    found = judged(asked) if asking and grants_of(asked.knowledge) else []
    once = only_once(asked) if asked.sum_wanted else None  # of two cars one is paid for
    found = [each for each in found if once is None or each.said.sentence != once.sentence]
    if not found:
        # 差的那部分还给吗 is no second claim, but a matter of sentences of its own.
        open_ = unsaid(asked) if asking and not asked.case.wants("topup") else ""
        return left_open(asked, f"方案没有写明{open_}能否享受补贴。") if open_ else None
    statements = tuple(dict.fromkeys(each.statement for each in found))
    amount = asked.sum_wanted and all(each.verdict == "yes" for each in found)
    rest = _granted(asked, grants_of(asked.knowledge)) if amount or _met(found) else None
    if rest is not None and not amount:
        return rest if _DENIES.match(rest.statements[0].text) else Draft("eligible", statements)
    if amount and (rest is None or not rest.found):
        return rest
    beside = rest.statements if rest is not None else ()
    return Draft("eligible", (*statements, *beside))


def _met(found: list[Judged]) -> bool:
    """Whether the day of the old thing is met; what is bought for it may still be left out."""
    return all(each.verdict == "yes" for each in found)


def of_clause(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Draft | None:
    """All that one clause grants: 第8条补多少; None where it grants nothing."""
    offers = tuple(Offer(each) for each in grants_of(knowledge) if each.clause == clause)
    asked = Asked(knowledge, matcher, question, read_case(question.folded))
    if lasting := term_of(asked, clause):
        return Draft("clause", (lasting,))
    return offered(asked, offers) if offers and asked.sum_wanted else None


def counted(question: Question) -> bool:
    """Whether a question wants the number of things to be supported, which is a target."""
    return "counted" in asks_of(question.folded)


def of_money(question: Question) -> bool:
    """Whether a question wants who pays, though it asks 由谁."""
    return "payer" in asks_of(question.folded)


def procedure_parts(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question
) -> Draft | None:
    """The parts of a procedure that a question without a matter of its own asks for."""
    asked = Asked(knowledge, matcher, question, read_case(question.folded))
    return in_parts(asked) if grants_of(knowledge) else None


def _with_procedure(asked: Asked, granted: Draft | None, until: Draft | None) -> Draft | None:
    """An amount with the day until which, and the place where, it is claimed, as asked."""
    if granted is None or not granted.found:
        return None if until is not None else granted
    how = asked.case.wants("where", "papers")
    if until is not None and until.found and granted.intent == "procedure" and not how:
        return until  # 最晚几号前要申请 asks for no way to do it
    statements = list(until.statements) if until is not None else []
    if asked.case.wants("where") and asked.sum_wanted and asked.case.goods:
        own = {e.clause.clause_id: e.clause for s in granted.statements for e in s.evidence}
        where = terms.procedure(asked.knowledge, asked.case, asked.share, own.values())
        statements += where.statements if where is not None else _NOWHERE
    merged = tuple(dict.fromkeys((*granted.statements, *statements)))
    return replace(granted, statements=merged)


def _granted(asked: Asked, grants: list[Grant]) -> Draft | None:
    """What is granted for the case; the sentence on where it is claimed, if that is asked."""
    case = asked.case
    fits = fits_of(asked, grants)
    listed = categories(asked, grants) if case.wants("range") and not (fits or case.goods) else []
    if listed:
        return Draft("amount", tuple(listed))
    if _of_procedure(asked) and not case.wants("amount", "cap", "pieces"):
        if case.wants("who"):
            return None  # where one applies says nothing of who may
        if allowances.of_no_clause(asked.knowledge, asked.question.topic):
            return None
        clauses = clauses_of(each.grant for each in fits)
        found = terms.procedure(asked.knowledge, case, asked.share, clauses)
        if found is None and case.wants("papers"):
            return left_open(asked, "方案没有写明申请补贴要交哪些材料。")
        return with_counter(asked, found)
    if case.only_pieces and not (fits or case.goods):
        return _pieces_of_all(asked, grants)
    if case.wants("range") and fits:
        best = max(fits, key=lambda each: each.score)
        return Draft("amount", tuple(listing(asked, best.grant)))
    return _in_vain(asked) or _chosen(asked, fits, grants)


def _in_vain(asked: Asked) -> Draft | None:
    """A refusal where the plan knows nothing of what is handed in, or of the allowance named."""
    name = allowances.unknown(asked.knowledge, asked.matcher, asked.case)
    if name:
        return refuse(asked.knowledge, f"方案没有写到“{name}”。", (), "amount")
    vain = scopes.hands_in_vainly(asked) or (asked.sum_wanted and scopes.unknown_thing(asked))
    return refused(asked) if vain else None


def _chosen(asked: Asked, fits: list[Fit], grants: list[Grant]) -> Draft | None:
    """The offers for the case; else no, with what speaks against them."""
    case, choice = asked.case, choose(asked, fits, grants)
    if choice.offers:
        return offered(asked, choice.offers)
    if choice.ruled_out:
        made = denied if asked.yesno else refused
        return made(asked, choice.ruled_out)
    wanted = case.wants("eligible", "amount", "claim", "cap")
    included = scopes.taken_in(asked) if wanted else None
    if included is not None:
        return included
    if choice.unlisted and wanted:
        return not_listed(asked, choice.unlisted)
    if case.wants("eligible") and scopes.unknown_goods(asked):
        return refused(asked)
    named = bool(case.goods and of_benefit(case.text)) and asked.sum_wanted
    return refused(asked) if asked.question.asks("amount") or named else None


def _pieces_of_all(asked: Asked, grants: list[Grant]) -> Draft | None:
    """How many pieces, or how often, where no goods are named."""
    hit = _COUNTER.search(asked.case.text)
    counter = hit[1] if hit else ""
    said = terms.every(asked.knowledge, "pieces", clauses_of(grants), counter=counter)
    return said or terms.every(asked.knowledge, "pieces", (), asked.case.action, counter)


def _of_procedure(asked: Asked) -> bool:
    return asked.question.asks("procedure") or asked.case.wants("where", "papers")
