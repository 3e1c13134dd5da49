"""Windows of passages as vectors; the only import of faiss.

Small corpora lie in one flat, exact index. From ``FLAT_LIMIT`` vectors on, an inverted file
with 8-bit codes (Jégou, Douze, Schmid 2011, "Product Quantization for Nearest Neighbor
Search", section 4) holds the bulk, memory-mapped, and the flat index what came since. A
document that is removed leaves the flat index at once; in the bulk its number is dead until
the next merge. Document numbers are never used again, so that the dead stay dead.
"""

import json
import math
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from indexer.retrieve.passages import PLACE_BITS, document_of

FLAT_LIMIT = 200_000  # vectors searched exactly in about 20 ms on one core
_TAIL_LIMIT = 20_000  # vectors beside a bulk before they are merged into it
_PROBES = 128  # on real text this finds 0.96 of the ten nearest, at 500 lists or 2,000
_SAMPLE = 40  # training vectors for each list; faiss warns below 39
_ROUNDS = 10  # of k-means
_WINDOWS = 6  # vectors fetched for each passage wanted: one passage has several
_STATE = "dense.json"


class DenseIndex:
    """Vectors on disk under passage numbers; several vectors may bear one number."""

    def __init__(self, folder: Path, dimension: int, flat_limit: int = FLAT_LIMIT) -> None:
        """Opens the index in ``folder``; a damaged or missing one is made anew, empty."""
        self._folder, self._dimension, self._limit = folder, dimension, flat_limit
        folder.mkdir(parents=True, exist_ok=True)
        self._bulk: Any = None
        self._grows = False  # whether the bulk is in memory, ready to take vectors
        self._dead: set[int] = set()
        self._files = ("", "")
        self.fresh = False
        try:
            self._load()
        except (OSError, RuntimeError, ValueError, KeyError, TypeError):
            self._bulk, self._tail, self.fresh = None, self._flat(), True

    @property
    def kind(self) -> str:
        """flat, or ivf-sq8 with the count of lists."""
        return "flat" if self._bulk is None else f"ivf{self._bulk.nlist}-sq8"

    @property
    def vectors(self) -> int:
        """How many vectors are held, dead ones included."""
        return int(self._tail.ntotal + (self._bulk.ntotal if self._bulk is not None else 0))

    @contextmanager
    def change(
        self, removed: Iterable[int], expected: int = 0
    ) -> Iterator[Callable[[np.ndarray, np.ndarray], None]]:
        """Removes documents by number, takes numbers (int64) with vectors (float32) to add.

        ``expected`` (vectors to come) sizes an inverted file that has to be made on the way.
        The files on disk change at the end, by a rename.
        """
        for number in removed:
            self._tail.remove_ids(_of_document(number))
            if self._bulk is not None:
                self._dead.add(number)

        def add(numbers: np.ndarray, vectors: np.ndarray) -> None:
            if self._grows:
                self._bulk.add_with_ids(vectors, numbers)
                return
            self._tail.add_with_ids(vectors, numbers)
            if self._tail.ntotal > (self._limit if self._bulk is None else _TAIL_LIMIT):
                self._merge(expected)

        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        try:
            yield add
        finally:
            faiss.omp_set_num_threads(threads)
        self._save()

    def search(
        self, vector: np.ndarray, k: int, numbers: np.ndarray | None = None, probes: int = _PROBES
    ) -> list[tuple[int, float]]:
        """The ``k`` passages with the nearest window: (number, cosine), best first.

        Args:
            vector: (dimension,) float32 of length 1.
            k: how many passages.
            numbers: only passages of these numbers, int64; None: of all.
            probes: lists of the inverted file that are searched.
        """
        faiss.omp_set_num_threads(1)
        chosen = None if numbers is None else faiss.IDSelectorBatch(numbers)
        best: dict[int, float] = {}
        for index in (self._tail, self._bulk):
            if index is None or not index.ntotal:
                continue
            inverted = index is self._bulk
            scores, found = index.search(
                vector[None, :],
                min(k * _WINDOWS, index.ntotal),
                params=_parameters(chosen, probes if inverted else 0),
            )
            for number, score in zip(found[0].tolist(), scores[0].tolist(), strict=True):
                if number >= 0 and not (inverted and document_of(number) in self._dead):
                    best[number] = max(score, best.get(number, -1.0))
        return sorted(best.items(), key=lambda each: (-each[1], each[0]))[:k]

    def _flat(self) -> Any:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))

    def _load(self) -> None:
        state = json.loads((self._folder / _STATE).read_text("utf-8"))
        self._tail = faiss.read_index(str(self._folder / state["tail"]))
        if self._tail.d != self._dimension:
            raise ValueError("another dimension")
        if state["bulk"]:
            self._bulk = _mapped(self._folder / state["bulk"])
        self._files = (state["bulk"], state["tail"])
        self._dead = set(state["dead"])

    def _merge(self, expected: int) -> None:
        """Moves the tail into the bulk, which is made from it where there is none."""
        numbers = faiss.vector_to_array(self._tail.id_map)
        vectors = self._tail.index.reconstruct_n(0, self._tail.ntotal)
        if self._bulk is None:
            self._bulk = _trained(vectors, max(expected, len(vectors)))
        elif not self._grows:  # what is memory-mapped cannot grow
            self._bulk = faiss.read_index(str(self._folder / self._files[0]))
        self._grows = True
        for number in self._dead:
            self._bulk.remove_ids(_of_document(number))
        self._dead = set()
        self._bulk.add_with_ids(vectors, numbers)
        self._tail = self._flat()

    def _save(self) -> None:
        """Writes new files, then the state that names them, then drops the former ones."""
        bulk, former = self._files[0], set(self._files)
        stamp = time.time_ns()
        if self._grows:
            bulk = f"bulk-{stamp}.faiss"
            faiss.write_index(self._bulk, str(self._folder / bulk))
        tail = f"tail-{stamp}.faiss"
        faiss.write_index(self._tail, str(self._folder / tail))
        beside = self._folder / f"{_STATE}.new"
        state = {"bulk": bulk, "tail": tail, "dead": sorted(self._dead), "kind": self.kind}
        beside.write_text(json.dumps(state), "utf-8")
        os.replace(beside, self._folder / _STATE)
        self._files = (bulk, tail)
        for name in former - {bulk, tail, ""}:
            (self._folder / name).unlink(missing_ok=True)
        if self._grows:
            self._grows = False
            self._bulk = _mapped(self._folder / bulk)


