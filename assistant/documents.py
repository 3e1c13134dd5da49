"""A document as lists of documents show it."""

from typing import Any

from indexer.model import Document


def document_form(document: Document) -> dict[str, Any]:
    """What is known of a document, with the numbers of its clauses, measures and targets."""
    return {
        "doc_id": document.doc_id,
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "level": document.level,
        "region": document.region,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "kind": document.kind,
        "url": document.url,
        "clauses": len(document.clauses),
        "measures": sum(1 for _ in document.measures()),
        "targets": len(document.targets),
    }
