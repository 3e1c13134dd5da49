"""Documents into a corpus and out of it: files copied, the catalogue written, reports made."""

import json
import os
import shutil
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from indexer.doubts import doubts_of
from indexer.errors import CorpusError
from indexer.model import CatalogEntry, Document
from indexer.parse.normalize import squeeze
from indexer.readers import read_source
from indexer.readers.catalog import CATALOG, DOCUMENTS, file_digest, load_catalog
from indexer.readers.kind import KINDS, kind_of
from indexer.reading import Parsed, parse_all

_REMOVED = ".removed"  # what was removed lies here; nothing is lost
_SHINGLE = 8  # characters
_SAMPLED = 8  # one of so many shingles is kept
_NEAR = 0.8  # shared shingles from which two documents are nearly the same


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: a document, or the reason why it was not taken."""

    file: Path
    document: Document | None = None
    kind: str = ""
    pages: int = 0
    problem: str = ""
    doubts: tuple[str, ...] = ()


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of known kinds below the folders named; each once."""
    found: list[Path] = []
    for path in paths:
        below = sorted(path.rglob("*")) if path.is_dir() else []
        found += [each for each in below if each.is_file() and each.suffix.lower() in KINDS]
        found += [] if path.is_dir() else [path]
    return list(dict.fromkeys(found))


def add_files(corpus: Path, files: Iterable[Path], jobs: int | None = None) -> Iterator[Added]:
    """Takes files into a corpus, one after the other; a bad one stops none.

    Raises:
        CorpusError: the corpus cannot be written.
    """
    try:
        (corpus / DOCUMENTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"文件库无法写入：{corpus}（{error.strerror}）。请检查权限。") from error
    known = _known(corpus)
    taken = set(known)
    entries = []
    for file in files:
        doc_id = _free(file.stem.replace("#", "_"), taken)
        taken.add(doc_id)
        entries.append(CatalogEntry(doc_id, file))
    for parsed in parse_all(entries, jobs):
        try:
            yield _add(corpus, parsed, known)
        except CorpusError as error:
            yield Added(parsed.entry.file, problem=str(error))


def remove_document(corpus: Path, doc_id: str) -> Path:
    """Takes a document out of the corpus; its file is kept aside, where it can be got back.

    Raises:
        CorpusError: there is no such document, or the corpus cannot be written.
    """
    for entry in load_catalog(corpus):
        if entry.doc_id == doc_id:
            break
    else:
        raise CorpusError(f"文件库中没有 {doc_id}。运行 wence corpus list 查看现有文件。")
    aside = set_aside(corpus, entry.file)
    try:
        _write_catalog(corpus, _without(_catalog(corpus), doc_id))
    except OSError as error:
        raise CorpusError(f"文件库无法写入：{corpus}（{error.strerror}）。请检查权限。") from error
    return aside


def set_aside(corpus: Path, file: Path) -> Path:
    """Moves a file of the corpus to where removed ones are kept; says where it lies."""
    aside = corpus / _REMOVED / file.name
    try:
        aside.parent.mkdir(exist_ok=True)
        if file.exists():
            shutil.move(str(file), aside)
    except OSError as error:
        raise CorpusError(f"文件库无法写入：{corpus}（{error.strerror}）。请检查权限。") from error
    return aside


def update_entry(corpus: Path, doc_id: str, values: Mapping[str, str]) -> None:
    """Sets fields of a catalogue entry; everything else of the file stays as it is."""
    catalog = tomlkit.parse(_catalog(corpus))
    for table in catalog.get("document", []):
        if table.get("doc_id") == doc_id:
            table.update(values)
    try:
        _write_catalog(corpus, tomlkit.dumps(catalog))
    except OSError as error:
        raise CorpusError(f"文件库无法写入：{corpus}（{error.strerror}）。请检查权限。") from error


def _known(corpus: Path) -> dict[str, tuple[str, set[int]]]:
    """Digest and shingles of the documents that a corpus has, by doc_id."""
    try:
        entries = load_catalog(corpus)
    except CorpusError:
        return {}
    found = {}
    for entry in entries:
        try:
            found[entry.doc_id] = (file_digest(entry.file), _shingles(read_source(entry).text))
        except CorpusError:
            continue
    return found


def _shingles(text: str) -> set[int]:
    """Checksums of runs of characters, every eighth of them by its value: the same in any text.

    Broder 1997, "On the resemblance and containment of documents", mod-m sampling.
    """
    plain = squeeze(text)
    runs = range(max(1, len(plain) - _SHINGLE))
    sums = (zlib.crc32(plain[i : i + _SHINGLE].encode()) for i in runs)
    return {each for each in sums if each % _SAMPLED == 0}


def _add(corpus: Path, parsed: Parsed, known: dict[str, tuple[str, set[int]]]) -> Added:
    file, source = parsed.entry.file, parsed.source
    if not file.exists():
        raise CorpusError(f"文件不存在：{file}。请检查路径。")
    digest = file_digest(file)
    for doc_id, (other, _) in known.items():
        if other == digest:
            raise CorpusError(f"文件已在库中：{file}（即 {doc_id}）。")
    document = parsed.document
    if document is None or source is None:
        raise CorpusError(parsed.problem)
    shingles = _shingles(source.text)
    doubts = list(doubts_of(document, source))
    for doc_id, (_, others) in known.items():
        shared = len(shingles & others) / max(1, min(len(shingles), len(others)))
        if shared >= _NEAR:
            doubts.insert(0, f"与 {doc_id} 的内容几乎相同（{shared:.0%}）")
    target = corpus / DOCUMENTS / f"{document.doc_id}{file.suffix.lower()}"
    try:
        if file.resolve() != target.resolve():
            shutil.copyfile(file, target)
        _write_catalog(corpus, _catalog(corpus) + _block(document, target, digest))
    except OSError as error:
        raise CorpusError(f"文件库无法写入：{corpus}（{error.strerror}）。请检查权限。") from error
    known[document.doc_id] = (digest, shingles)
    return Added(file, document, kind_of(file), len(source.page_starts), doubts=tuple(doubts))


def _free(stem: str, taken: Collection[str]) -> str:
    names = [stem, *(f"{stem}-{n}" for n in range(2, 10_000))]
    return next(name for name in names if name not in taken)


def _block(document: Document, file: Path, digest: str) -> str:
    """A catalogue entry, with what the document says of itself, to be corrected by hand."""
    stated = {
        "doc_id": document.doc_id,
        "file": f"{DOCUMENTS}/{file.name}",
        "title": document.title,
        "doc_number": document.doc_number,
        "issuer": document.issuer,
        "level": document.level,
        "region": document.region,
        "sha256": digest,
    }
    lines = [
        f"{name} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in stated.items()
        if value
    ]
    if document.issued_on:
        lines.append(f"issued_on = {document.issued_on.isoformat()}")
    return "\n[[document]]\n" + "\n".join(lines) + "\n"


def _catalog(corpus: Path) -> str:
    path = corpus / CATALOG
    return path.read_text("utf-8") if path.exists() else ""


def _without(catalog: str, doc_id: str) -> str:
    """The catalogue without one of its tables; comments before it stay."""
    mark = "[[document]]"
    head, *tables = catalog.split(mark)
    wanted = f"doc_id = {json.dumps(doc_id, ensure_ascii=False)}"
    kept = [each for each in tables if wanted not in each.splitlines()]
    return head + "".join(f"{mark}{each}" for each in kept)


def _write_catalog(corpus: Path, text: str) -> None:
    beside = corpus / f"{CATALOG}.new"
    beside.write_text(text, "utf-8")
    os.replace(beside, corpus / CATALOG)
