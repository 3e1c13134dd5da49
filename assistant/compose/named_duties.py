"""What an organ does by a plan in prose: each clause that names it, with the sentences that do.

Who leads or cooperates by the clause's own words is told apart from who is merely named.
"""

import re

from assistant.citations import shown
from assistant.compose.due import with_limits
from assistant.compose.parts import by_part
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, table_of, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.mentioned import in_prose
from assistant.question import Question
from indexer.model import Clause, Role
from indexer.parse.organ_mentions import find_organ_mentions

_COLUMNS = ("条款", "措施", "身份", "原文")
_NAMED = "写到"
_DOES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.COOPERATING: "配合"}
_AS_ONE_OF = re.compile("(?:责任|配合|协助)单位")
_ALL = ("mention", "responsible", "cooperating", "joint")


def listed(
    knowledge: Knowledge, question: Question, within: list[Clause] | None = None
) -> Draft | None:
    """All clauses that name the organ asked; None where its plan has lists of duties."""
    names = question.organs[0]
    clauses = [clause for clause in naming(knowledge, names) if within is None or clause in within]
    roles, words = _asked_roles(question)
    if roles:
        clauses = [c for c in clauses if roles & _roles(knowledge, c, names)]
    if not clauses or not all(in_prose(knowledge.document(c.doc_id)) for c in clauses):
        return None
    statements: list[Statement] = []
    for annex, some in by_part(clauses):
        where = f"{annex}中" if annex else ""
        called = words.format(f"**{knowledge.called(names)}**")
        first = f"{where}{called}的条款共**{len(some)}条**，全部列出："
        statements.append(Statement(first, derived=(len(some),)))
        statements += [_line(knowledge, clause, names) for clause in some]
    rows = [
        (c.label, clause_name(c), _word(knowledge, c, names), _said(knowledge, c, names)[1])
        for c in clauses
    ]
    draft = Draft("duties", tuple(statements), table_of(knowledge, _COLUMNS, clauses, rows))
    return with_limits(knowledge, draft) if question.asks("when") else draft


def _asked_roles(question: Question) -> tuple[set[Role], str]:
    """The roles that a question limits itself to, none where it means all, and how to say so."""
    only_lead = question.asks("lead") and not question.asks(*_ALL) and "参与" not in question.folded
    if only_lead and "牵头" in question.folded:
        return {Role.LEAD}, "由{}牵头"
    if _AS_ONE_OF.search(question.folded) and not question.asks("lead"):
        return {Role.RESPONSIBLE, Role.COOPERATING}, "由{}负责或配合"
    return set(), "写到{}"


def naming(knowledge: Knowledge, names: tuple[str, ...]) -> list[Clause]:
    """The clauses that name an organ or give it a role, in reading order."""
    found = [clause for name in names for clause in knowledge.mentions.get(name, ())]
    found += knowledge.duties(names)
    return sorted(dict.fromkeys(found), key=lambda clause: (clause.doc_id, clause.span.start))


def _line(knowledge: Knowledge, clause: Clause, names: tuple[str, ...]) -> Statement:
    evidence, said = _said(knowledge, clause, names)
    role = _word(knowledge, clause, names)
    note = "" if role == _NAMED else f"（**{role}**）"
    return Statement(f"- {clause_name(clause)}{note}：{said}", evidence, row=True)


def _said(
    knowledge: Knowledge, clause: Clause, names: tuple[str, ...]
) -> tuple[tuple[Evidence, ...], str]:
    """The sentences of a clause that name an organ; the whole clause where parting fails."""
    text = knowledge.source(clause.doc_id).text
    found = [
        evidence
        for evidence, sentence in sentences_of(knowledge, clause)
        if any(each.canonical in names for each in find_organ_mentions(sentence))
    ] or [whole(clause)]
    return tuple(found), "".join(shown(text[e.span.start : e.span.end]) for e in found)


def _roles(knowledge: Knowledge, clause: Clause, names: tuple[str, ...]) -> set[Role]:
    return {a.role for a in knowledge.attributions(clause) if a.canonical in names}


def _word(knowledge: Knowledge, clause: Clause, names: tuple[str, ...]) -> str:
    roles = _roles(knowledge, clause, names)
    return "、".join(_DOES[role] for role in Role if role in roles) or _NAMED
