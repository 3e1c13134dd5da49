"""How sure a figure is: bootstrap intervals, and the paired randomisation test of two runs.

Efron 1979 (bootstrap, percentile interval); Fisher 1935 and Smucker, Allan and Carterette 2007
(randomisation test for information retrieval). Both are seeded: a second run gives the same.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np

_RESAMPLES = 2_000
_ROUNDS = 10_000
_EXACT = 13  # differences up to which all 2^n signs are tried
_CHUNK = 500  # resamples at once: 3,000 questions x 500 take 12 MB
_EPSILON = 1e-12


def interval(values: Sequence[float], level: float = 0.95, seed: int = 0) -> tuple[float, float]:
    """The percentile bootstrap interval of a mean; (0, 0) for no values."""
    if not values:
        return 0.0, 0.0
    sample = np.asarray(values, dtype=np.float64)
    random = np.random.default_rng(seed)
    means = np.concatenate(
        [
            sample[random.integers(0, len(sample), (_CHUNK, len(sample)))].mean(axis=1)
            for _ in range(_RESAMPLES // _CHUNK)
        ]
    )
    tail = (1 - level) / 2
    low, high = np.quantile(means, (tail, 1 - tail))
    return float(low), float(high)


def randomisation(first: Sequence[float], second: Sequence[float], seed: int = 0) -> float:
    """The two-sided p of the difference of two means over the same questions.

    Exact up to 13 questions that differ, else by 10,000 random assignments of the signs.

    Raises:
        ValueError: the sequences have not the same length.
    """
    pairs = list(zip(first, second, strict=True))
    gaps = np.asarray([a - b for a, b in pairs if a != b], dtype=np.float64)
    if not len(gaps):
        return 1.0
    seen = abs(gaps.sum()) - _EPSILON
    if len(gaps) <= _EXACT:
        signs = np.asarray(list(product((-1.0, 1.0), repeat=len(gaps))))
        return float((abs(signs @ gaps) >= seen).mean())
    random = np.random.default_rng(seed)
    extreme = 0
    for _ in range(_ROUNDS // _CHUNK):
        signs = random.choice((-1.0, 1.0), (_CHUNK, len(gaps)))
        extreme += int((abs(signs @ gaps) >= seen).sum())
    return (extreme + 1) / (_ROUNDS + 1)
