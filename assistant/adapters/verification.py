"""Nodes -> the nodes whose words stand in the source where they say.

What is checked: the ``quote`` of a node (its text, where it has none) equals the source at
``start:end``, and that place lies in the clause that it names; the text of a node with a quote
stands in that clause, too, since it is what a language model reads. Words without a place may
stand anywhere in their clause. What is not checked: what a language model makes of the nodes,
but for its markers; see ``verified``.

Example::

    from pathlib import Path
    from llama_index.core.schema import NodeWithScore, TextNode
    from assistant.adapters import CitationPostprocessor, WenceRetriever
    from indexer.build import open_library

    library = open_library(Path("corpus"), Path("corpus/.wence"))
    found = WenceRetriever(library, k=2).retrieve("农机报废")
    invented = TextNode(text="补贴五千元", metadata={"clause_id": "zhangqiu-2024-2#6"})
    kept = CitationPostprocessor(library).postprocess_nodes([*found, NodeWithScore(node=invented)])
    assert kept == found
"""

import re
from typing import Any

from llama_index.core.base.response.schema import RESPONSE_TYPE
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.postprocessor.types import BaseNodePostprocessor
from llama_index.core.schema import BaseNode, MetadataMode, NodeWithScore, QueryBundle, TextNode

from indexer.errors import StoreError
from indexer.library import Library
from indexer.model import Clause, Span

_MARKER = re.compile(r"\[(\d+)\]")


class CitationPostprocessor(BaseNodePostprocessor):
    """Drops nodes that a library does not bear out; the others stay as they are."""

    _library: Library = PrivateAttr()

    def __init__(self, library: Library, **kwargs: Any) -> None:
        """Takes the open library against which nodes are checked."""
        super().__init__(**kwargs)
        self._library = library

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index knows it."""
        return "CitationPostprocessor"

    def _postprocess_nodes(
        self, nodes: list[NodeWithScore], query_bundle: QueryBundle | None = None
    ) -> list[NodeWithScore]:
        return [each for each in nodes if stands(each.node, self._library)]


def verified(response: RESPONSE_TYPE, library: Library) -> bool:
    """Whether all sources of a response stand, and each of its [1] markers names one of them.

    A response without sources, or whose answer bears no marker, is not verified.
    """
    sources = response.source_nodes
    markers = {int(each) for each in _MARKER.findall(str(response))}
    named = set(range(1, len(sources) + 1))
    return bool(markers) and markers <= named and all(stands(n.node, library) for n in sources)


def stands(node: BaseNode, library: Library) -> bool:
    """Whether a node's words stand in the source where it says."""
    clause = _clause(node, library)
    if clause is None:
        return False
    text = node.get_content(metadata_mode=MetadataMode.NONE)
    quote = node.metadata.get("quote")
    if not quote:
        return bool(text.strip()) and _stands_at(_place_of_text(node), text, clause, library)
    place = _place(node.metadata.get("start"), node.metadata.get("end"))
    return (
        isinstance(quote, str)
        and _stands_at(place, quote, clause, library)
        and _stands_at(None, text.strip(), clause, library)
    )


def _clause(node: BaseNode, library: Library) -> Clause | None:
    try:
        return library.clause(str(node.metadata.get("clause_id") or node.node_id))
    except StoreError:
        return None


def _stands_at(place: Span | None, words: str, clause: Clause, library: Library) -> bool:
    """Whether words are those of a place inside a clause; without a place, of any in it."""
    text = library.source(clause.doc_id).text
    if place is None:
        return words in text[clause.span.start : clause.span.end]
    inside = clause.span.start <= place.start and place.end <= clause.span.end
    return inside and text[place.start : place.end] == words


def _place_of_text(node: BaseNode) -> Span | None:
    if isinstance(node, TextNode) and node.start_char_idx is not None:
        return _place(node.start_char_idx, node.end_char_idx)
    return _place(node.metadata.get("start"), node.metadata.get("end"))


def _place(start: Any, end: Any) -> Span | None:
    """The place that two numbers name; some vector stores give them back as floats."""
    numbers = [each for each in (start, end) if isinstance(each, int | float)]
    if len(numbers) < 2 or not all(float(each).is_integer() for each in numbers):
        return None
    return Span(*map(int, numbers))
