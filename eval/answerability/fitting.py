"""Ridge logistic regression, and what it finds of folders that it has not seen."""

from collections.abc import Sequence

import numpy as np

from assistant.answerability import NUMBERS

_FOLDS = 8
_RIDGE = 10.0
# What a standard deviation of numbers, of vectors and of n-grams weighs in the ridge.
_SCALES = (1.0, 0.2, 0.15)
_DIMENSION = 256  # of the vectors of what is lacking
_LEAST = 0.05  # standard deviation taken for signs that hardly vary
_STEPS = 15


def fit(rows: np.ndarray, unsaid: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of the signs and the bias, by ridge logistic regression.

    Newton's steps in the space of the examples, of which there are fewer than signs (Hastie,
    Tibshirani, Friedman 2009, "The Elements of Statistical Learning", 18.3.5).
    """
    grams = rows.shape[1] - NUMBERS - _DIMENSION
    scale = np.repeat(_SCALES, (NUMBERS, _DIMENSION, grams)).astype(np.float32)
    mean, spread = rows.mean(0), np.maximum(rows.std(0), _LEAST)
    scaled = (rows - mean) / spread * scale
    kernel = scaled @ scaled.T
    share, bias = np.zeros(len(rows)), 0.0
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-np.clip(kernel @ share + bias, -30, 30)))
        weight = odds * (1 - odds) + 1e-6
        aim = kernel @ share + bias + (unsaid - odds) / weight
        both = np.c_[aim, np.ones(len(rows))]
        solved = np.linalg.solve(kernel + np.diag(_RIDGE / weight), both)
        bias = float(solved[:, 0].sum() / solved[:, 1].sum())
        share = solved[:, 0] - bias * solved[:, 1]
    weights = scaled.T @ share * scale / spread
    return weights, bias - float(weights @ mean)


def held_out(rows: np.ndarray, unsaid: np.ndarray, folders: Sequence[str]) -> np.ndarray:
    """(examples,) log-odds of each example by weights that saw nothing of its folder."""
    names = sorted(set(folders))
    fold = np.array([names.index(each) % _FOLDS for each in folders])
    found = np.zeros(len(rows))
    for number in sorted(set(fold)):
        weights, bias = fit(rows[fold != number], unsaid[fold != number])
        found[fold == number] = rows[fold == number] @ weights + bias
    return found
