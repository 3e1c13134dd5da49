"""Who does what: leads, responsible organs, and the complete lists of an organ's duties."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.divided import duties_of, row_of
from assistant.compose.due import with_limits
from assistant.compose.duty_parts import with_parts
from assistant.compose.parts import by_part, meant
from assistant.compose.row_words import measure_of_row
from assistant.compose.wording import (
    body,
    clause_name,
    organ_list,
    role_name,
    table_of,
    who_evidence,
)
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Role, Table
from indexer.parse.normalize import fold
from indexer.parse.organ_lists import is_organ

_EACH = re.compile("各自?(?=牵|负|承|有|管|参|配|干|做)|分别(?!由)")  # 甲局和乙局各牵头什么
_NAMES_A_TASK = 8  # characters of a row's heading; a shorter one is the field that it is of
_CORRECTED = 3  # measures of an organ for which it is said who leads them instead
_BESIDE_LEAD = ("responsible", "cooperating", "role")  # 是牵头还是责任 asks for either
_DOES: dict[Role | None, str] = {Role.LEAD: "牵头", Role.COOPERATING: "配合"}
_COLUMNS = ("条款", "措施", "牵头单位", "责任单位")


def lead_statement(knowledge: Knowledge, clause: Clause) -> Statement:
    """Who leads a clause, and who is responsible beside them."""
    clause = knowledge.attributed(row_of(knowledge, clause))
    leads = knowledge.attributions(clause, Role.LEAD)
    others = _others(knowledge, clause)
    name = clause_name(clause)
    if leads:
        verb = "共同牵头" if len(leads) > 1 else "牵头"
        text = f"{name}由**{organ_list(leads)}**{verb}"
        text += f"，{others}。" if others else "。"
    elif others:
        text = f"{name}没有写明牵头单位，{_others(knowledge, clause, '**')}。"
    else:
        text = f"{name}没有写明牵头单位和责任单位。"
    statement = Statement(text, who_evidence(knowledge, clause))
    return statement if leads else _led_as_part(knowledge, clause, statement)


def _led_as_part(knowledge: Knowledge, clause: Clause, said: Statement) -> Statement:
    """Who leads a measure by the part that it stands in: 三、要素保障（牵头单位：县发改局）."""
    for part in knowledge.ancestors(clause):
        if leads := knowledge.attributions(part, Role.LEAD):
            text = f"它所在的{clause_name(part)}由**{organ_list(leads)}**牵头。"
            evidence = (*said.evidence, *who_evidence(knowledge, part))
            return Statement(f"{said.text.rstrip('。')}；{text}", evidence)
    return said


def responsible_statement(knowledge: Knowledge, clause: Clause) -> Statement:
    """Who is responsible for a clause, and who leads it."""
    clause = knowledge.attributed(row_of(knowledge, clause))
    leads = knowledge.attributions(clause, Role.LEAD)
    others = _others(knowledge, clause, "**")
    name = clause_name(clause)
    if others:
        text = f"{name}的{others}"
        text += f"，牵头单位是{organ_list(leads)}。" if leads else "。"
    elif leads:
        text = f"{name}没有另列责任单位，只写明由**{organ_list(leads)}**牵头。"
    else:
        text = f"{name}没有写明牵头单位和责任单位。"
    return Statement(text, who_evidence(knowledge, clause))


def cooperating_statement(knowledge: Knowledge, clause: Clause) -> Statement:
    """Who cooperates in a clause; the responsible organs where none is named so."""
    clause = knowledge.attributed(row_of(knowledge, clause))
    found = knowledge.attributions(clause, Role.COOPERATING)
    if not found:
        base = responsible_statement(knowledge, clause)
        return Statement("原文没有单列“配合单位”。" + base.text, base.evidence)
    text = f"{clause_name(clause)}的配合单位是**{organ_list(found)}**。"
    return Statement(text, who_evidence(knowledge, clause))


def _others(knowledge: Knowledge, clause: Clause, mark: str = "") -> str:
    """责任单位是甲，配合单位是乙: the organs beside the leading ones, by role."""
    named = [
        f"{role_name(role)}是{mark}{organ_list(found)}{mark}"
        for role in (Role.RESPONSIBLE, Role.COOPERATING)
        if (found := knowledge.attributions(clause, role))
    ]
    return "，".join(named)


def measure_table(knowledge: Knowledge, clauses: Sequence[Clause]) -> tuple[Table, list[Statement]]:
    """The measures as a table, and as lines that cite each of them."""
    rows, lines = [], []
    for clause in clauses:
        leads = organ_list(knowledge.attributions(clause, Role.LEAD))
        others = organ_list([a for a in knowledge.attributions(clause) if a.role is not Role.LEAD])
        title = fold(clause.heading or clause.title.split(".", 1)[-1])
        rows.append((clause.label, title, leads, others))
        text = f"- {clause_name(clause)}"
        if _names_no_task(clause):
            text += f"：{body(clause, knowledge).rstrip('。')}"
        elif clause.kind is ClauseKind.ROW and (measure := measure_of_row(clause)):
            text += f"：{measure}"
        elif not clause.heading:  # its number alone says nothing of what is to be done
            text += f"：{body(clause, knowledge).partition('。')[0]}"
        lines.append(Statement(text, who_evidence(knowledge, clause), row=True))
    return table_of(knowledge, _COLUMNS, clauses, rows), lines


def _names_no_task(clause: Clause) -> bool:
    """Whether a heading says nothing of what is to be done: a field of rows, or who does it."""
    in_table = clause.kind is ClauseKind.ROW
    return is_organ(fold(clause.heading or "")) or (in_table and _names_a_field(clause))


def _names_a_field(clause: Clause) -> bool:
    """Whether the heading of a row is no task, but the field that it is of."""
    heading = clause.heading or ""
    return not heading or (len(heading) < _NAMES_A_TASK and not clause.text.startswith(heading))


def duties(knowledge: Knowledge, question: Question, clauses: list[Clause] | None = None) -> Draft:
    """All measures of an organ, in the roles asked; limited to ``clauses`` where given."""
    draft = with_parts(knowledge, _in_roles(knowledge, question, clauses), question.organs[0])
    return with_limits(knowledge, draft) if question.asks("when") and draft.found else draft


def _in_roles(knowledge: Knowledge, question: Question, clauses: list[Clause] | None) -> Draft:
    names = question.organs[0]
    within = meant(knowledge, question)
    if clauses is None and within and any(c in within for c in knowledge.duties(names)):
        clauses = within
    named_alone = question.asks("lead") and not question.asks(*_BESIDE_LEAD)
    name = knowledge.called(names)
    mine = _of_role(knowledge, names, [Role.RESPONSIBLE], clauses)
    if mine and named_alone and _none_leads(knowledge):  # 负责单位 is the foremost role there
        part = (f"**{name}**作为责任单位参与", mine)
        return _unled(question, measure_list(knowledge, "duties", [part]))
    lead = _of_role(knowledge, names, [Role.LEAD], clauses)
    other = _of_role(knowledge, names, [Role.RESPONSIBLE, Role.COOPERATING], clauses)
    beside_lead = question.asks(*_BESIDE_LEAD) or "参与" in question.folded
    only_lead = question.asks("lead") and not beside_lead
    if within and clauses is within and not lead:  # 附件2里呢: a list that names no lead
        only_lead = False
    only_other = question.asks("responsible", "cooperating") and not question.asks("lead")
    beside = f"作为{_beside(knowledge, names, other)}"
    if only_lead and not lead and other and question.asks("yesno"):
        parts = [(f"**{name}**牵头", lead), (f"**{name}**{beside}参与", other)]
        return measure_list(knowledge, "duties", parts, None)
    if only_lead:
        return measure_list(
            knowledge, "duties", [(f"**{name}**牵头", lead)], _remark(other, beside)
        )
    if only_other:
        return _beside_alone(knowledge, question, clauses, lead, other)
    parts = [(f"**{name}**牵头", lead), (f"**{name}**{beside}参与", other)]
    draft = measure_list(
        knowledge, "duties", [part for part in parts if part[1]] or parts[:1], None
    )
    if question.asks("yesno") and question.asks("lead") and not lead and len(other) <= _CORRECTED:
        # 参与哪项任务？是它牵头吗: no, and who does instead.
        leads = (lead_statement(knowledge, clause) for clause in other)
        draft = replace(draft, statements=(*draft.statements, *leads))
    return draft


def _beside_alone(
    knowledge: Knowledge,
    question: Question,
    within: list[Clause] | None,
    lead: list[Clause],
    other: list[Clause],
) -> Draft:
    """The measures of an organ that does not lead them, in the one role that is named."""
    names = question.organs[0]
    name = f"**{knowledge.called(names)}**"
    role = role_named(question)
    just = _of_role(knowledge, names, [role], within) if role else []
    if role and just and len(just) < len(other):  # 配合单位 is another role than 责任单位
        rest = [each for each in other if each not in just]
        remark = _remark(rest, f"作为{_beside(knowledge, names, rest)}")
        return measure_list(
            knowledge, "duties", [(f"{name}作为{role_name(role)}参与", just)], remark
        )
    what = f"{name}作为{_beside(knowledge, names, other)}参与"
    return measure_list(knowledge, "duties", [(what, other)], _remark(lead, "牵头"))


def role_named(question: Question) -> Role | None:
    """配合 where a question names that role alone; 责任 may mean any role beside the lead."""
    alone = "配合" in question.folded and "责任" not in question.folded
    return Role.COOPERATING if alone else None


def _none_leads(knowledge: Knowledge) -> bool:
    """Whether no measure of the plan names a leading organ."""
    return not any(knowledge.attributions(clause, Role.LEAD) for clause in knowledge.clauses())


def _unled(question: Question, draft: Draft) -> Draft:
    """What is told of those responsible to one who asks 谁牵头 of a plan that says it of none."""
    if "牵头" not in question.folded:
        return draft
    return replace(draft, statements=(Statement("方案没有写明牵头单位。"), *draft.statements))


def _beside(knowledge: Knowledge, names: Sequence[str], clauses: Sequence[Clause]) -> str:
    """What an organ is where it does not lead: 责任单位, 配合单位, or both."""
    roles = {
        a.role for clause in clauses for a in knowledge.attributions(clause) if a.canonical in names
    } - {Role.LEAD}
    if roles == {Role.COOPERATING}:
        return role_name(Role.COOPERATING)
    return "责任单位或配合单位" if Role.COOPERATING in roles else role_name(Role.RESPONSIBLE)


def _of_role(
    knowledge: Knowledge, names: Sequence[str], roles: list[Role], within: list[Clause] | None
) -> list[Clause]:
    found = {c for role in roles for c in knowledge.duties(names, role)}
    kept = found if within is None else found & set(within)
    return [c for c in duties_of(knowledge, names) if c in kept]


def _remark(clauses: list[Clause], role: str) -> Statement | None:
    if not clauses:
        return None
    return Statement(f"另有{len(clauses)}项{role}，可继续询问。")


def measure_list(
    knowledge: Knowledge,
    intent: str,
    parts: list[tuple[str, list[Clause]]],
    remark: Statement | None = None,
) -> Draft:
    """Complete lists of measures, each under who or what they are of, with its count."""
    statements: list[Statement] = []
    everything: list[Clause] = []
    for who, clauses in parts:
        if not clauses:
            lacked = who.removesuffix("的措施共")
            none = f"方案中没有{lacked}的措施。"
            if lacked.startswith("没有写明"):
                none = f"每项措施都写明了{lacked.removeprefix('没有写明')}。"
            statements.append(Statement(none))
            continue
        for annex, some in by_part(clauses):
            where = f"{annex}中" if annex else ""
            statements.append(Statement(f"{where}{who}{len(some)}项，全部列出："))
            statements += measure_table(knowledge, some)[1]
        everything += [c for c in clauses if c not in everything]
    if remark and everything:
        statements.append(remark)
    everything.sort(key=lambda clause: (clause.doc_id, clause.span.start))
    table, _ = measure_table(knowledge, everything)
    if not everything:
        return Draft(intent, tuple(statements), found=False)
    return Draft(intent, tuple(statements), table)


def joint(knowledge: Knowledge, question: Question, within: list[Clause] | None = None) -> Draft:
    """Measures in which all the organs asked stand together; of those ``within`` where given."""
    if _EACH.search(question.folded) and not question.asks("joint"):
        drafts = [duties(knowledge, replace(question, organs=(o,))) for o in question.organs]
        said = tuple(each for draft in drafts for each in draft.statements)
        return Draft("duties", said, found=any(draft.found for draft in drafts))
    role = Role.LEAD if question.asks("lead") and not question.asks("responsible") else None
    unled = role is not None and _none_leads(knowledge)
    role = Role.RESPONSIBLE if unled else role
    if role is None and not question.asks("lead") and _all_in(knowledge, question):
        role = role_named(question)
    sets = [set(knowledge.duties(names, role)) for names in question.organs]
    shared = set.intersection(*sets, *([set(within)] if within is not None else []))
    common = [each for each in duties_of(knowledge, question.organs[0]) if each in shared]
    who = "与".join(knowledge.called(names) for names in question.organs)
    does = _DOES.get(role, "承担")
    draft = measure_list(knowledge, "joint", [(f"**{who}**共同{does}", common)])
    return _unled(question, draft) if unled else draft


def _all_in(knowledge: Knowledge, question: Question) -> bool:
    """Whether each organ asked for stands somewhere in the role that a question names."""
    role = role_named(question)
    return role is not None and all(knowledge.duties(each, role) for each in question.organs)
