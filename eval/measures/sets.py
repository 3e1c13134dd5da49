"""Measures over sets and lists; van Rijsbergen's F (1979, ch. 7) with equal weights."""

from collections.abc import Hashable, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean; 0 where both are 0."""
        whole = self.precision + self.recall
        return 2 * self.precision * self.recall / whole if whole else 0.0


def set_score(gold: Set[Hashable], found: Set[Hashable]) -> Score:
    """Scores a found set against gold; two empty sets agree wholly."""
    right = len(gold & found)
    precision = right / len(found) if found else float(not gold)
    recall = right / len(gold) if gold else 1.0
    return Score(precision, recall)
