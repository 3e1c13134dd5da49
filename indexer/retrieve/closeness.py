"""How much of a question a text says in other words: soft coverage by word vectors.

Each word of the question counts with its nearest word of the text (greedy matching as in
Zhang et al. 2020, "BERTScore", recall, over static vectors), weighted by the length of its
vector: the encoder learned long vectors for telling words.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

import numpy as np

from indexer.retrieve.encoder import StaticEncoder, normalised

_TEXTS = 20_000  # texts whose words are kept
_LAST = 8  # questions whose comparisons are kept: several composers ask for the same


class Closeness:
    """Compares words by the shipped vectors."""

    def __init__(self, encoder: StaticEncoder) -> None:
        """Takes the encoder whose word vectors are compared."""
        self._encoder = encoder
        self._words = lru_cache(_TEXTS)(self._read_words)
        self._asked = lru_cache(_LAST)(self._read_question)

    def asked(
        self, question: str, without: Collection[str] = (), texts: Iterable[str] = ()
    ) -> "Asked":
        """A question to compare texts with.

        Args:
            question: what is asked.
            without: words of the question that do not count.
            texts: those that will be compared; all at once takes a tenth of one by one.
        """
        found = self._asked(question, frozenset(without))
        found.compare(texts)
        return found

    def _read_question(self, question: str, without: frozenset[str]) -> "Asked":
        vectors = self._encoder.word_vectors(question, without)
        return Asked(vectors, self._words, self._encoder.vectors_of)

    def _read_words(self, text: str) -> np.ndarray:
        return np.array(list(dict.fromkeys(self._encoder.token_numbers(text))), np.int64)


class Asked:
    """The words of a question, compared with those of texts; each text once."""

    def __init__(
        self,
        vectors: np.ndarray,
        words: Callable[[str], np.ndarray],
        vectors_of: Callable[[Collection[int]], np.ndarray],
    ) -> None:
        """Takes the vectors of the question's words, and the ways to words and their vectors."""
        self._weights = np.linalg.norm(vectors, axis=1)
        self._directions = normalised(vectors)
        self._words, self._vectors_of = words, vectors_of
        self._compared: dict[str, tuple[float, float]] = {}

    def said(self, text: str) -> float:
        """The share of the question's meaning that a text holds, from 0 to 1."""
        return self._of(text)[0]

    def telling(self, text: str) -> float:
        """How near a text comes to the most telling word of the question, -1 to 1.

        That word has the longest vector; all texts hold 0 where the question has no known word.
        """
        return self._of(text)[1]

    def lacking(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """What a text does not hold of the question's words.

        Returns:
            (words,) how much of each word is lacking, times its weight; (dimension,) the sum of
            the vectors of what is lacking.
        """
        its = self._words(text)
        nearest = np.zeros(len(self._directions), np.float32)
        if len(its) and len(nearest):
            similar = self._directions @ normalised(self._vectors_of(its)).T
            nearest = similar.max(axis=1)
        lacks = self._weights * (1 - np.clip(nearest, 0, 1))
        return lacks, lacks @ self._directions

    def compare(self, texts: Iterable[str]) -> None:
        """Compares texts, so that asking for them takes no time."""
        new = [text for text in dict.fromkeys(texts) if text not in self._compared]
        words = {text: its for text in new if len(its := self._words(text))}
        found = dict.fromkeys(new, (0.0, 0.0))
        if words and len(self._directions):
            found |= self._nearness(words)
        self._compared |= found  # at once, for other threads may ask for the same

    def _nearness(self, words: Mapping[str, np.ndarray]) -> dict[str, tuple[float, float]]:
        """``said`` and ``telling`` of texts, given by their words; no text is without any."""
        lengths = [len(its) for its in words.values()]
        numbers, places = np.unique(np.concatenate(list(words.values())), return_inverse=True)
        similar = self._directions @ normalised(self._vectors_of(numbers)).T
        starts = np.cumsum([0, *lengths[:-1]])
        nearest = np.maximum.reduceat(similar[:, places], starts, axis=1)
        said = self._weights @ nearest / self._weights.sum()
        telling = nearest[self._weights.argmax()]
        return dict(zip(words, zip(said.tolist(), telling.tolist(), strict=True), strict=True))

    def _of(self, text: str) -> tuple[float, float]:
        if text not in self._compared:
            self.compare((text,))
        return self._compared[text]
