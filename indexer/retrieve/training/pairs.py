"""Pairs of texts that belong together: what the encoder learns from.

Inverse cloze: Lee, Chang, Toutanova 2019, "Latent Retrieval for Weakly Supervised Open
Domain Question Answering" (a sentence asks for the text around it; it stays in that text in
one case of ten).
"""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from indexer.retrieve.training.texts import (
    read_headed,
    read_news,
    read_pairs,
    read_synonyms,
    sentences,
)

_ASK = range(8, 81)  # characters of a sentence that may ask
_AROUND = 2  # sentences on each side
_PASSAGE = 300  # characters
_KEEP = 0.1
_EVERY = 3  # sentences of an article per question drawn from it, at most
_TEMPLATES = ("{}由谁负责", "{}的目标是什么", "{}有什么措施", "{}")

Pair = tuple[str, str]


def inverse_cloze(articles: Iterable[str], seed: int) -> Iterator[Pair]:
    """Sentences with the text around them, a few from each article."""
    draw = random.Random(seed)
    for article in articles:
        parts = sentences(article)
        fit = [i for i, part in enumerate(parts) if len(part) in _ASK]
        for i in draw.sample(fit, min(len(fit), max(1, len(parts) // _EVERY), 4)):
            keep = draw.random() < _KEEP
            around = parts[max(0, i - _AROUND) : i + _AROUND + 1]
            if not keep:
                around.remove(parts[i])
            passage = "".join(around)[:_PASSAGE]
            if len(passage) > len(parts[i]) // 2:
                yield parts[i], passage


def templated(headed: Iterable[Pair]) -> Iterator[Pair]:
    """Questions about the heading of a measure, with the measure's text."""
    for heading, body in headed:
        for template in _TEMPLATES:
            yield template.format(heading), body


def load_pairs(data: Path, groups: Iterable[str], seed: int) -> list[Pair]:
    """The pairs of the named groups: cloze, labelled, synonyms, headed."""
    makers: dict[str, Callable[[], Iterator[Pair]]] = {
        "cloze": lambda: inverse_cloze(read_news(data), seed),
        "labelled": lambda: read_pairs(data),
        "synonyms": lambda: read_synonyms(data),
        "headed": lambda: templated(read_headed(data)),
    }
    return [pair for group in groups for pair in makers[group]()]