def _mapped(file: Path) -> Any:
    """An inverted file read from disk as it is needed, without threads that read ahead."""
    index = faiss.read_index(str(file), faiss.IO_FLAG_MMAP)
    faiss.downcast_InvertedLists(index.invlists).prefetch_nthread = 0  # they cost 5 ms a query
    return index


def _trained(vectors: np.ndarray, expected: int) -> Any:
    """An empty inverted file over 8-bit codes, its lists sized for ``expected`` vectors."""
    dimension = vectors.shape[1]
    lists = max(1, min(int(math.sqrt(expected)), len(vectors) // _SAMPLE))
    sample = vectors[:: max(1, len(vectors) // (lists * _SAMPLE))]
    quantizer = faiss.IndexFlatIP(dimension)
    index = faiss.IndexIVFScalarQuantizer(
        quantizer, dimension, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    quantizer.this.disown()
    index.own_fields = True
    index.cp.niter, index.cp.max_points_per_centroid = _ROUNDS, _SAMPLE
    index.train(sample)
    return index


def _of_document(number: int) -> Any:
    first = number << PLACE_BITS
    return faiss.IDSelectorRange(first, first + (1 << PLACE_BITS))


def _parameters(chosen: Any, probes: int) -> Any:
    if probes:
        return faiss.SearchParametersIVF(sel=chosen, nprobe=probes)
    return faiss.SearchParameters(sel=chosen)
