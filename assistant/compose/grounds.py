"""What a plan rests on: the documents that its preamble names, else the words of the preamble."""

import re

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import quoted
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from indexer.model import Reference
from indexer.parse.normalize import fold

# 为贯彻落实党中央、国务院关于…的决策部署，结合辽宁实际，制定本方案.
_RESTING = re.compile(
    "(?:贯彻|落实|根据|按照|依据|遵照)[^。]{3,120}?(?:部署|精神|要求|规定|安排|意见|方案|办法)"
)


def cited(knowledge: Knowledge) -> list[Statement]:
    """A line for each document that the preamble names as its ground, under their number."""
    statements: list[Statement] = []
    for document in knowledge.documents:
        head = document.clauses[0]
        own = (fold(document.title), document.doc_number)
        named = [
            each
            for each in document.references
            if fold(each.title) != own[0] or each.doc_number not in (None, own[1])
        ]
        named = list(
            {(fold(each.title), each.doc_number): each for each in reversed(named)}.values()
        )
        named.sort(key=lambda each: each.span.start)
        # A plan in articles names its ground in the first of them.
        opening = [each for each in named if each.clause_id == head.clause_id] or [
            each for each in named if each.clause_id in {c.clause_id for c in document.clauses[1:3]}
        ]
        for each in opening:
            text = f"{fold(each.text)}{_held(knowledge, each)}"
            clause = knowledge.clause(each.clause_id)
            said = Statement(f"- {text}", (Evidence(clause, each.span),))
            if all(said.text != other.text for other in statements):  # a plan repeats its notice
                statements.append(said)
    first = Statement(f"方案写明贯彻落实的上级文件有**{len(statements)}份**：")
    return [first, *statements] if statements else []


def in_words(knowledge: Knowledge) -> tuple[Statement, ...]:
    """The sentence of the preamble that says what a plan carries out; () where none does."""
    evidence = opening(knowledge)
    if evidence is None:
        return ()
    said = quoted(knowledge, evidence)
    return (Statement(f"方案没有写明依据的具体文件，开头写明：{said}", (evidence,)),)


def opening(knowledge: Knowledge) -> Evidence | None:
    """The sentence of the preamble that says what a plan carries out."""
    for document in knowledge.documents:
        for evidence, text in sentences_of(knowledge, document.clauses[0]):
            if _RESTING.search(text) and "印发给你们" not in text:
                return evidence
    return None


def _held(knowledge: Knowledge, reference: Reference) -> str:
    """Whether the library holds what is cited, and in which form."""
    document = knowledge.held(reference.resolved_doc_id)
    if document is None or reference.clause_id.startswith(f"{document.doc_id}#"):
        return ""
    form = "要点摘编，非原文" if document.kind == "digest" else "全文"
    return f"（文件库中有{form}）"
