"""Measures over sets and lists; van Rijsbergen's F (1979, ch. 7) with equal weights."""

import re
import resource
from collections.abc import Hashable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path


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


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile; 0 for no values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def peak_memory() -> float:
    """The highest resident memory of this process so far, in MB.

    From /proc where it is: getrusage would give a new process the peak of its parent.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii")
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1000
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
