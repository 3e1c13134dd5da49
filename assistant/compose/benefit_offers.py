"""How the offers for a case are told: the result first, then the rules, then what else is asked."""

import re
from dataclasses import replace

from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, worked
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_components import component
from assistant.compose.benefit_denial import limits_met, listing, quoted, said_with
from assistant.compose.benefit_kinds_named import naming
from assistant.compose.benefit_lists_to_come import to_come
from assistant.compose.benefit_pieces import household, pieces, sentence_saying
from assistant.compose.benefit_raised import raised
from assistant.compose.benefit_sums import both, gap
from assistant.compose.benefit_wording import (
    agreement,
    common_cap,
    evidence_of,
    figures_of,
    result,
    said_of,
    table_of,
)
from assistant.compose.grant_lasting import alone, lasting
from assistant.compose.interest_term import term
from assistant.compose.traits import LEXICONS
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from indexer.lexicon import Patterns
from indexer.parse.benefit_tables import TABLE

_REST = re.compile("剩下|其余|余下|不足部分|差额|另外的钱")  # who pays it: the sentence says so
_GENERAL = ("农机", "家电", "汽车", "旧车")  # names of all things of a kind
_WORDS = Patterns("grant_words", LEXICONS)
_CAP = re.compile("上限|封顶|最高限额")
# The bound itself is asked for, and no share: 分档上限各档是多少.
_CAP_ALONE = re.compile(
    "^(?!.*(?:比例|百分之|几成|补(?:贴|助)?(?:多少|几)|能补|怎么补))"
    ".*(?:上限|封顶|最高限额)(?:线|数额|金额|标准)?[^，。？]{0,5}(?:多少|几)"
)
_MANY = 3  # offers from which a table is shown


def offered(asked: Asked, offers: tuple[Offer, ...]) -> Draft:
    """The result first, then the rules; a table where they are many."""
    case = asked.case
    offers = tuple({(o.base.clause.clause_id, said_of(o)): o for o in offers}.values())
    part = component(asked, offers) if asked.sum_wanted else None
    if part is not None:
        return Draft("amount", (part,))
    lasts = lasting(asked, offers)
    if lasts and alone(asked):
        return Draft("amount", tuple(lasts))
    if (open_cap := _open_cap(asked, offers)) and _CAP_ALONE.search(case.text):
        return Draft("amount", (open_cap[-1], *open_cap[:-1]), found=False)
    statements = pieces(asked, offers) if case.only_pieces else _told(asked, offers)
    if case.wants("class") and not any("级" in each.base.own for each in offers):
        statements = [*listing(asked, offers[0].base), *statements]
    beside = lasts or _beside(asked, offers)
    statements = [*household(asked, offers), *statements, *beside, *to_come(asked, offers)]
    table = table_of(offers) if len(offers) > _MANY and not case.only_pieces else None
    return Draft("amount", tuple(statements), table)


def _told(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """The sums and their rules; what is taken in, and the limits that a case keeps."""
    told = raised(asked, offers) or _first(asked, offers)
    statements = [*told, *naming(asked, offers), *_rules(asked, offers), *_open_cap(asked, offers)]
    if asked.case.wants("pieces"):
        statements += pieces(asked, offers)
    if not asked.case.wants("eligible"):
        return statements
    taken_in = terms.included(asked.knowledge, asked.case)
    if taken_in is not None:
        statements = [terms.spoken(taken_in, "可以，"), *statements]
    return [*statements, *limits_met(asked, [each.base for each in offers])]


def _open_cap(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """That a cap is asked and none is set in figures, with the sentence: 且不超过分档补助上限."""
    if not _CAP.search(asked.case.text) or any(o.cap or o.rate is None for o in offers):
        return []
    whole = dict.fromkeys(quoted(o.base.clause, said_with(asked.knowledge, o.base)) for o in offers)
    return [
        *(each for each in whole if "上限" in each.text),
        Statement("方案没有写明上限的具体数额。"),
    ]


def _beside(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """What is asked beside the sum: the difference, the time, who pays the rest."""
    found = sentence_saying(asked, offers, "topup") if asked.case.wants("topup") else []
    lasting = term(asked)
    if lasting is not None:
        return [*found, lasting]
    if asked.question.asks("when") or _REST.search(asked.case.text):
        whole = ((o.base.clause, said_with(asked.knowledge, o.base)) for o in offers)
        found += dict.fromkeys(quoted(clause, said) for clause, said in whole if said)
    return found


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
    if not agreed and _of_some(asked, mains):
        return []  # 其他5种按30%: no rate of all that is asked
    lead = agreed or ("符合条款所列条件的，可以享受：" if asked.case.wants("eligible") else "")
    return [result((mains or offers)[0], asked.case, lead)]


def _of_some(asked: Asked, mains: list[Offer]) -> bool:
    """Whether all machines are asked, and the only rate is for those that are not named."""
    general = all(not each.group and each.name in _GENERAL for each in asked.case.goods)
    own = mains[0].base.own if len(mains) == 1 else ""
    return bool(asked.case.goods) and general and _WORDS["others"].search(own) is not None


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
