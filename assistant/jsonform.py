"""Values in the JSON forms that outside scripts rely on; keys are only ever added."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from assistant.compose.comparison import Row
from indexer.model import Answer, Citation, Clause, Document, Hit, Role, Span
from indexer.parse.normalize import fold

KINDS = ("measures", "targets", "benefits", "references")


Boxes = Callable[[str, Span], list[tuple[float, ...]]]


def citation_form(citation: Citation, boxes: Boxes) -> dict[str, Any]:
    """A citation as in an answer's JSON; ``boxes`` finds the quote on its PDF page."""
    return {
        "marker": citation.marker,
        "doc_id": citation.doc_id,
        "doc_number": citation.doc_number,
        "title": citation.title,
        "clause": citation.clause,
        "clause_id": citation.clause_id,
        "path": list(citation.path),
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "page": citation.page,
        "boxes": boxes(citation.doc_id, citation.span),
        "kind": citation.kind,
    }


def answer_form(answer: Answer, boxes: Boxes) -> dict[str, Any]:
    """An answer; ``reading`` and ``slots`` say how the question was understood."""
    table = answer.table and {
        "columns": list(answer.table.columns),
        "rows": [list(row) for row in answer.table.rows],
    }
    return {
        "question": answer.question,
        "status": answer.status,
        "intent": answer.intent,
        "answer": answer.text,
        "citations": [citation_form(each, boxes) for each in answer.citations],
        "table": table,
        "related": [citation_form(each, boxes) for each in answer.related],
        "generator": answer.generator,
        "elapsed_ms": answer.elapsed_ms,
        "reading": answer.reading,
        "slots": answer.slots,
        "dropped": answer.dropped,
        "notice": answer.notice,
    }


def compared(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What each level says of a topic; the target as in the exports, or null."""
    found = []
    for row in rows:
        targets = _targets(row.document) if row.target else iter(())
        text = row.target.text if row.target else None
        clause_id = row.clause.clause_id if row.clause else None
        found.append(
            {
                "level": row.document.level,
                "doc_id": row.document.doc_id,
                "kind": row.document.kind,
                "clause_id": clause_id,
                "target": next(
                    (t for t in targets if (t["clause_id"], t["text"]) == (clause_id, text)), None
                ),
                "verdict": row.verdict,
            }
        )
    return found


def hits_form(query: str, hits: list[Hit], highlights: list[list[list[int]]]) -> dict[str, Any]:
    """The hits of a query; highlights are ranges of each hit's text."""
    return {
        "query": query,
        "hits": [
            {
                "rank": hit.rank,
                "doc_id": hit.passage.doc_id,
                "clause": hit.passage.clause_id.split("#", 1)[1].rsplit(".", 1)[-1],
                "clause_id": hit.passage.clause_id,
                "path": [*hit.passage.path, hit.passage.heading],
                "score": round(hit.score, 4),
                "text": hit.passage.text,
                "highlights": marks,
            }
            for hit, marks in zip(hits, highlights, strict=True)
        ],
    }


def export_rows(kind: str, document: Document) -> Iterator[dict[str, Any]]:
    """The facts of one kind of a document, as the exports give them."""
    makers = {
        "measures": _measures,
        "targets": _targets,
        "benefits": _benefits,
        "references": _references,
    }
    return makers[kind](document)


def _measures(document: Document) -> Iterator[dict[str, Any]]:
    by_id = {clause.clause_id: clause for clause in document.clauses}
    for clause in document.measures():
        mine = [a for a in document.attributions if a.clause_id == clause.clause_id]
        parent = by_id.get(clause.parent_id or "")
        top = parent
        while top is not None and top.parent_id:
            top = by_id[top.parent_id]
        row: dict[str, Any] = {
            "doc_id": document.doc_id,
            "doc_number": document.doc_number,
            "clause": clause.label,
            "clause_id": clause.clause_id,
            "heading": clause.heading,
            "chapter": top.title if top else None,
            "section": parent.title if parent and parent is not top else None,
        }
        for role in Role:
            row[role.value] = [a.organ for a in mine if a.role is role]
        for role in Role:
            row[f"{role.value}_canonical"] = [a.canonical for a in mine if a.role is role]
        yield row | {
            "text": clause.text.replace("\n", ""),
            "start": clause.own.start,
            "end": clause.own.end,
            "page": clause.page,
        }


def _targets(document: Document) -> Iterator[dict[str, Any]]:
    labels = {clause.clause_id: clause.label for clause in document.clauses}
    for each in document.targets:
        yield {
            "doc_id": document.doc_id,
            "clause": labels[each.clause_id],
            "clause_id": each.clause_id,
            "indicator": fold(each.indicator),
            "comparator": each.comparator,
            "value": each.value,
            "unit": each.unit,
            "value_normalized": each.value_normalized,
            "value_to": each.value_to,
            "deadline": each.deadline,
            "recurrence": each.recurrence,
            "baseline": each.baseline,
            "cumulative": each.cumulative,
            "text": each.text,
            "start": each.span.start,
            "end": each.span.end,
        }


def _benefits(document: Document) -> Iterator[dict[str, Any]]:
    labels = {clause.clause_id: clause.label for clause in document.clauses}
    for each in document.benefits:
        yield {
            "doc_id": document.doc_id,
            "clause": labels[each.clause_id],
            "clause_id": each.clause_id,
            "subject": each.subject,
            "condition": each.condition,
            "rate": each.rate,
            "amount": each.amount,
            "cap": each.cap,
            "unit": each.unit,
            "window": each.window,
            "text": each.text,
            "start": each.span.start,
            "end": each.span.end,
        }


def _references(document: Document) -> Iterator[dict[str, Any]]:
    for each in document.references:
        yield {
            "doc_id": document.doc_id,
            "clause_id": each.clause_id,
            "title": each.title,
            "doc_number": each.doc_number,
            "resolved_doc_id": each.resolved_doc_id,
            "text": each.text,
            "start": each.span.start,
            "end": each.span.end,
        }


def clauses_form(document: Document, clauses: Sequence[Clause]) -> dict[str, Any]:
    """Clauses of a document with their facts, as ``wence show --json`` gives them."""
    ids = {clause.clause_id for clause in clauses}
    facts = {
        kind: [row for row in export_rows(kind, document) if row["clause_id"] in ids]
        for kind in KINDS
    }
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "doc_number": document.doc_number,
        "clauses": [
            {
                "clause": each.label,
                "clause_id": each.clause_id,
                "kind": each.kind.value,
                "depth": each.depth,
                "heading": each.heading,
                "text": each.text,
                "start": each.own.start,
                "end": each.own.end,
                "page": each.page,
            }
            for each in clauses
        ],
        **facts,
    }
