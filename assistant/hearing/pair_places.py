"""Where a short text stands in a long one, by an index of its pairs of characters.

Looking through a large corpus for each fragment of a question takes longer than its answer.
"""

from functools import cached_property
from itertools import accumulate
from operator import add

import numpy as np


class PairPlaces:
    """The places of every two characters that stand side by side in a text."""

    def __init__(self, text: str) -> None:
        """Takes the text to look through."""
        self._text = text

    @cached_property
    def _sorted(self) -> tuple[np.ndarray, np.ndarray]:
        """The pairs in order, and where each of them stands."""
        pairs = _pairs(self._text)
        order = np.argsort(pairs, kind="stable").astype(np.int32)
        return pairs[order], order

    @cached_property
    def pairs(self) -> frozenset[str]:
        """The different pairs: most fragments have one that the text lacks."""
        return pairs_of(self._text)

    def places(self, part: str) -> list[int]:
        """All places where ``part``, of two characters or more, begins; a lone one by looking."""
        if len(part) < 2:
            return [at for at, char in enumerate(self._text) if char == part]
        if not self.pairs.issuperset(map(add, part, part[1:])):
            return []
        pairs, order = self._sorted
        wanted = _pairs(part)
        starts = np.searchsorted(pairs, wanted, "left")
        counts = np.searchsorted(pairs, wanted, "right") - starts
        rarest = int(counts.argmin())
        first = int(starts[rarest])
        found = (order[first : first + int(counts[rarest])] - rarest).tolist()
        return [at for at in found if at >= 0 and self._text.startswith(part, at)]


class Gaps:
    """Where a text has pairs of characters that are not among some: told for every fragment at once."""

    def __init__(self, text: str, pairs: frozenset[str]) -> None:
        """Takes the text, and the pairs that it may have."""
        self._before = [0, *accumulate(pair not in pairs for pair in map(add, text, text[1:]))]

    def none(self, start: int, end: int) -> bool:
        """Whether all pairs of a fragment are among those."""
        return end - start < 2 or self._before[end - 1] == self._before[start]

    def none_but(self, start: int, end: int, place: int) -> bool:
        """The same, whatever character stands at ``place``."""
        return self.none(start, place) and self.none(place + 1, end)


def pairs_of(text: str) -> frozenset[str]:
    """Every two characters that stand side by side."""
    return frozenset(map(add, text, text[1:]))


def _pairs(text: str) -> np.ndarray:
    """Each two characters side by side as one number."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return (codes[:-1].astype(np.uint64) << np.uint64(32)) | codes[1:]
