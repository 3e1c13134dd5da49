"""Clauses asked for by their number: 第8条由谁牵头, （三）有什么指标, 第五条补多少."""

import re

from assistant.compose import benefits, divided, duties, organ_topic, parts, passages, targets
from assistant.compose.refusal import refuse
from assistant.compose.role_check import role_in
from assistant.compose.supposed_figures import confirmed_targets
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause, ClauseKind

_APPLYING = re.compile("申请|申报|申领|提交|登录|注册|受理|审核|办理|材料")


def answer(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """What is asked of the clauses with the labels of a question."""
    clauses = _labelled(knowledge, question)
    if not clauses:
        return _no_such_clause(knowledge, question)
    clause = clauses[0]
    if clause.kind is ClauseKind.ANNEX:
        return parts.contents(knowledge, clause)
    if question.asks("place"):
        return passages.place(knowledge, clause)
    below = knowledge.measures_under(clause)
    if below and not knowledge.attributions(clause):
        if question.asks("target", "figures"):
            return targets.below(knowledge, clause, question)
        return passages.part(knowledge, clause, below, "clause")
    drafts = [_asked_of(knowledge, matcher, each, question) for each in clauses]
    found = [each for each in drafts if each.found]
    return Draft(
        "clause",
        tuple(s for draft in found or drafts for s in draft.statements),
        found=bool(found),
    )


def role_check(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Whether an organ has a role in a clause: 第29条是区财政局牵头吗."""
    if not question.labels:
        return organ_topic.checked(knowledge, matcher, question)
    clauses = _labelled(knowledge, question)
    if not clauses:
        return _no_such_clause(knowledge, question)
    below = [each for clause in clauses for each in knowledge.measures_under(clause)]
    if question.organs and below and not knowledge.attributions(clauses[0]):
        if len(question.organs) > 1:
            return duties.joint(knowledge, question, below)
        return duties.duties(knowledge, question, below)
    if _counts_own(knowledge, question, clauses[0]):
        return duties.duties(knowledge, question)
    return role_in(knowledge, question, clauses[0])


def _counts_own(knowledge: Knowledge, question: Question, clause: Clause) -> bool:
    """Whether 第三项任务 counts the measures of the organ: no claim, and not that organ's clause."""
    if not question.organs or question.asks("yesno", "confirm", "role", "lead", "responsible"):
        return False
    mine = knowledge.duties(question.organs[0])
    return bool(mine) and clause not in mine


def _labelled(knowledge: Knowledge, question: Question) -> list[Clause]:
    return [
        clause
        for label in question.labels
        for clause in knowledge.labelled(label) or divided.numbered(knowledge, label)
    ]


def _no_such_clause(knowledge: Knowledge, question: Question) -> Draft:
    measures = knowledge.measures()
    asked = "、".join(_called(label) for label in question.labels)
    return refuse(knowledge, f"方案共有{len(measures)}项措施，没有{asked}。")


def _asked_of(
    knowledge: Knowledge, matcher: TopicMatcher, clause: Clause, question: Question
) -> Draft:
    granted = benefits.of_clause(knowledge, matcher, question, clause)
    if granted is not None:
        return granted
    if question.asks("amount", "procedure"):
        return _how_to_apply(knowledge, clause, question)
    if question.asks("responsible") and not question.asks("lead"):
        return Draft("clause", (duties.responsible_statement(knowledge, clause),))
    if question.asks("cooperating"):
        return Draft("clause", (duties.cooperating_statement(knowledge, clause),))
    if question.asks("lead"):
        return Draft("clause", (duties.lead_statement(knowledge, clause),))
    asks_figures = question.asks("value", "when", "target") or question.figure
    if asks_figures and knowledge.targets(clause):
        found = [(clause, target) for target in knowledge.targets(clause)]
        return Draft("clause", tuple(confirmed_targets(question, found)))
    return passages.content(knowledge, clause, "clause")


def _how_to_apply(knowledge: Knowledge, clause: Clause, question: Question) -> Draft:
    if question.asks("procedure") and _APPLYING.search(knowledge.folded(clause)):
        return passages.content(knowledge, clause, "clause")
    return refuse(knowledge, "这一条没有规定具体金额和办理流程。", [clause], "clause")


def _called(label: str) -> str:
    """第61条, 第九部分, （三十）."""
    if label.startswith(("（", "最后", "附")):
        return f"{label}项" if "第" in label else label
    return f"第{label}条" if label.isdigit() else f"第{label}部分"
