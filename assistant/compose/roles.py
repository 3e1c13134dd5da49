"""Organs by the roles that they never have, and measures by the organs that they lack."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.divided import duties_of, tasks
from assistant.compose.duties import duties, measure_list
from assistant.compose.parts import counted
from assistant.compose.wording import attribution_evidence
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Attribution, Clause, Role, Table
from indexer.parse.normalize import fold
from indexer.parse.organs import is_collective

_SETTLING = Patterns("settling", LEXICONS)
_BESIDE = (Role.RESPONSIBLE, Role.COOPERATING)
_ROLES = {"lead", "responsible", "cooperating", "role", "duty"}


def _asked_roles(question: Question) -> tuple[tuple[Role, ...], str]:
    """The roles that a question speaks of; all where it speaks of none or of both."""
    lead, beside = question.asks("lead"), question.asks("responsible", "cooperating")
    if lead and not beside:
        return (Role.LEAD,), "牵头单位"
    if beside and not lead:
        return _BESIDE, "责任单位"
    return tuple(Role), "牵头单位和责任单位"


def _of(knowledge: Knowledge, clause: Clause, roles: Sequence[Role]) -> list[Attribution]:
    return [each for each in knowledge.attributions(clause) if each.role in roles]


def excluding(knowledge: Knowledge, question: Question) -> Draft:
    """The measures that name organs in the role asked, but not the one of the question."""
    if draft := _led_without(knowledge, question):
        return draft
    roles, word = _asked_roles(question)
    names = {name for each in question.organs for name in each}
    found = []
    for clause in tasks(knowledge):
        named = {each.canonical for each in _of(knowledge, clause, roles)}
        if named and not named & names:
            found.append(clause)
    called = knowledge.called(each[0] for each in question.organs)
    return measure_list(knowledge, "excluding", [(f"{word}中没有**{called}**的措施共", found)])


def _led_without(knowledge: Knowledge, question: Question) -> Draft | None:
    """What one organ leads without another: 甲牵头的任务里没有乙的有哪些; None where none is told."""
    if len(question.organs) != 2 or not _SETTLING["led_without"].search(question.unnamed):
        return None
    leads, other = question.organs
    theirs = set(knowledge.duties(other))
    found = [c for c in duties_of(knowledge, leads, Role.LEAD) if c not in theirs]
    who = f"**{knowledge.called(leads)}**牵头、没有**{knowledge.called(other)}**的措施共"
    return measure_list(knowledge, "excluding", [(who, found)])


def placed_first(knowledge: Knowledge, question: Question) -> Draft:
    """The measures that name an organ before all others of a role."""
    roles, word = _asked_roles(question)
    names = question.organs[0]
    found = [
        clause
        for clause in tasks(knowledge)
        if any(_is_first(knowledge, clause, role, names) for role in roles)
    ]
    called = knowledge.called(names)
    what = f"**{called}**排在{word}第一位的措施共"
    return measure_list(knowledge, "placed_first", [(what, found)])


def _is_first(knowledge: Knowledge, clause: Clause, role: Role, names: Sequence[str]) -> bool:
    """Whether an organ heads those of a role; those who follow the lead in its own list head none."""
    named = _of(knowledge, clause, (role,))
    if not named or named[0].canonical not in names:
        return False
    leads = _of(knowledge, clause, (Role.LEAD,)) if role is not Role.LEAD else []
    return all(each.rule_id != named[0].rule_id for each in leads)


def role_claim(knowledge: Knowledge, question: Question) -> Draft:
    """Whether an organ never leads, or never stands beside who leads: its duties prove it.

    光挂责任单位、自己不牵头的是哪几条 claims nothing: it asks for those of the other role.
    """
    names = question.organs[0]
    asks_lead = question.asks("never_lead") and not question.asks("never_responsible")
    if question.asks("list", "measures", "count") and not question.asks("yesno", "confirm"):
        asked = {"responsible"} if asks_lead else {"lead"}
        return duties(knowledge, replace(question, cues=question.cues - _ROLES | asked))
    denied = (Role.LEAD,) if asks_lead else _BESIDE
    against = [clause for role in denied for clause in duties_of(knowledge, names, role)]
    both = question.cues | {"lead", "responsible"}
    draft = duties(knowledge, replace(question, cues=both))
    if not draft.found:
        return draft
    role = "牵头" if asks_lead else "作为责任单位参与"
    called = knowledge.called(names)
    verdict = (
        f"不对，{called}{role}{len(against)}项。"
        if against
        else f"是的，{called}没有{role}的措施。"
    )
    evidence = tuple(attribution_evidence(knowledge, each) for each in against[:1])
    first = Statement(verdict, evidence, (len(against),))
    return Draft("role_claim", (first, *draft.statements), draft.table)


def only_role(knowledge: Knowledge, question: Question) -> Draft:
    """The organs that stand in one role alone: never in the lead, or never beside it."""
    never = Role.LEAD if question.asks("never_lead") else Role.RESPONSIBLE
    roles: dict[str, set[Role]] = {}
    firsts: dict[str, tuple[str, Clause]] = {}
    counts: dict[str, int] = {}
    for clause in counted(knowledge):
        for each in knowledge.attributions(clause):
            if not is_collective(each.canonical):
                roles.setdefault(each.canonical, set()).add(each.role)
                firsts.setdefault(each.canonical, (fold(each.organ), clause))
                counts[each.canonical] = counts.get(each.canonical, 0) + 1
    denied = {Role.LEAD} if never is Role.LEAD else set(_BESIDE)
    names = [name for name, had in roles.items() if not had & denied]
    word = "只作为责任单位、没有牵头任务" if never is Role.LEAD else "只牵头、没有作为责任单位"
    if not names:
        return Draft("only_role", (Statement(f"方案中没有{word}的单位。"),), found=False)
    lines = [
        Statement(
            f"- {firsts[name][0]}（{counts[name]}项）",
            (attribution_evidence(knowledge, firsts[name][1]),),
            (counts[name],),
            row=True,
        )
        for name in names
    ]
    first = Statement(f"{word}的单位共**{len(names)}个**：")
    rows = tuple((firsts[n][0], str(counts[n]), firsts[n][1].label) for n in names)
    return Draft("only_role", (first, *lines), Table(("单位", "项数", "首见条款"), rows))
