"""Composes readers, parse, store and retrieve: the only module that sees them all.

``refresh`` brings the store up to the corpus and the sparse index up to the store; only
what changed is read. SQLite commits first, then tantivy, then the manifest (written beside
and renamed), so a build that is killed leaves an index that the next opening completes.
"""

import hashlib
import json
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.errors import CorpusError, StoreError, WenceError
from indexer.lexicon import domain_words, fingerprint
from indexer.model import CatalogEntry, Clause, Document, Hit, Passage, Source, SourceText
from indexer.parse import VERSION as PARSER_VERSION
from indexer.parse import parse_document
from indexer.readers import read_source
from indexer.readers.catalog import file_digest, load_catalog
from indexer.retrieve import query_terms
from indexer.retrieve.passages import to_passages
from indexer.retrieve.sparse import SparseIndex
from indexer.retrieve.tokenizer import Tokenizer
from indexer.store import Store

FORMAT = 1  # raise it when the derived index must be made anew
_STORE, _SPARSE, _MANIFEST, _LOCK = "wence.sqlite", "sparse", "manifest.json", "lock"
_LOCK_SECONDS = 120

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a refresh did: doc_ids, and failures as (file, message)."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    set_aside: Path | None = None  # where a damaged store was moved

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.added or self.changed or self.removed or self.set_aside)


class Library:
    """An open corpus: documents and facts from the store, hits from the index."""

    def __init__(
        self, store: Store, sparse: SparseIndex, tokenizer: Tokenizer, report: BuildReport
    ) -> None:
        """Takes the opened parts; see ``open_library``."""
        self._store, self._sparse, self._tokenizer = store, sparse, tokenizer
        self.report = report
        self._sources: dict[str, SourceText] = {}

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of the catalogue."""
        return self._store.documents()

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {p.passage_id: p for doc in self.documents for p in to_passages(doc)}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {c.clause_id: c for doc in self.documents for c in doc.clauses}

    def document(self, doc_id: str) -> Document:
        """A document by id; StoreError where there is none."""
        for each in self.documents:
            if each.doc_id == doc_id:
                return each
        raise StoreError(f"文件库中没有 {doc_id}。运行 wence corpus list 查看现有文件。")

    def clause(self, clause_id: str) -> Clause:
        """A clause by id; StoreError where there is none."""
        if clause_id not in self._clauses:
            raise StoreError(f"没有这一条：{clause_id}。运行 wence show 文件编号 查看条款。")
        return self._clauses[clause_id]

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        if doc_id not in self._sources:
            self._sources[doc_id] = self._store.source(doc_id)
        return self._sources[doc_id]

    def search(self, query: str, k: int = 10, doc_ids: Collection[str] | None = None) -> list[Hit]:
        """The best passages for a query, best first, in all documents or in some."""
        found = self._sparse.search(self.terms(query), k, doc_ids)
        return [
            Hit(self._passages[passage_id], score, rank, Source.SPARSE)
            for rank, (passage_id, score) in enumerate(found, start=1)
            if passage_id in self._passages
        ]

    def terms(self, query: str) -> dict[str, float]:
        """The weighted terms that a query is searched with."""
        return query_terms(query, self._tokenizer)

    def close(self) -> None:
        """Closes the store."""
        self._store.close()


def open_library(corpus: Path, index: Path, progress: Progress | None = None) -> Library:
    """Opens a corpus, its index built or refreshed where missing or stale.

    Raises:
        CorpusError: the corpus cannot be read at all.
        StoreError: the index is damaged or of a newer version.
    """
    return _open(corpus, index, progress, mend=False)


def refresh(corpus: Path, index: Path, progress: Progress | None = None) -> BuildReport:
    """Builds or refreshes the index; a damaged store is set aside and built anew."""
    library = _open(corpus, index, progress, mend=True)
    library.close()
    return library.report


def _open(corpus: Path, index: Path, progress: Progress | None, mend: bool) -> Library:
    entries = load_catalog(corpus)
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / _LOCK, timeout=_LOCK_SECONDS):
            store, set_aside = _open_store(index / _STORE, mend)
            report = _bring_up(store, entries, progress, set_aside)
            tokenizer = Tokenizer(domain_words(), index)
            sparse = _catch_up(store, index, tokenizer)
    except Timeout as error:
        raise StoreError(f"另一个进程正在建立索引：{index}。请稍后再试。") from error
    except OSError as error:
        raise StoreError(
            f"索引目录无法写入：{index}（{error.strerror}）。请用 --index 指定可写的目录。"
        ) from error
    return Library(store, sparse, tokenizer, report)


def _open_store(path: Path, mend: bool) -> tuple[Store, Path | None]:
    try:
        store = Store(path)
        store.documents()
        return store, None
    except StoreError as error:
        if not mend or "损坏" not in str(error):
            raise
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    path.rename(aside)
    return Store(path), aside


def _bring_up(
    store: Store,
    entries: tuple[CatalogEntry, ...],
    progress: Progress | None,
    set_aside: Path | None,
) -> BuildReport:
    known = store.digests()
    added: list[str] = []
    changed: list[str] = []
    unchanged: list[str] = []
    failures: list[tuple[str, str]] = []
    for place, entry in enumerate(entries):
        if progress:
            progress(place, len(entries), entry.doc_id)
        try:
            digest = _digest(entry)
            if known.get(entry.doc_id) == digest:
                unchanged.append(entry.doc_id)
                continue
            source = read_source(entry)
            store.put(parse_document(source, entry), source, digest, place)
        except CorpusError as error:
            failures.append((str(entry.file), str(error)))
            continue
        (changed if entry.doc_id in known else added).append(entry.doc_id)
    if failures and not (added or changed or unchanged) and not known:
        raise CorpusError(failures[0][1])
    ids = {entry.doc_id for entry in entries}
    removed = [doc_id for doc_id in known if doc_id not in ids]
    for doc_id in removed:
        store.remove(doc_id)
    return BuildReport(
        tuple(added), tuple(changed), tuple(removed), tuple(unchanged), tuple(failures), set_aside
    )


def _digest(entry: CatalogEntry) -> str:
    """What a document's records depend on: its bytes, its entry, the rules, the parser."""
    stated = repr({name: getattr(entry, name) for name in entry.__slots__ if name != "file"})
    parts = (file_digest(entry.file), stated, fingerprint(), str(PARSER_VERSION))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _catch_up(store: Store, index: Path, tokenizer: Tokenizer) -> SparseIndex:
    """Applies to the sparse index what the store holds beyond the manifest's revision."""
    wanted = {"format": FORMAT, "tokenizer": tokenizer.name, "words": fingerprint()}
    manifest = _read_manifest(index / _MANIFEST)
    sparse = SparseIndex(index / _SPARSE, tokenizer.tokens)
    same = all(manifest.get(name) == value for name, value in wanted.items())
    applied = manifest.get("revision", 0)
    revision = store.revision()
    if not same or sparse.fresh or not isinstance(applied, int) or applied > revision:
        applied = 0
    if applied < revision:
        stored, removed = store.changed_since(applied)
        passages = [p for doc in store.documents(stored) for p in to_passages(doc)]
        sparse.replace(removed, passages)
        _write_manifest(index / _MANIFEST, {**wanted, "revision": revision})
    return sparse


def _read_manifest(path: Path) -> dict[str, object]:
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _write_manifest(path: Path, manifest: dict[str, object]) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    os.replace(beside, path)


__all__ = ["BuildReport", "Library", "WenceError", "open_library", "refresh"]
