"""Question -> ranked clauses of an open library as llama-index nodes.

Both legs of Wence's search, keywords and meaning, joined. Scores fall with the rank and can be
compared within one result only.

Example::

    from pathlib import Path
    from assistant.adapters import WenceRetriever
    from indexer.build import open_library

    library = open_library(Path("corpus"), Path("corpus/.wence"))
    retriever = WenceRetriever(library, k=3, level="区")
    best = retriever.retrieve("家里煤气管子太老了")[0]
    assert best.metadata["clause_id"] == "zhangqiu-2024-2#14"
"""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.adapters.nodes import library_node
from indexer.errors import WenceError
from indexer.library import Library
from indexer.model import Scope


class WenceRetriever(BaseRetriever):
    """Searches a library. Digests are found only where the question or the filters mean them."""

    def __init__(
        self,
        library: Library,
        k: int = 10,
        *,
        doc_ids: str | Sequence[str] | None = None,
        level: str | None = None,
        year: str | int | None = None,
        **kwargs: Any,
    ) -> None:
        """Takes an open library and what may be found.

        Args:
            library: see ``indexer.build.open_library``.
            k: how many clauses.
            doc_ids: only of these documents; an empty list finds nothing.
            level: only of documents of this level: 国, 省, 市, 区.
            year: only of documents issued in this year.
            kwargs: what ``BaseRetriever`` takes: callback_manager, object_map, verbose ...

        Raises:
            WenceError: k is no positive number, or no document fits a filter.
        """
        super().__init__(**kwargs)
        self._library = library
        self.k = _checked_k(k)
        self._scope = _scope(library, doc_ids, level, year)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        query = query_bundle.query_str
        if not isinstance(query, str):
            raise WenceError(f"检索词要是文字，收到的是 {type(query).__name__}。")
        if not query.strip() or self._scope.doc_ids == ():
            return []
        return [
            NodeWithScore(
                node=library_node(self._library, self._library.clause(hit.passage.clause_id)),
                score=hit.score,
            )
            for hit in self._library.search(query, self.k, self._scope)
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _checked_k(k: int) -> int:
    if not isinstance(k, int) or k < 1:
        raise WenceError(f"k 要是正整数，收到的是 {k}。")
    return k


def _scope(
    library: Library,
    doc_ids: str | Sequence[str] | None,
    level: str | None,
    year: str | int | None,
) -> Scope:
    """The filters as a scope; a name that fits no document is an error rather than no result."""
    named = (doc_ids,) if isinstance(doc_ids, str) else doc_ids
    for doc_id in named or ():
        library.document(doc_id)
    if level is not None and level not in {each.level for each in library.documents}:
        raise WenceError(f"文件库中没有{level}级的文件。层级写作国、省、市、区。")
    if year is not None and not re.fullmatch(r"\d{4}", str(year)):
        raise WenceError(f"年份写作四位数字，如 2024，收到的是 {year}。")
    return Scope(
        doc_ids=None if named is None else tuple(named),
        level=level,
        year=None if year is None else str(year),
    )
