"""Passages -> tokens and vectors, in batches; many passages by several processes."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

import numpy as np

from indexer.model import Passage
from indexer.retrieve.encoder import Encoder, normalised
from indexer.retrieve.passages import windows
from indexer.retrieve.sparse import Tokens, to_tokens
from indexer.retrieve.tokenizer import Tokenizer

_SOURCES = 8  # prepared at once
_AHEAD = 2  # batches waiting for each process; bounds memory
_MANY = 4000  # passages from which starting processes pays
_CONTEXT = 0.5  # share of the whole clause in the vector of each window

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What both legs take of a batch: ``vectors`` (windows, dimension) under ``numbers``."""

    tokens: list[Tokens]
    numbers: np.ndarray
    vectors: np.ndarray


@dataclass(frozen=True, slots=True)
class Tools:
    """What prepares passages; travels to other processes, so it holds no open index."""

    tokenizer: Tokenizer
    encoder: Encoder

    def prepare(self, passages: Sequence[Passage]) -> Prepared:
        """Cuts and encodes a batch."""
        tokens = [to_tokens(each, self.tokenizer.tokens) for each in passages]
        texts = [windows(each) for each in passages]
        counts = np.array([len(each) for each in texts], dtype=np.int64)
        parts, wholes = self.encoder.encode_parts(texts)
        vectors = (1 - _CONTEXT) * parts + _CONTEXT * np.repeat(wholes, counts, axis=0)
        numbers = np.repeat(np.array([each.number for each in passages], dtype=np.int64), counts)
        return Prepared(tokens, numbers, normalised(vectors))


@dataclass(frozen=True, slots=True)
class Supply(Generic[T]):
    """Where passages come from: ``sources`` are read one after the other, each by ``read``.

    Reading runs where preparing runs, so both must be able to travel to another process.
    """

    sources: Iterable[T]
    read: Callable[[T], list[Passage]]
    passages: int  # about how many there are

    def batches(self) -> Iterator[list[T]]:
        """A few sources at once."""
        stream = iter(self.sources)
        while batch := list(islice(stream, _SOURCES)):
            yield batch


def prepare_all(supply: Supply[T], tools: Tools, jobs: int | None = None) -> Iterator[Prepared]:
    """Batches in order, prepared here, or by ``jobs`` processes where many are expected.

    ``jobs`` None means one process for each core.
    """
    cores = jobs or os.cpu_count() or 1
    if supply.passages < _MANY or cores < 2 or not tools.encoder.portable:
        for batch in supply.batches():
            yield tools.prepare([passage for each in batch for passage in supply.read(each)])
        return
    with ProcessPoolExecutor(
        cores, mp_context=get_context("spawn"), initializer=_equip, initargs=(tools, supply.read)
    ) as pool:
        waiting: deque[Future[Prepared]] = deque()
        for batch in supply.batches():
            waiting.append(pool.submit(_prepare, batch))
            if len(waiting) > cores * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_equipped: list[Callable[[list[Any]], Prepared]] = []


def _equip(tools: Tools, read: Callable[[Any], list[Passage]]) -> None:
    """Runs once in each process of the pool."""
    _equipped[:] = [lambda batch: tools.prepare([p for each in batch for p in read(each)])]


def _prepare(batch: list[Any]) -> Prepared:
    return _equipped[0](batch)
