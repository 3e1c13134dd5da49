"""First vectors: positive pointwise mutual information, factorised by truncated SVD.

Levy, Goldberg, Dagan 2015, "Improving Distributional Similarity with Lessons Learned from
Word Embeddings" (context smoothing 0.75, eigenvalue weighting 0: singular values left out).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from scipy import sparse
from sklearn.utils.extmath import randomized_svd

_WINDOW = 5
_SMOOTHING = 0.75
_CHUNK = 4_000_000  # cells counted at once


def build_vocabulary(articles: Iterable[Sequence[str]], size: int, least: int = 8) -> list[str]:
    """The ``size`` most frequent tokens that occur ``least`` times, most frequent first."""
    counts: Counter[str] = Counter()
    for tokens in articles:
        counts.update(tokens)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [token for token, count in ranked[:size] if count >= least]


def count_neighbours(articles: Iterable[np.ndarray], size: int) -> sparse.csr_matrix:
    """How often tokens stand within the window of each other, nearer ones counting more."""
    total = sparse.csr_matrix((size, size), dtype=np.float32)
    rows: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    weights: list[np.ndarray] = []
    held = 0

    def flush() -> sparse.csr_matrix:
        cells = (np.concatenate(weights), (np.concatenate(rows), np.concatenate(columns)))
        return total + sparse.coo_matrix(cells, shape=(size, size), dtype=np.float32).tocsr()

    for ids in articles:
        for distance in range(1, _WINDOW + 1):
            left, right = ids[:-distance], ids[distance:]
            known = (left >= 0) & (right >= 0)
            rows.append(left[known])
            columns.append(right[known])
            weights.append(np.full(int(known.sum()), 1 / distance, dtype=np.float32))
            held += len(rows[-1])
        if held > _CHUNK:
            total, held = flush(), 0
            rows, columns, weights = [], [], []
    if rows:
        total = flush()
    return total + total.T


def factorise(counts: sparse.csr_matrix, dimension: int, seed: int) -> np.ndarray:
    """PPMI of the counts as (tokens, dimension) float32 vectors of length 1."""
    cells = counts.tocoo()
    words = np.asarray(counts.sum(axis=1)).ravel()
    contexts = words**_SMOOTHING
    shares = contexts / contexts.sum()
    mutual = np.log(cells.data / (words[cells.row] * shares[cells.col]))
    positive = mutual > 0
    matrix = sparse.csr_matrix(
        (mutual[positive], (cells.row[positive], cells.col[positive])), shape=counts.shape
    )
    left, _, _ = randomized_svd(matrix, dimension, n_iter=3, random_state=seed)
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    return np.asarray(left / np.maximum(lengths, 1e-9), dtype=np.float32)
