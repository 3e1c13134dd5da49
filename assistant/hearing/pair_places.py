"""Where a short text stands in a long one, by an index of its pairs of characters.

Looking through a large corpus for each fragment of a question takes longer than its answer.
"""

from functools import cached_property
from itertools import pairwise

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
    def _held(self) -> frozenset[int]:
        """The different pairs: most fragments have one that the text lacks."""
        return frozenset(np.unique(self._sorted[0]).tolist())

    def places(self, part: str) -> list[int]:
        """All places where ``part``, of two characters or more, begins; a lone one by looking."""
        if len(part) < 2:
            return [at for at, char in enumerate(self._text) if char == part]
        if any(ord(a) << 32 | ord(b) not in self._held for a, b in pairwise(part)):
            return []
        pairs, order = self._sorted
        wanted = _pairs(part)
        starts = np.searchsorted(pairs, wanted, "left")
        counts = np.searchsorted(pairs, wanted, "right") - starts
        rarest = int(counts.argmin())
        first = int(starts[rarest])
        found = (int(at) - rarest for at in order[first : first + int(counts[rarest])])
        return [at for at in found if at >= 0 and self._text.startswith(part, at)]


def _pairs(text: str) -> np.ndarray:
    """Each two characters side by side as one number."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return (codes[:-1].astype(np.uint64) << np.uint64(32)) | codes[1:]
