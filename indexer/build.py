"""Composes readers, parse, store and retrieve: the only module that sees them all.

``refresh`` brings the store up to the corpus and the index up to the store; only what
changed is read. SQLite commits first, then both legs, then the manifest (written beside and
renamed), so a build that is killed leaves an index that the next opening completes.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from indexer.errors import CorpusError, StoreError, WenceError
from indexer.lexicon import domain_words, fingerprint
from indexer.library import BuildReport, Library
from indexer.model import CatalogEntry, Passage, Scope
from indexer.parse import VERSION as PARSER_VERSION
from indexer.readers.catalog import file_digest, load_catalog
from indexer.reading import parse_all
from indexer.records import Raw, to_document
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.index import Index
from indexer.retrieve.passages import to_passages
from indexer.retrieve.preparation import Supply, Tools
from indexer.retrieve.tokenizer import Tokenizer
from indexer.store import Store

FORMAT = 6  # raise it when the derived index must be made anew
_STORE, _INDEX, _MANIFEST, _LOCK = "wence.sqlite", "index", "manifest.json", "lock"
_LOCK_SECONDS = 120

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Way:
    """How an index is opened: with which encoder, by how many processes, mended, built anew."""

    encoder: str | None = None
    jobs: int | None = None
    mend: bool = False
    rebuild: bool = False


def open_library(
    corpus: Path,
    index: Path,
    progress: Progress | None = None,
    encoder: str | None = None,
    jobs: int | None = None,
) -> Library:
    """Opens a corpus, its index built or refreshed where missing or stale.

    Raises:
        CorpusError: the corpus cannot be read at all.
        StoreError: the index is damaged, of a newer version, or of another ``encoder``.
    """
    return _open(corpus, index, progress, Way(encoder=encoder, jobs=jobs))


def refresh(
    corpus: Path, index: Path, progress: Progress | None = None, way: Way | None = None
) -> BuildReport:
    """Builds or refreshes the index; a damaged store is set aside and built anew."""
    library = _open(corpus, index, progress, replace(way or Way(), mend=True))
    library.close()
    return library.report


def _open(corpus: Path, folder: Path, progress: Progress | None, way: Way) -> Library:
    entries = load_catalog(corpus)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=_LOCK_SECONDS):
            store, set_aside = _open_store(folder / _STORE, way.mend)
            report = _bring_up(store, entries, progress, set_aside, way.jobs)
            tokenizer = Tokenizer(domain_words(), folder)
            index = _catch_up(store, folder, tokenizer, way)
    except Timeout as error:
        raise StoreError(f"另一个进程正在建立索引：{folder}。请稍后再试。") from error
    except OSError as error:
        raise StoreError(
            f"索引目录无法写入：{folder}（{error.strerror}）。请用 --index 指定可写的目录。"
        ) from error
    files = {entry.doc_id: entry.file for entry in entries}
    return Library(store, index, tokenizer, report, files)


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
    jobs: int | None,
) -> BuildReport:
    known = store.digests()
    digests: dict[str, str] = {}
    failures: list[tuple[str, str]] = []
    for entry in entries:
        try:
            digests[entry.doc_id] = _digest(entry)
        except CorpusError as error:
            failures.append((str(entry.file), str(error)))
    unchanged = [doc_id for doc_id, digest in digests.items() if known.get(doc_id) == digest]
    places = {entry.doc_id: place for place, entry in enumerate(entries)}
    stale = [e for e in entries if e.doc_id in digests and e.doc_id not in set(unchanged)]
    added: list[str] = []
    changed: list[str] = []
    for done, each in enumerate(parse_all(stale, jobs)):
        doc_id = each.entry.doc_id
        if progress:
            progress(done, len(stale), doc_id)
        if each.document is None or each.source is None:
            failures.append((str(each.entry.file), each.problem))
            continue
        store.put(each.document, each.source, digests[doc_id], places[doc_id])
        (changed if doc_id in known else added).append(doc_id)
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


def _catch_up(store: Store, folder: Path, tokenizer: Tokenizer, way: Way) -> Index:
    """Applies to the index what the store holds beyond the manifest's revision.

    A change that was begun and not ended may stand in one leg already; its documents are
    removed before they are added.
    """
    manifest = _read_manifest(folder / _MANIFEST)
    encoder = open_encoder(_encoder_wanted(manifest, way), tokenizer)
    wanted: dict[str, Any] = {
        "format": FORMAT,
        "store": store.identity(),
        "tokenizer": tokenizer.name,
        "words": fingerprint(),
        "encoder": encoder.source,
        "encoder_name": encoder.name,
    }
    same = all(manifest.get(name) == value for name, value in wanted.items())
    tools = Tools(tokenizer, encoder)
    index = Index(folder / _INDEX, tools) if same and not way.rebuild else None
    applied = manifest.get("revision", 0)
    if index is None or index.fresh:
        shutil.rmtree(folder / _INDEX, ignore_errors=True)
        index, applied = Index(folder / _INDEX, tools), 0
    revision = store.revision()
    if applied < revision:
        stored, removed = store.changed_since(applied)
        numbers = store.numbers(Scope(doc_ids=tuple(stored)) if applied else None)
        if manifest.get("begun"):
            removed += numbers.values()
        _write_manifest(folder / _MANIFEST, {**wanted, "revision": applied, "begun": True})
        supply = supply_of(store, numbers)
        index.change(removed, supply, way.jobs)
        wanted["dense"] = index.dense_kind
        _write_manifest(folder / _MANIFEST, {**wanted, "revision": revision})
    return index


def _encoder_wanted(manifest: dict[str, Any], way: Way) -> str | None:
    """The encoder to open: as asked, else the one that built the index, else the shipped one."""
    built = manifest.get("encoder")
    if way.encoder is None or built in (None, way.encoder) or way.mend:
        return way.encoder or built
    raise StoreError(
        f"索引是用语义模型 {built} 建立的，与指定的 {way.encoder} 不同。"
        f"请运行 wence index --encoder {way.encoder} 重建，或去掉 --encoder。"
    )


def supply_of(store: Store, numbers: dict[str, int]) -> Supply[Raw]:
    """The passages of documents, read as a stream, so that memory stays bounded."""
    sources = store.raw_documents(numbers.values())
    return Supply(sources, read_passages, store.count_clauses(numbers))


def read_passages(raw: Raw) -> list[Passage]:
    """The passages of what the store holds of a document."""
    return to_passages(to_document(raw.record, raw.rows), raw.number)


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def _write_manifest(path: Path, manifest: dict[str, Any]) -> None:
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    os.replace(beside, path)


__all__ = ["BuildReport", "Library", "WenceError", "open_library", "refresh"]
