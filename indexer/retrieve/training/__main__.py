"""``python -m indexer.retrieve.training DATA OUT``: trains an encoder into the folder OUT."""

import argparse
import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from indexer.retrieve.encoder import save
from indexer.retrieve.tokenizer import Tokenizer
from indexer.retrieve.training.cooccurrence import (
    build_vocabulary,
    count_neighbours,
    factorise,
)
from indexer.retrieve.training.negatives import with_negatives
from indexer.retrieve.training.pairs import load_pairs
from indexer.retrieve.training.refine import Refinement, refine, weigh
from indexer.retrieve.training.texts import read_news

_LOG = logging.getLogger("wence.training")
_CHARACTERS = 5000


def main(arguments: Sequence[str] | None = None) -> None:
    """Cuts, counts, factorises, refines, quantises, writes."""
    options = _options().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    how = Refinement(options.epochs, options.rate, options.smoothing, options.seed)
    with TemporaryDirectory() as cache:
        tokenizer = Tokenizer((), Path(cache))
        articles = [tokenizer.words(text) for text in read_news(options.data)]
        _LOG.info("%d articles cut", len(articles))
        vocabulary = _vocabulary(articles, options.words)
        counts = Counter(token for tokens in articles for token in tokens)
        vectors = _first_vectors(articles, vocabulary, options)
        _LOG.info("first vectors %s", vectors.shape)
        vectors = weigh(vectors, np.array([counts[t] + 1 for t in vocabulary]), how.smoothing)
        if options.groups:
            known = set(vocabulary)
            pairs = load_pairs(options.data, options.groups, how.seed)
            rows: list[tuple[str, ...]] = [
                tuple(_spaced(tokenizer.words(text), known) for text in pair) for pair in pairs
            ]
            _LOG.info("%d pairs", len(rows))
            if options.negatives:
                rows = with_negatives(rows, options.negatives, Path(cache))
            vectors = refine(vocabulary, vectors, rows, how)
    save(options.out, vocabulary, vectors)
    _LOG.info("written: %s", options.out)


def _options() -> argparse.ArgumentParser:
    default = Refinement()
    parser = argparse.ArgumentParser(prog="python -m indexer.retrieve.training")
    parser.add_argument("data", type=Path, help="folder with train/ and plans/")
    parser.add_argument("out", type=Path, help="folder for the weights")
    parser.add_argument("--groups", nargs="*", default=["cloze", "labelled"])
    parser.add_argument("--negatives", type=int, default=0, help="questions given a hard negative")
    parser.add_argument("--random", action="store_true", help="first vectors at random")
    parser.add_argument("--words", type=int, default=45_000)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--epochs", type=int, default=default.epochs)
    parser.add_argument("--rate", type=float, default=default.rate)
    parser.add_argument("--smoothing", type=float, default=default.smoothing)
    parser.add_argument("--seed", type=int, default=default.seed)
    return parser


def _vocabulary(articles: Sequence[Sequence[str]], words: int) -> list[str]:
    """Words, and the characters that unknown words are read by."""
    found = build_vocabulary(articles, words)
    characters = build_vocabulary((list("".join(tokens)) for tokens in articles), _CHARACTERS)
    return list(dict.fromkeys([*found, *(c for c in characters if not c.isascii())]))


def _first_vectors(
    articles: Iterable[Sequence[str]], vocabulary: Sequence[str], options: argparse.Namespace
) -> np.ndarray:
    if options.random:
        draw = np.random.default_rng(options.seed)
        shape = (len(vocabulary), options.dimension)
        return draw.normal(0, options.dimension**-0.5, shape).astype(np.float32)
    numbers = {token: number for number, token in enumerate(vocabulary)}
    rows = (np.array([numbers.get(token, -1) for token in tokens]) for tokens in articles)
    counts = count_neighbours(rows, len(vocabulary))
    return factorise(counts, options.dimension, options.seed)


def _spaced(words: Sequence[str], known: set[str]) -> str:
    """Tokens as the encoder will see them: unknown words by their characters."""
    return " ".join(
        token
        for word in words
        for token in ([word] if word in known else [c for c in word if c in known])
    )


if __name__ == "__main__":
    main()
