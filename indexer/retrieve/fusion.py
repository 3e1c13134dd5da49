"""Two ranked lists -> one, weighed by how much of the query the sparse leg has covered.

score = cosine + weight * BM25 / ln(1 + passages). Where the best sparse passage holds the
query's own words, words decide (high weight); where it holds few of them, the query is put
in other words, and meaning decides. A convex combination beats reciprocal ranks: Bruch, Gai,
Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval". The constants are fitted
on development questions; ``indexer/retrieve/README.md`` has the table.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Scored = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Fusion:
    """The sparse weight rises from ``low`` to ``high`` about the coverage ``middle``."""

    high: float = 0.45
    low: float = 0.01
    middle: float = 0.25
    width: float = 0.05

    def weight(self, coverage: float) -> float:
        """The sparse leg's weight at a coverage from 0 to 1."""
        slope = (coverage - self.middle) / self.width
        return self.low + (self.high - self.low) / (1 + math.exp(-slope))


def coverage(own: Collection[str], held: Collection[str], rarity: Mapping[str, float]) -> float:
    """The share, weighted by rarity, of a query's own tokens that a passage holds."""
    whole = sum(rarity[token] for token in own)
    return sum(rarity[token] for token in own if token in held) / whole if whole else 0.0


def fuse(sparse: Scored, dense: Scored, weight: float, passages: int) -> list[tuple[int, float]]:
    """(number, score) of both legs, best first; a passage that a leg lacks gets its least.

    The least cosine found bounds what the dense leg did not return; for BM25 it is 0.
    """
    scale = weight / math.log(1 + max(2, passages))
    words = dict(sparse)
    meanings = dict(dense)
    least = min(meanings.values(), default=0.0)
    scores = {
        number: meanings.get(number, least) + scale * words.get(number, 0.0)
        for number in {**words, **meanings}
    }
    return sorted(scores.items(), key=lambda each: (-each[1], each[0]))
