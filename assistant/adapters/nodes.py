"""Clause -> TextNode: the text and metadata that all adapters give.

A node's text is the source at ``start_char_idx:end_char_idx``, layout and all, so that it can be
checked. Metadata is flat, as vector stores want it: ``path`` is one string. ``start`` and
``end`` are the place of ``quote`` in the source.
"""

from typing import Any

from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    ObjectType,
    RelatedNodeInfo,
    TextNode,
)

from indexer.library import Library
from indexer.model import Citation, Clause, Document, Span

BETWEEN_HEADINGS = " > "
# The headings help to find a clause; numbers, ids and a second copy of its text do not.
NOT_EMBEDDED = (
    "clause_id",
    "doc_id",
    "doc_number",
    "title",
    "level",
    "kind",
    "page",
    "quote",
    "start",
    "end",
    "marker",
)
# A language model needs what it may cite: clause, headings, document and page.
NOT_FOR_MODELS = ("doc_id", "level", "quote", "start", "end", "marker")


def metadata_of(
    clause: Clause, document: Document, quote: str, span: Span, page: int | None
) -> dict[str, Any]:
    """What a node says of a quote from a clause."""
    return {
        "clause_id": clause.clause_id,
        "path": BETWEEN_HEADINGS.join(clause.path),
        "page": page,
        "quote": quote,
        "start": span.start,
        "end": span.end,
        "doc_id": document.doc_id,
        "doc_number": document.doc_number,
        "title": document.title,
        "level": document.level,
        "kind": document.kind,  # digest: in our own words, not the official text
    }


def library_node(library: Library, clause: Clause) -> TextNode:
    """The node of a clause of a library; its quote is its own text."""
    source = library.source(clause.doc_id)
    text = source.text[clause.own.start : clause.own.end]
    document = library.document(clause.doc_id)
    metadata = metadata_of(clause, document, text, clause.own, clause.page)
    return TextNode(
        id_=clause.clause_id,
        text=text,
        start_char_idx=clause.own.start,
        end_char_idx=clause.own.end,
        metadata=metadata,
        excluded_embed_metadata_keys=list(NOT_EMBEDDED),
        excluded_llm_metadata_keys=list(NOT_FOR_MODELS),
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(
                node_id=clause.doc_id, node_type=ObjectType.DOCUMENT
            )
        },
    )


def cited_node(library: Library, citation: Citation) -> NodeWithScore:
    """The clause of a citation with the words that it quotes; a citation has no score."""
    node = library_node(library, library.clause(citation.clause_id))
    node.metadata |= {
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "page": citation.page,
        "marker": citation.marker,
    }
    return NodeWithScore(node=node, score=None)
