"""Windows of passages as vectors: a flat, exact index, and a bulk beside it where there are many.

From ``FLAT_LIMIT`` vectors on, ``bulk.py`` holds them, and the flat index what came since. A
document that is removed leaves the flat index at once; in the bulk its number is dead.
Document numbers are never used again, so that the dead stay dead.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from indexer.retrieve.bulk import Bulk, new_bulk, open_bulk
from indexer.retrieve.passages import PLACE_BITS, document_of

FLAT_LIMIT = 200_000  # vectors searched exactly in about 20 ms on one core
_TAIL_LIMIT = 20_000  # vectors beside a bulk before they are merged into it
_WINDOWS = 6  # vectors fetched for each passage wanted: one passage has several
_STATE, _BULK = "dense.json", "bulk"


class DenseIndex:
    """Vectors on disk under passage numbers; several vectors may bear one number."""

    def __init__(self, folder: Path, dimension: int, flat_limit: int = FLAT_LIMIT) -> None:
        """Opens the index in ``folder``; a damaged or missing one is made anew, empty."""
        self._folder, self._dimension, self._limit = folder, dimension, flat_limit
        folder.mkdir(parents=True, exist_ok=True)
        self._bulk: Bulk | None = None
        self._dead: set[int] = set()
        self._tail_file = ""
        self._merged = False  # whether the bulk has rows that its file lacks
        self.fresh = False
        try:
            self._load()
        except (OSError, RuntimeError, ValueError, KeyError, TypeError):
            self._bulk, self._tail, self.fresh = None, self._flat(), True

    @property
    def kind(self) -> str:
        """flat, or inverted with so many lists."""
        return "flat" if self._bulk is None else f"ivf{self._bulk.lists}-pq4-sq8"

    @property
    def vectors(self) -> int:
        """How many vectors are held, dead ones included."""
        return int(self._tail.ntotal) + (self._bulk.rows if self._bulk is not None else 0)

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
        self, vector: np.ndarray, k: int, numbers: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` passages with the nearest window: (number, cosine), best first.

        Args:
            vector: (dimension,) float32 of length 1.
            k: how many passages.
            numbers: only passages of these numbers, int64; None: of all.
        """
        faiss.omp_set_num_threads(1)
        best: dict[int, float] = {}
        for number, cosine in self._in_tail(vector, k, numbers):
            best[number] = max(cosine, best.get(number, -1.0))
        best |= islice(self._in_bulk(vector, numbers), k)
        return sorted(best.items(), key=lambda each: (-each[1], each[0]))[:k]

    def _in_tail(
        self, vector: np.ndarray, k: int, numbers: np.ndarray | None
    ) -> Iterator[tuple[int, float]]:
        if not self._tail.ntotal:
            return
        chosen = None if numbers is None else faiss.IDSelectorBatch(numbers)
        wanted = min(k * _WINDOWS, self._tail.ntotal)
        parameters = faiss.SearchParameters(sel=chosen)
        cosines, found = self._tail.search(vector[None, :], wanted, params=parameters)
        for number, cosine in zip(found[0].tolist(), cosines[0].tolist(), strict=True):
            if number >= 0:
                yield number, cosine

    def _in_bulk(
        self, vector: np.ndarray, numbers: np.ndarray | None
    ) -> Iterator[tuple[int, float]]:
        if self._bulk is None:
            return
        found, cosines = self._bulk.search(vector, numbers)
        seen: set[int] = set()
        for number, cosine in zip(found.tolist(), cosines.tolist(), strict=True):
            if number not in seen and document_of(number) not in self._dead:
                seen.add(number)
                yield number, cosine

    def _flat(self) -> Any:
        return faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))

    def _load(self) -> None:
        state = json.loads((self._folder / _STATE).read_text("utf-8"))
        self._tail_file = state["tail"]
        self._tail = faiss.read_index(str(self._folder / self._tail_file))
        if self._tail.d != self._dimension:
            raise ValueError("another dimension")
        if state["rows"]:
            self._bulk = open_bulk(self._folder / _BULK, self._dimension, state["rows"])
        self._dead = set(state["dead"])

    def _merge(self, expected: int) -> None:
        """Moves the tail into the bulk, which is made from it where there is none."""
        numbers = faiss.vector_to_array(self._tail.id_map)
        vectors = self._tail.index.reconstruct_n(0, self._tail.ntotal)
        if self._bulk is None:
            self._bulk = new_bulk(self._folder / _BULK, vectors, max(expected, len(vectors)))
        self._bulk.add(numbers, vectors)
        self._tail = self._flat()
        self._merged = True

    def _save(self) -> None:
        """Writes new files, then the state that names them, then drops the former ones."""
        if self._bulk is not None and self._merged:
            self._bulk.save()
        former, self._tail_file = self._tail_file, f"tail-{time.time_ns()}.faiss"
        faiss.write_index(self._tail, str(self._folder / self._tail_file))
        beside = self._folder / f"{_STATE}.new"
        rows = self._bulk.rows if self._bulk is not None else 0
        state = {"rows": rows, "tail": self._tail_file, "dead": sorted(self._dead)}
        beside.write_text(json.dumps(state), "utf-8")
        os.replace(beside, self._folder / _STATE)
        self._merged = False
        if former:
            (self._folder / former).unlink(missing_ok=True)


def _of_document(number: int) -> Any:
    first = number << PLACE_BITS
    return faiss.IDSelectorRange(first, first + (1 << PLACE_BITS))
