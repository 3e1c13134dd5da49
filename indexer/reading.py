"""Files -> parsed documents, in order; many of them by several processes.

A file that cannot be read, or that brings its process down, is a failure of its own and
stops nothing.
"""

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from indexer.errors import CorpusError
from indexer.model import CatalogEntry, Document, SourceText
from indexer.parse import parse_document
from indexer.readers import read_source

_LOG = logging.getLogger("wence.read")
_MANY = 24  # files from which starting processes pays
_AHEAD = 8  # files waiting for each process; bounds memory


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one entry: its source and document, or why there is none."""

    entry: CatalogEntry
    source: SourceText | None = None
    document: Document | None = None
    problem: str = ""


def parse_all(entries: Sequence[CatalogEntry], jobs: int | None = None) -> Iterator[Parsed]:
    """Each entry read and parsed, in order, by ``jobs`` processes where there are many.

    None means here: a program that calls this need not be one that other processes can import.
    """
    cores = jobs or 1
    if len(entries) < _MANY or cores < 2:
        yield from map(parse_one, entries)
        return
    waiting: deque[tuple[CatalogEntry, Future[Parsed]]] = deque()
    rest = deque(entries)
    pool = _pool(cores)
    try:
        while rest or waiting:
            while rest and len(waiting) < cores * _AHEAD:
                entry = rest.popleft()
                waiting.append((entry, pool.submit(parse_one, entry)))
            entry, future = waiting.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                pool.shutdown()
                yield _alone(entry)
                rest.extendleft(each for each, _ in reversed(waiting))
                waiting.clear()
                pool = _pool(cores)
    finally:
        pool.shutdown(cancel_futures=True)


def parse_one(entry: CatalogEntry) -> Parsed:
    """One entry read and parsed, or the line that says why not."""
    try:
        source = read_source(entry)
        return Parsed(entry, source, parse_document(source, entry))
    except CorpusError as error:
        return Parsed(entry, problem=str(error))
    except Exception as error:  # an odd file may bring any library to any error; it stops nothing
        _LOG.debug("reading %s", entry.file, exc_info=error)
        reason = type(error).__name__
        return Parsed(
            entry, problem=f"文件无法读懂：{entry.file}（{reason}）。请换一份或另存为文本后再试。"
        )


def _alone(entry: CatalogEntry) -> Parsed:
    """An entry in a process of its own: was it the one that brought the others down?"""
    with _pool(1) as pool:
        try:
            return pool.submit(parse_one, entry).result()
        except BrokenProcessPool:
            return Parsed(
                entry, problem=f"读取时程序中断：{entry.file}。文件可能已损坏，请换一份再试。"
            )


def _pool(cores: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(cores, mp_context=get_context("spawn"))
