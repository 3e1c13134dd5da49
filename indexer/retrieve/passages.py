"""Document -> passages: each clause that has text, under its heading path."""

from indexer.model import Document, Passage
from indexer.parse.normalize import fold


def to_passages(document: Document) -> list[Passage]:
    """The passages of a document; one for each clause for now."""
    return [
        Passage(
            passage_id=clause.clause_id,
            clause_id=clause.clause_id,
            doc_id=document.doc_id,
            text=fold(clause.text),
            heading=fold(clause.title),
            path=clause.path[:-1],
            span=clause.own,
        )
        for clause in document.clauses
        if clause.text
    ]
