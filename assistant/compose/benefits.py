"""What a plan grants, for a citizen's case: amount or rate, cap, worked out for a price.

Order: the case is read; questions beside the amount (who pays, until when) take a sentence of
the plan; else the grants that fit are chosen, and what speaks against the rest is said.
"""

import re
from dataclasses import replace

from assistant.compose import benefit_scope as scopes
from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, worked
from assistant.compose.benefit_beside import beside, of_benefit
from assistant.compose.benefit_case import asks_of, read_case
from assistant.compose.benefit_choice import Asked, choose, fits_of
from assistant.compose.benefit_components import component
from assistant.compose.benefit_conditions import with_counter
from assistant.compose.benefit_denial import (
    categories,
    denied,
    left_open,
    limits_met,
    listing,
    not_listed,
    quoted,
    refused,
    said_with,
)
from assistant.compose.benefit_left_out import left_out
from assistant.compose.benefit_parts import in_parts
from assistant.compose.benefit_payer import who_pays
from assistant.compose.benefit_pieces import clauses_of, household, pieces, sentence_saying
from assistant.compose.benefit_purchases import only_once
from assistant.compose.benefit_sums import both, gap, of_several
from assistant.compose.benefit_wording import (
    agreement,
    common_cap,
    evidence_of,
    figures_of,
    result,
    said_of,
    table_of,
)
from assistant.compose.benefit_year import of_another_year
from assistant.compose.eligibility import Judged, judged, unsaid
from assistant.compose.grant_reading import grants_of
from assistant.compose.grants import Fit, Grant
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause
from indexer.parse.benefit_tables import TABLE

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
_COUNTER = re.compile("几([次回辆件台套部])")
_REST = re.compile("剩下|其余|余下|不足部分|差额|另外的钱")  # who pays it: the sentence says so
_MANY = 3  # offers from which a table is shown


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The answer to a question about a benefit; None where the question is about none.

    Args:
        knowledge: the documents; without any benefit in them, only who bears costs is answered.
        matcher: says how much of a topic a text holds.
        question: as read.
    """
    case = scopes.of_title(read_case(question.folded), knowledge)
    asked = Asked(knowledge, matcher, question, case)
    judgement = _judged(asked)
    if judgement is not None:
        return judgement
    wanted = case.asks or question.asks("amount", "procedure")
    grants = grants_of(knowledge) if wanted and not case.wants("counted") else []
    if not grants:
        return who_pays(asked) if case.wants("payer") else None
    other = of_another_year(asked) if of_benefit(case.text) else None
    if other is not None:
        return other
    if case.asks == {"mention"} and not case.goods and not question.asks("procedure"):
        return None
    if case.asks <= {"cap"} and not (case.goods or of_benefit(case.text)):
        return None  # 调查失业率上限是多少 asks for a target
    found = beside(asked)
    of_grant = case.wants(*_GRANT_ASKS, "where", "papers") or question.asks("amount", "procedure")
    if found is not None and not (found.intent == "deadline" and case.wants("amount", "cap")):
        return found
    out = left_out(asked) if found is None else None
    if out is not None:
        return out
    scope = scopes.in_scope(asked, grants) if case.wants("scope") else None
    granted = scope
    if granted is None and of_grant:
        granted = of_several(asked, grants) or _granted(asked, grants)
    return _with_procedure(asked, granted, found) or found


def _judged(asked: Asked) -> Draft | None:
    """Whether the case meets the conditions; with the amount where it does, and that is asked."""
    asking = asked.yesno or asked.case.asks or _ASKING.search(asked.case.text)
    found = judged(asked) if asking and grants_of(asked.knowledge) else []
    once = only_once(asked) if asked.sum_wanted else None  # of two cars one is paid for
    found = [each for each in found if once is None or each.said.sentence != once.sentence]
    if not found:
        open_ = unsaid(asked) if asking else ""
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
    return _offered(asked, offers) if offers and asked.sum_wanted else None


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
    statements = list(until.statements) if until is not None else []
    if asked.case.wants("where") and asked.sum_wanted and asked.case.goods:
        own = {e.clause.clause_id: e.clause for s in granted.statements for e in s.evidence}
        where = terms.procedure(asked.knowledge, asked.case, asked.share, own.values())
        statements += where.statements if where is not None else ()
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
    vain = scopes.hands_in_vainly(asked) or (asked.sum_wanted and scopes.unknown_thing(asked))
    return refused(asked) if vain else _chosen(asked, fits, grants)


def _chosen(asked: Asked, fits: list[Fit], grants: list[Grant]) -> Draft | None:
    """The offers for the case; else no, with what speaks against them."""
    case, choice = asked.case, choose(asked, fits, grants)
    if choice.offers:
        return _offered(asked, choice.offers)
    if choice.ruled_out:
        made = denied if asked.yesno else refused
        return made(asked, choice.ruled_out)
    if choice.unlisted and case.wants("eligible", "amount", "claim", "cap"):
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


def _offered(asked: Asked, offers: tuple[Offer, ...]) -> Draft:
    """The result first, then the rules; a table where they are many."""
    case = asked.case
    offers = tuple({(o.base.clause.clause_id, said_of(o)): o for o in offers}.values())
    part = component(asked, offers) if asked.sum_wanted else None
    if part is not None:
        return Draft("amount", (part,))
    if case.only_pieces:
        statements = pieces(asked, offers)
    else:
        statements = [*_first(asked, offers), *_rules(asked, offers)]
        if case.wants("pieces"):
            statements += pieces(asked, offers)
        taken_in = terms.included(asked.knowledge, case) if case.wants("eligible") else None
        if taken_in is not None:
            statements = [terms.spoken(taken_in, "可以，"), *statements]
        if case.wants("eligible"):
            statements += limits_met(asked, [each.base for each in offers])
    if case.wants("class") and not any("级" in each.base.own for each in offers):
        statements = [*listing(asked, offers[0].base), *statements]
    statements = [*household(asked, offers), *statements]
    if case.wants("topup"):
        statements += sentence_saying(asked, offers, "topup")
    if asked.question.asks("when") or _REST.search(asked.case.text):
        whole = [quoted(o.base.clause, said_with(asked.knowledge, o.base)) for o in offers]
        statements += dict.fromkeys(whole)
    table = table_of(offers) if len(offers) > _MANY and not case.only_pieces else None
    return Draft("amount", tuple(statements), table)


def _first(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """The answer in one sentence, where there is one case; else what the list is."""
    agreed = agreement(asked.case, offers, asked.yesno)
    mains = [each for each in offers if not each.base.extra]
    total = both(asked, offers) or gap(asked, offers)
    if total is not None:
        return [total]
    if len(offers) > 1 and len(mains) != 1:
        shared = common_cap(offers) if asked.case.wants("cap") else None
        if shared is not None:
            return [replace(shared, text=f"{agreed}{shared.text}")]
        count = f"补贴标准共**{len(offers)}项**，全部列出：" if len(offers) > _MANY else ""
        return [Statement(text) for text in (agreed.replace("，", "："), count) if text]
    lead = agreed or ("符合条款所列条件的，可以享受：" if asked.case.wants("eligible") else "")
    return [result((mains or offers)[0], asked.case, lead)]


def _rules(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """Each offer in the words of its clause, with what it comes to where there are several."""
    many = len(offers) > _MANY
    found = {}
    for offer in offers:
        sum_ = worked(offer, asked.case) if len(offers) > 1 else None
        said = said_of(offer) + (f"；按此计算，{sum_.steps}" if sum_ else "")
        of_table = offer.base.benefit.rule_id == TABLE
        verb = "的表中列明" if of_table else "规定"  # a row is told in words, not quoted
        text = f"{'- ' if many else ''}{clause_name(offer.base.clause)}{verb}：{said}。"
        derived = (*(sum_.derived if sum_ else ()), *(figures_of(offer) if of_table else ()))
        found[text] = Statement(text, evidence_of(_untopped(offer)), derived, row=many)
    for extra in (each for offer in offers for each in offer.extras if each.topping):
        whole = quoted(extra.clause, said_with(asked.knowledge, extra))
        found[whole.text] = whole
    for extra in (extra for offer in offers for extra in offer.extras if not extra.topping):
        if all(extra.clause != offer.base.clause for offer in offers):
            text = f"{clause_name(extra.clause)}规定：{extra.own.rstrip('，。；')}。"
            found[text] = Statement(text, (extra.evidence,), row=many)
    return list(found.values())


def _untopped(offer: Offer) -> Offer:
    """An offer without what another clause adds, which has a line of its own."""
    return replace(offer, extras=tuple(each for each in offer.extras if not each.topping))
