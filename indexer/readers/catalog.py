"""``catalog.toml`` and the files beside it -> CatalogEntry, one for each document."""

import hashlib
import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.model import CatalogEntry
from indexer.readers.kind import KINDS

CATALOG = "catalog.toml"
DOCUMENTS = "documents"
_TEXT_KEYS = ("title", "doc_number", "issuer", "level", "region", "status", "url", "kind", "sha256")


def load_catalog(corpus: Path) -> tuple[CatalogEntry, ...]:
    """The documents of a corpus: those of the catalogue, then files that it lacks.

    Raises:
        CorpusError: no folder, no documents, or a catalogue that breaks its form.
    """
    if not corpus.is_dir():
        raise CorpusError(
            f"文件库目录不存在：{corpus}。请用 --corpus 指定目录，或先建立它并放入文件。"
        )
    entries = [_entry(table, corpus) for table in _tables(corpus / CATALOG)]
    ids = [entry.doc_id for entry in entries]
    for doc_id in ids:
        if ids.count(doc_id) > 1:
            raise CorpusError(f"{corpus / CATALOG} 中 doc_id 重复：{doc_id}。请改成唯一的 doc_id。")
    known = {entry.file for entry in entries}
    for file in _files(corpus):
        if file not in known:
            doc_id = _free_id(file, corpus, ids)
            entries.append(CatalogEntry(doc_id, file))
            ids.append(doc_id)
    if not entries:
        raise CorpusError(
            f"文件库是空的：{corpus}。请把方案文件（.pdf、.docx、.html、.ofd、.txt、.md）放进 {corpus / DOCUMENTS}。"
        )
    return tuple(entries)


def file_digest(file: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        CorpusError: the file cannot be read.
    """
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        reason = "文件不存在" if not file.exists() else f"文件无法读取（{error.strerror}）"
        raise CorpusError(
            f"{reason}：{file}。请检查 catalog.toml 的 file 一项和文件权限。"
        ) from error


def check_catalog(corpus: Path) -> list[str]:
    """What is wrong with a corpus, one line each; an empty list where all is well."""
    problems = []
    listed = {_entry(table, corpus).file for table in _tables(corpus / CATALOG)}
    for entry in load_catalog(corpus):
        if entry.file not in listed:
            problems.append(f"{entry.doc_id}：文件未登记在 {CATALOG} 中（{entry.file.name}）")
        try:
            digest = file_digest(entry.file)
        except CorpusError as error:
            problems.append(f"{entry.doc_id}：{error}")
            continue
        if entry.sha256 and entry.sha256 != digest:
            problems.append(f"{entry.doc_id}：文件内容与登记的 sha256 不符（{entry.file.name}）")
    return problems


def _tables(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    try:
        tables = tomllib.loads(path.read_text("utf-8")).get("document", [])
    except (OSError, ValueError) as error:
        raise CorpusError(
            f"目录文件无法读取：{path}（{error}）。请检查 TOML 语法和编码。"
        ) from error
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        raise CorpusError(
            f"{path} 的格式不对：文件应写成 [[document]] 表。请照 corpus/README.md 修改。"
        )
    return tables


def _entry(table: dict[str, Any], corpus: Path) -> CatalogEntry:
    where = corpus / CATALOG
    for key in ("doc_id", "file"):
        if not isinstance(table.get(key), str) or not table[key]:
            raise CorpusError(f"{where} 有一条 [[document]] 缺少 {key}：{table}。请补上这一项。")
    for key in _TEXT_KEYS:
        if key in table and not isinstance(table[key], str):
            raise CorpusError(f"{where} 中 {table['doc_id']} 的 {key} 应是文字。请加上引号。")
    if "#" in table["doc_id"]:
        raise CorpusError(f"{where} 中 doc_id 不能含 #：{table['doc_id']}。请换一个 doc_id。")
    parents = table.get("parents", [])
    if not isinstance(parents, list) or not all(isinstance(each, str) for each in parents):
        raise CorpusError(
            f'{where} 中 {table["doc_id"]} 的 parents 应是 doc_id 的列表，如 ["jinan-2024"]。'
        )
    issued_on = table.get("issued_on")
    if issued_on is not None and type(issued_on) is not date:  # a datetime is a date, too
        raise CorpusError(
            f"{where} 中 {table['doc_id']} 的 issued_on 应是日期，如 2024-08-21（不加引号）。"
        )
    stated = {key: table[key] for key in _TEXT_KEYS if key in table}
    return CatalogEntry(
        doc_id=table["doc_id"],
        file=(corpus / table["file"]),
        issued_on=issued_on,
        parents=tuple(parents),
        **stated,
    )


def _free_id(file: Path, corpus: Path, taken: Collection[str]) -> str:
    """The name of a file without its kind, or as much of its path as makes it unique."""
    parts = [part.replace("#", "_") for part in file.relative_to(corpus).parts]
    names = [Path(parts[-1]).stem, *("/".join(parts[-n:]) for n in range(1, len(parts) + 1))]
    return next(name for name in names if name not in taken)


def _files(corpus: Path) -> list[Path]:
    folder = corpus / DOCUMENTS
    names_reserved = {"README.md", CATALOG}
    root = folder if folder.is_dir() else corpus
    return sorted(
        file
        for file in root.rglob("*")
        if file.is_file()
        and file.suffix.lower() in KINDS
        and file.name not in names_reserved
        and not any(part.startswith(".") for part in file.relative_to(root).parts)
    )
