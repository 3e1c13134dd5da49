"""The clauses spoken of last are looked into: first, or where the plan says nothing elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import passages
from assistant.compose.refusal import refuse
from assistant.compose.within import HELD, everyone, holds, organ_at, others, reasons, within
from assistant.dialogue_state import Followed, Ground, State
from assistant.draft import Draft
from assistant.question import Question

_LOOKED = 3  # clauses of the last answer in which a detail is looked for


@dataclass(frozen=True, slots=True)
class Near:
    """A draft, and the document that it speaks of."""

    draft: Draft
    doc_id: str


def look_into(
    whole: Followed, question: Question, ground: Ground, state: State | None
) -> Near | None:
    """What the clauses that a question goes on about say; None where they do not answer it."""
    if whole.missing:
        document = ground.here.knowledge.documents[0].doc_id
        return Near(refuse(ground.here.knowledge, whole.missing), document)
    if not whole.clauses:
        return None
    near = [ground.here.read(whole.near)] if whole.near else []
    drafts = [_first(each, whole, [*near, question], ground, state) for each in whole.clauses]
    kept = [draft for draft in drafts if draft is not None]
    if len(kept) < len(drafts):
        return None
    first = kept[0]
    said = tuple(dict.fromkeys(each for draft in kept for each in draft.statements))
    table = first.table if len(kept) == 1 else None
    found = any(each.found for each in kept)
    draft = replace(first, statements=said, table=table, found=found)
    return Near(draft, whole.clauses[0].partition("#")[0])


def _first(
    clause_id: str, whole: Followed, asked: list[Question], ground: Ground, state: State | None
) -> Draft | None:
    """What a clause says to the first of the questions that it answers."""
    drafts = (_of_clause(clause_id, whole, each, ground, state) for each in asked)
    return next((each for each in drafts if each is not None), None)


def _of_clause(
    clause_id: str, whole: Followed, question: Question, ground: Ground, state: State | None
) -> Draft | None:
    scope, clause = ground.scope(clause_id), ground.clause(clause_id)
    if whole.kind == "why":
        return reasons(scope.knowledge, clause)
    if whole.kind == "who":
        return everyone(scope.knowledge, clause)
    if whole.kind == "named" and state is not None:
        return organ_at(scope.knowledge, clause, state.listed[whole.place].organ, whole.place)
    if whole.kind == "content":
        return passages.content(scope.knowledge, clause, "content")
    if whole.kind == "more":
        return others(scope.knowledge, clause, state.said if state else ())
    return within(scope.knowledge, scope.matcher, question, clause)


def look_back(
    question: Question, ground: Ground, state: State | None, documents: Sequence[str]
) -> Near | None:
    """A detail that is found nowhere else, in the clauses cited last: 重点是哪几个科."""
    if state is None or not state.answered or not question.topic:
        return None
    if question.organs or question.labels or question.asks("amount", "procedure"):
        return None
    for clause_id in state.clauses[:_LOOKED]:
        scope, clause = ground.scope(clause_id), ground.clause(clause_id)
        if documents and clause.doc_id not in documents:
            continue
        if holds(scope.matcher, question.topic, clause) < HELD:
            continue
        draft = within(scope.knowledge, scope.matcher, question, clause)
        if draft is not None and draft.found:
            return Near(draft, clause.doc_id)
    return None
