"""How much of a question a text says in other words: soft coverage by word vectors.

Each word of the question counts with its nearest word of the text (greedy matching as in
Zhang et al. 2020, "BERTScore", recall, over static vectors), weighted by the length of its
vector: the encoder learned long vectors for telling words.
"""

from collections.abc import Collection

import numpy as np

from indexer.retrieve.encoder import StaticEncoder, normalised


class Closeness:
    """Compares words by the shipped vectors."""

    def __init__(self, encoder: StaticEncoder) -> None:
        """Takes the encoder whose word vectors are compared."""
        self._encoder = encoder

    def covered(self, question: str, text: str, without: Collection[str] = ()) -> float:
        """The share of the question's meaning that ``text`` holds, from 0 to 1.

        Args:
            question: what is asked; 0 where it has no known word.
            text: what may say it.
            without: words of the question that do not count.
        """
        asked = self._encoder.word_vectors(question, without)
        said = normalised(self._encoder.word_vectors(text))
        if not len(asked) or not len(said):
            return 0.0
        weights = np.linalg.norm(asked, axis=1)
        nearest = (normalised(asked) @ said.T).max(axis=1)
        return float((weights * nearest).sum() / weights.sum())
