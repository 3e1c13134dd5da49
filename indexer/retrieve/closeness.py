"""How much of a question a text says in other words: soft coverage by word vectors.

Each word of the question counts with its nearest word of the text (greedy matching as in
Zhang et al. 2020, "BERTScore", recall, over static vectors), weighted by the length of its
vector: the encoder learned long vectors for telling words.
"""

from collections.abc import Callable, Collection
from functools import lru_cache

import numpy as np

from indexer.retrieve.encoder import StaticEncoder, normalised

_TEXTS = 20_000  # texts whose words are kept
_LAST = 8  # texts whose vectors are kept: a text is measured several times in a row


class Closeness:
    """Compares words by the shipped vectors."""

    def __init__(self, encoder: StaticEncoder) -> None:
        """Takes the encoder whose word vectors are compared."""
        self._encoder = encoder
        self._words = lru_cache(_TEXTS)(self._read_words)
        self._said = lru_cache(_LAST)(self._directions)

    def measure(self, question: str, without: Collection[str] = ()) -> Callable[[str], float]:
        """Measures texts against a question: the share of its meaning, from 0 to 1.

        Args:
            question: what is asked; all texts hold 0 where it has no known word.
            without: words of the question that do not count.
        """
        asked = self._encoder.word_vectors(question, without)
        weights = np.linalg.norm(asked, axis=1)
        directions = normalised(asked)

        def held(text: str) -> float:
            said = self._said(text)
            if not len(asked) or not len(said):
                return 0.0
            nearest = (directions @ said.T).max(axis=1)
            return float((weights * nearest).sum() / weights.sum())

        return held

    def heaviest(self, question: str, without: Collection[str] = ()) -> Callable[[str], float]:
        """Measures how near a text comes to the most telling word of a question, -1 to 1.

        That word has the longest vector; all texts hold 0 where the question has no known word.
        """
        asked = self._encoder.word_vectors(question, without)
        if not len(asked):
            return lambda text: 0.0
        direction = normalised(asked[[np.linalg.norm(asked, axis=1).argmax()]])

        def held(text: str) -> float:
            said = self._said(text)
            return float((direction @ said.T).max()) if len(said) else 0.0

        return held

    def _read_words(self, text: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._encoder.token_numbers(text)))

    def _directions(self, text: str) -> np.ndarray:
        return normalised(self._encoder.vectors_of(self._words(text)))
