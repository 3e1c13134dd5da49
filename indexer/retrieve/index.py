"""Both legs and their fusion over one folder: passages in, ranked passage numbers out."""

import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import StoreError
from indexer.model import Passage, Source
from indexer.retrieve.dense import FLAT_LIMIT, DenseIndex
from indexer.retrieve.encoder import Encoder
from indexer.retrieve.fusion import Fusion, coverage, fuse
from indexer.retrieve.preparation import Supply, Tools, prepare_all
from indexer.retrieve.sparse import SparseIndex
from indexer.retrieve.terms import query_terms, translated

_LOG = logging.getLogger("wence.retrieve")
_DEPTH = 50  # passages that each leg brings to the fusion
_BESIDE = 2  # searches of a large dense leg at once
_FLOOR = 0.1  # cosine; below it passages have nothing to do with the query
_WINDOWS = 3  # vectors of a passage, about; sizes the dense index in advance


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage found, by number; ``cosine`` is 0 where the dense leg did not find it."""

    number: int
    score: float
    source: Source
    cosine: float = 0.0


@dataclass(slots=True)
class LegCounts:
    """Queries asked, and hits that each leg gave to them."""

    queries: int = 0
    sparse: int = 0
    dense: int = 0


class Index:
    """The derived indexes of one corpus."""

    def __init__(
        self,
        folder: Path,
        tools: Tools,
        fusion: Fusion | None = None,
        flat_limit: int = FLAT_LIMIT,
    ) -> None:
        """Opens or creates both legs; ``fresh`` says that one of them is empty."""
        self._tools, self._fusion = tools, fusion or Fusion()
        self._sparse = SparseIndex(folder / "sparse")
        self._dense = DenseIndex(folder / "dense", tools.encoder.dimension, flat_limit)
        self._beside = ThreadPoolExecutor(_BESIDE, "wence-dense")
        self.counts = LegCounts()

    def joined_by(self, fusion: Fusion) -> "Index":
        """The same legs, whose lists are joined by another fusion."""
        view = copy(self)
        view._fusion = fusion
        return view

    @property
    def fresh(self) -> bool:
        """Whether a leg is empty, new, or was damaged: all passages have to come again."""
        return self._sparse.fresh or self._dense.fresh

    @property
    def dense_kind(self) -> str:
        """How vectors lie: flat, or inverted with 8-bit codes."""
        return self._dense.kind

    @property
    def encoder(self) -> Encoder:
        """What made the vectors."""
        return self._tools.encoder

    @property
    def dense(self) -> DenseIndex:
        """The dense leg by itself."""
        return self._dense

    def change(self, removed: Iterable[int], supply: Supply[Any], jobs: int | None = None) -> None:
        """Removes documents by number and adds passages to both legs, as a stream.

        Args:
            removed: numbers of documents.
            supply: what is added; its size decides memory and processes.
            jobs: processes for a bulk; None: one for each core.
        """
        gone = list(removed)
        with (
            self._sparse.change(gone, supply.passages) as add_tokens,
            self._dense.change(gone, supply.passages * _WINDOWS) as add_vectors,
        ):
            for prepared in prepare_all(supply, self._tools, jobs):
                add_tokens(prepared.tokens)
                add_vectors(prepared.numbers, prepared.vectors)

    def search(
        self,
        query: str,
        k: int,
        read: Callable[[int], Passage | None],
        numbers: np.ndarray | None = None,
        leg: str = "hybrid",
    ) -> list[Ranked]:
        """The ``k`` best passages, best first.

        Args:
            query: in Chinese or in English terms of the field.
            k: how many.
            read: gives a passage by its number.
            numbers: only passages of these numbers, int64.
            leg: hybrid, sparse or dense.
        """
        text = translated(query)
        terms = query_terms(text, self._tools.tokenizer)
        if not terms.own:
            return []
        depth = max(k, _DEPTH)
        meaning = self._asked(text, depth, numbers) if leg != "sparse" else list
        words = self._sparse.search(terms.weights, depth, numbers) if leg != "dense" else []
        meanings = meaning()
        self._count(leg, len(words), len(meanings))
        if leg == "sparse" or not meanings:
            return [Ranked(number, score, Source.SPARSE) for number, score in words[:k]]
        if leg == "dense":
            return [Ranked(number, score, Source.DENSE, score) for number, score in meanings[:k]]
        weight = self._fusion.weight(self._coverage(words, terms.own, read))
        fused = fuse(words, meanings, weight, self._sparse.passages)[:k]
        cosines = dict(meanings)
        return [Ranked(n, score, Source.FUSED, cosines.get(n, 0.0)) for n, score in fused]

    def check_legs(self) -> None:
        """Raises StoreError where a leg has answered none of many queries."""
        if self.counts.queries < 2 or not (self._sparse.passages and self._dense.vectors):
            return
        for name in ("sparse", "dense"):
            if not getattr(self.counts, name) and getattr(self.counts, _OTHER[name]):
                raise StoreError(
                    f"检索的{_CALLED[name]}一路对 {self.counts.queries} 个查询都没有结果。"
                    "请运行 wence index --rebuild 重建索引。"
                )

    def _asked(
        self, text: str, depth: int, numbers: np.ndarray | None
    ) -> Callable[[], list[tuple[int, float]]]:
        """The dense leg's hits when called; a large one searches beside the sparse leg."""
        if self._dense.kind == "flat":
            return lambda: self._meanings(text, depth, numbers)
        return self._beside.submit(self._meanings, text, depth, numbers).result

    def _meanings(
        self, text: str, depth: int, numbers: np.ndarray | None
    ) -> list[tuple[int, float]]:
        vector = self._tools.encoder.encode([text], query=True)[0]
        found = self._dense.search(vector, depth, numbers) if vector.any() else []
        return [each for each in found if each[1] >= _FLOOR]

    def _coverage(
        self,
        words: list[tuple[int, float]],
        own: frozenset[str],
        read: Callable[[int], Passage | None],
    ) -> float:
        top = read(words[0][0]) if words else None
        if top is None:
            return 0.0
        held = set(self._tools.tokenizer.tokens(f"{' '.join(top.path)} {top.heading} {top.text}"))
        return coverage(own, held, self._sparse.rarity(own))

    def _count(self, leg: str, sparse: int, dense: int) -> None:
        self.counts.queries += leg == "hybrid"
        self.counts.sparse += sparse if leg == "hybrid" else 0
        self.counts.dense += dense if leg == "hybrid" else 0
        _LOG.debug("%s: %d sparse, %d dense hits", leg, sparse, dense)


_OTHER = {"sparse": "dense", "dense": "sparse"}
_CALLED = {"sparse": "关键词", "dense": "语义"}
