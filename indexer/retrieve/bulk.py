"""Many vectors: coarse lists with 4-bit product codes choose candidates, 8-bit codes rank them.

André, Kermarrec, Le Scouarnec 2015, "Cache locality is not enough: high-performance nearest
neighbor search with product quantization fast scan". The short codes lie in memory, about 40
bytes a vector; the long ones are read from their file, some hundred rows a query.
Rows are only ever added; what is removed is passed over by the caller.
"""

import math
import os
from pathlib import Path
from typing import Any

import faiss
import numpy as np

_PROBES = 320  # lists searched, or all where there are fewer
_CANDIDATES = 800  # of the short codes that are ranked by the long ones
_SUBSPACES = 4  # dimensions to one short code
_SAMPLE = 40  # training vectors for each list; faiss warns below 39
_ROUNDS = 10  # of k-means
_LISTS, _CODES, _SCALES, _NUMBERS = "lists.faiss", "codes.i8", "scales.f4", "numbers.i8"


class Bulk:
    """Vectors on disk in ``folder``, of which the first ``rows`` count."""

    def __init__(self, folder: Path, lists: Any, dimension: int, rows: int) -> None:
        """Takes the opened lists; see ``open_bulk`` and ``new_bulk``."""
        self._folder, self._lists, self._dimension = folder, lists, dimension
        self.rows = rows
        self._map()

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return int(self._lists.nlist)

    def add(self, numbers: np.ndarray, vectors: np.ndarray) -> None:
        """Appends vectors (n, dimension) under numbers (n,); ``save`` makes them last."""
        scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
        codes = np.rint(vectors / scales[:, None]).astype(np.int8)
        columns = ((_CODES, codes), (_SCALES, scales), (_NUMBERS, numbers))
        for (name, values), dtype in zip(columns, _TYPES, strict=True):
            with (self._folder / name).open("r+b") as file:
                width = values.size // len(values) * np.dtype(dtype).itemsize
                file.truncate(self.rows * width)  # what a killed build left behind
                file.seek(0, 2)
                file.write(np.ascontiguousarray(values, dtype=dtype).tobytes())
        self._lists.add(vectors)
        self.rows += len(vectors)

    def save(self) -> None:
        """Writes the lists; rows that were added are searched from now on."""
        beside = self._folder / f"{_LISTS}.new"
        faiss.write_index(self._lists, str(beside))
        beside.replace(self._folder / _LISTS)
        self._map()

    def search(
        self, vector: np.ndarray, numbers: np.ndarray | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """(numbers, cosines) of the candidates nearest to ``vector``, nearest first."""
        chosen = None
        if numbers is not None:
            chosen = faiss.IDSelectorBatch(np.flatnonzero(np.isin(self._numbers, numbers)))
        parameters = faiss.SearchParametersIVF(sel=chosen, nprobe=min(_PROBES, self.lists))
        wanted = min(_CANDIDATES, self.rows)
        _, found = self._lists.search(vector[None, :], wanted, params=parameters)
        rows = np.sort(found[0][(found[0] >= 0) & (found[0] < len(self._numbers))])
        cosines = (self._codes_of(rows).astype(np.float32) @ vector) * self._scales[rows]
        order = np.argsort(-cosines, kind="stable")
        return self._numbers[rows][order], cosines[order]

    def _codes_of(self, rows: np.ndarray) -> np.ndarray:
        """Rows of the long codes, read one by one: mapping them would hold all in memory."""
        width = self._dimension
        with (self._folder / _CODES).open("rb") as file:
            number = file.fileno()
            read = b"".join([os.pread(number, width, row * width) for row in rows.tolist()])
        return np.frombuffer(read, np.int8).reshape(-1, width)

    def _map(self) -> None:
        self._scales = np.fromfile(self._folder / _SCALES, np.float32, self.rows)
        self._numbers = np.fromfile(self._folder / _NUMBERS, np.int64, self.rows)


_TYPES = (np.int8, np.float32, np.int64)


def open_bulk(folder: Path, dimension: int, rows: int) -> Bulk:
    """The vectors in ``folder``; OSError, ValueError or RuntimeError where they are damaged."""
    lists = faiss.read_index(str(folder / _LISTS))
    if lists.ntotal != rows or lists.d != dimension:  # a build was killed between two renames
        raise ValueError("other rows than recorded, or another dimension")
    return Bulk(folder, lists, dimension, rows)


def new_bulk(folder: Path, vectors: np.ndarray, expected: int) -> Bulk:
    """An empty bulk trained on ``vectors``, its lists sized for ``expected`` vectors."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (_CODES, _SCALES, _NUMBERS):
        (folder / name).write_bytes(b"")
    dimension = vectors.shape[1]
    count = max(1, min(int(math.sqrt(expected) / 2), len(vectors) // _SAMPLE))
    quantizer = faiss.IndexFlatIP(dimension)
    lists = faiss.IndexIVFPQFastScan(
        quantizer, dimension, count, dimension // _SUBSPACES, 4, faiss.METRIC_INNER_PRODUCT
    )
    lists.by_residual = False
    quantizer.this.disown()
    lists.own_fields = True
    lists.cp.niter, lists.cp.max_points_per_centroid = _ROUNDS, _SAMPLE
    lists.train(vectors[:: max(1, len(vectors) // (count * _SAMPLE))])
    return Bulk(folder, lists, dimension, 0)
