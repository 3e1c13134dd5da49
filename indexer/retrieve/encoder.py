"""Text -> vectors of length 1. The shipped encoder adds up one vector for each word.

A static embedding of 8-bit weights, read with numpy alone: it opens in a few milliseconds
and never holds more than the rows that a text needs. Words that it does not know are read by
the longest known parts of them.
"""

from collections.abc import Collection, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from indexer.errors import StoreError
from indexer.retrieve.tokenizer import Tokenizer

SHIPPED = Path(__file__).with_name("weights")
VECTORS, SCALES, VOCABULARY = "vectors.npy", "scales.npy", "vocabulary.txt"
_PARTS = 50_000  # unknown words whose parts are kept
_ROWS = 1000  # token rows gathered at once: they stay in the processor's cache


class Encoder(Protocol):
    """What turns texts into vectors; ``name`` tells one encoder from another."""

    @property
    def name(self) -> str:
        """What the manifest records: model, dimension, prefix and pooling."""

    @property
    def source(self) -> str | None:
        """The path or name that opens it again; None: the shipped one."""

    @property
    def dimension(self) -> int:
        """Components of a vector."""

    @property
    def portable(self) -> bool:
        """Whether copies may work in other processes."""

    def encode(self, texts: Sequence[str], query: bool = False) -> np.ndarray:
        """Vectors of length 1, (texts, dimension) float32; ``query`` adds the query prefix."""

    def encode_parts(self, wholes: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Vectors of all parts of all wholes, in order, and of the wholes."""


class StaticEncoder:
    """Weights (tokens, dimension) int8 with a scale for each row, and their vocabulary."""

    portable = True

    def __init__(self, folder: Path, tokenizer: Tokenizer, source: str | None = None) -> None:
        """Opens the weights in ``folder``; ``source`` is how the user named it.

        Raises:
            StoreError: a file is missing or does not fit the others.
        """
        self._folder, self._tokenizer, self.source = folder, tokenizer, source
        try:
            # A plain array over the mapped file: a memmap makes itself anew for every row read.
            self._vectors = np.asarray(np.load(folder / VECTORS, mmap_mode="r"))
            self._scales = np.load(folder / SCALES)
            tokens = (folder / VOCABULARY).read_text("utf-8").split("\n")
        except (OSError, ValueError) as error:
            raise StoreError(
                f"语义模型无法读取：{folder}（{error}）。请重新安装问策，或检查 --encoder。"
            ) from error
        if len(tokens) != len(self._vectors) or len(self._scales) != len(tokens):
            raise StoreError(f"语义模型的文件互不相符：{folder}。请重新安装问策。")
        self._numbers = {token: number for number, token in enumerate(tokens)}
        self._parts = lru_cache(_PARTS)(self._read_parts)

    def __reduce__(self) -> tuple[type["StaticEncoder"], tuple[Path, Tokenizer, str | None]]:
        """Travels as its folder: another process opens the weights itself."""
        return StaticEncoder, (self._folder, self._tokenizer, self.source)

    @cached_property
    def name(self) -> str:
        """The figures that make this encoder what it is."""
        check = int(self._vectors[:: max(1, len(self._vectors) // 512)].astype(np.int64).sum())
        return f"static-{len(self._numbers)}x{self.dimension}-{check}"

    @property
    def dimension(self) -> int:
        """Components of a vector."""
        return int(self._vectors.shape[1])

    def encode(self, texts: Sequence[str], query: bool = False) -> np.ndarray:
        """Vectors of length 1; zero where no token of a text is known."""
        return normalised(self._sums([self.token_numbers(text) for text in texts]))

    def encode_parts(self, wholes: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Vectors of all parts of all wholes, in order, and of the wholes."""
        sums = self._sums([self.token_numbers(part) for whole in wholes for part in whole])
        ends = np.cumsum([len(whole) for whole in wholes])
        starts = np.concatenate([[0], ends[:-1]])
        return normalised(sums), normalised(np.add.reduceat(sums, starts, axis=0))

    def word_vectors(self, text: str, without: Collection[str] = ()) -> np.ndarray:
        """Vectors of the different words of a text, (words, dimension) float32, not normalised."""
        return self.vectors_of(list(dict.fromkeys(self.token_numbers(text, without))))

    def vectors_of(self, numbers: Collection[int] | np.ndarray) -> np.ndarray:
        """Rows of the weights, (numbers, dimension) float32, not normalised."""
        rows = numbers if isinstance(numbers, np.ndarray) else list(numbers)
        return np.asarray(self._vectors[rows] * self._scales[rows, None], dtype=np.float32)

    def token_numbers(self, text: str, without: Collection[str] = ()) -> list[int]:
        """Rows of the weights for the words of a text, unknown words by their parts."""
        known = self._numbers
        found = []
        for word in self._tokenizer.words(text):
            if word in without:
                continue
            number = known.get(word)
            if number is not None:
                found.append(number)
            elif not word.isascii():
                found += self._parts(word)
        return found

    def _read_parts(self, word: str) -> tuple[int, ...]:
        """The longest known tokens that make up an unknown word, from its left."""
        found = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    found.append(number)
                    break
            else:
                end = start + 1
            start = end
        return tuple(found)

    def _sums(self, rows: Sequence[Sequence[int]]) -> np.ndarray:
        """Sums of the weights of each row's tokens, (rows, dimension) float32."""
        sums = np.zeros((len(rows), self.dimension), dtype=np.float32)
        lengths = np.array([len(row) for row in rows], dtype=np.int64)
        filled = np.flatnonzero(lengths)
        numbers = np.fromiter((n for row in rows for n in row), dtype=np.int64)
        ends = np.cumsum(lengths[filled])
        starts = ends - lengths[filled]
        begin = 0
        while begin < len(filled):
            end = max(begin + 1, int(np.searchsorted(ends, starts[begin] + _ROWS)))
            chosen = numbers[starts[begin] : ends[end - 1]]
            weights = self._vectors[chosen] * self._scales[chosen, None]
            places = starts[begin:end] - starts[begin]
            sums[filled[begin:end]] = np.add.reduceat(weights, places, axis=0)
            begin = end
        return sums


def normalised(vectors: np.ndarray) -> np.ndarray:
    """Rows at length 1; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def quantise(vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(tokens, dimension) float32 -> int8 of the same shape and a float32 scale for each row."""
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    return np.rint(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def save(folder: Path, vocabulary: Sequence[str], vectors: np.ndarray) -> None:
    """Writes weights as ``StaticEncoder`` reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, scales = quantise(vectors)
    np.save(folder / VECTORS, weights)
    np.save(folder / SCALES, scales)
    (folder / VOCABULARY).write_text("\n".join(vocabulary), "utf-8")
