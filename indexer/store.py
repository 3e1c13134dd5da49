"""The one truth: documents with their sources, clauses and facts, in SQLite.

Facts are stored as JSON of their dataclass beside the columns that are looked up. Every
change bears a revision, so that a derived index can tell what it has missed.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from indexer.errors import StoreError
from indexer.model import (
    Attribution,
    Clause,
    ClauseKind,
    Contact,
    Document,
    Fact,
    Reference,
    Role,
    SourceText,
    Span,
    Target,
)

VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  doc_id TEXT PRIMARY KEY, place INTEGER NOT NULL, digest TEXT NOT NULL,
  revision INTEGER NOT NULL, record TEXT NOT NULL, source TEXT NOT NULL, pages TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (
  doc_id TEXT NOT NULL REFERENCES documents(doc_id) ON DELETE CASCADE,
  kind TEXT NOT NULL, place INTEGER NOT NULL, clause_id TEXT, record TEXT NOT NULL,
  PRIMARY KEY (doc_id, kind, place));
CREATE INDEX IF NOT EXISTS facts_by_clause ON facts(clause_id);
CREATE TABLE IF NOT EXISTS removed (doc_id TEXT PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_KINDS: dict[str, type] = {
    "clauses": Clause,
    "attributions": Attribution,
    "targets": Target,
    "references": Reference,
    "contacts": Contact,
    "facts": Fact,
}
_SPANS = ("span", "own")


class Store:
    """Documents on disk; every method is one transaction.

    SQLite serialises calls, so that the threads of a server may share one store.
    """

    def __init__(self, path: Path) -> None:
        """Opens or creates the store at ``path``.

        Raises:
            StoreError: the file is damaged, or of a newer version.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"索引目录无法建立：{path.parent}（{error.strerror}）。请用 --index 指定可写的目录。"
            ) from error
        with self._translated():
            self._db = sqlite3.connect(
                path, timeout=30, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA foreign_keys = ON")
            version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
            if version > VERSION:
                raise StoreError(
                    f"索引由更新版本的问策建立：{path}。请升级问策，或用 --index 换一个目录。"
                )
            if version < VERSION:
                self._create()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def revision(self) -> int:
        """The number of the last change."""
        with self._translated():
            row = self._db.execute("SELECT value FROM state WHERE name = 'revision'").fetchone()
        return int(row[0]) if row else 0

    def put(self, document: Document, source: SourceText, digest: str, place: int) -> None:
        """Stores a document anew with all its facts, in one transaction."""
        with self._change() as revision:
            self._db.execute("DELETE FROM documents WHERE doc_id = ?", (document.doc_id,))
            self._db.execute("DELETE FROM removed WHERE doc_id = ?", (document.doc_id,))
            record = {k: v for k, v in asdict(document).items() if k not in _KINDS}
            self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    document.doc_id,
                    place,
                    digest,
                    revision,
                    _dump(record),
                    source.text,
                    json.dumps(source.page_starts),
                ),
            )
            self._db.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?)", list(_fact_rows(document))
            )

    def remove(self, doc_id: str) -> None:
        """Removes a document; its tombstone tells derived indexes."""
        with self._change() as revision:
            self._db.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,))
            self._db.execute("REPLACE INTO removed VALUES (?, ?)", (doc_id, revision))

    def move(self, doc_id: str, place: int) -> None:
        """Gives a document its place in the catalogue."""
        with self._translated():
            self._db.execute("UPDATE documents SET place = ? WHERE doc_id = ?", (place, doc_id))

    def digests(self) -> dict[str, str]:
        """What each document was read from, by doc_id."""
        with self._translated():
            return dict(self._db.execute("SELECT doc_id, digest FROM documents").fetchall())

    def changed_since(self, revision: int) -> tuple[list[str], list[str]]:
        """Documents stored, and documents removed, after a revision."""
        with self._translated():
            query = "SELECT doc_id FROM {} WHERE revision > ? ORDER BY revision"
            stored = self._db.execute(query.format("documents"), (revision,)).fetchall()
            removed = self._db.execute(query.format("removed"), (revision,)).fetchall()
        return [row[0] for row in stored], [row[0] for row in removed]

    def documents(self, doc_ids: Iterable[str] | None = None) -> tuple[Document, ...]:
        """Documents in the order of the catalogue, with all their facts."""
        wanted = None if doc_ids is None else set(doc_ids)
        with self._translated():
            rows = self._db.execute(
                "SELECT doc_id, record FROM documents ORDER BY place"
            ).fetchall()
            return tuple(
                self._load(doc_id, record)
                for doc_id, record in rows
                if wanted is None or doc_id in wanted
            )

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        with self._translated():
            row = self._db.execute(
                "SELECT source, pages FROM documents WHERE doc_id = ?", (doc_id,)
            ).fetchone()
        if row is None:
            raise StoreError(f"索引中没有这份文件：{doc_id}。运行 wence corpus list 查看现有文件。")
        return SourceText(doc_id, row[0], tuple(json.loads(row[1])))

    def _create(self) -> None:
        for table in ("facts", "documents", "removed", "state"):
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def _load(self, doc_id: str, record: str) -> Document:
        rows = self._db.execute(
            "SELECT kind, record FROM facts WHERE doc_id = ? ORDER BY kind, place", (doc_id,)
        )
        facts: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
        for kind, text in rows:
            facts[kind].append(_KINDS[kind](**_revive(json.loads(text))))
        values = json.loads(record)
        issued = values["issued_on"]
        values["issued_on"] = date.fromisoformat(issued) if issued else None
        values["parents"] = tuple(values["parents"])
        values.update({kind: tuple(found) for kind, found in facts.items()})
        return Document(**values)

    @contextmanager
    def _change(self) -> Iterator[int]:
        with self._translated():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                revision = self.revision() + 1
                yield revision
                self._db.execute("REPLACE INTO state VALUES ('revision', ?)", (revision,))
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise StoreError(f"索引正被另一个进程使用：{self.path}。请稍后再试。") from error
            raise StoreError(
                f"索引无法使用：{self.path}（{error}）。请检查目录权限，或运行 wence index 重建。"
            ) from error
        except sqlite3.DatabaseError as error:
            raise StoreError(f"索引已损坏：{self.path}。请运行 wence index 重建。") from error


def _fact_rows(document: Document) -> Iterator[tuple[str, str, int, str | None, str]]:
    for kind in _KINDS:
        for place, fact in enumerate(getattr(document, kind)):
            clause_id = getattr(fact, "clause_id", None)
            yield document.doc_id, kind, place, clause_id, _dump(asdict(fact))


def _dump(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, default=str)


def _revive(record: dict[str, Any]) -> dict[str, Any]:
    for key in _SPANS:
        if key in record:
            record[key] = Span(**record[key])
    if "role" in record:
        record["role"] = Role(record["role"])
    if "depth" in record:
        record["kind"] = ClauseKind(record["kind"])
        record["path"] = tuple(record["path"])
    return record
