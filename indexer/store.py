"""The one truth: documents with their sources, clauses and facts, in SQLite.

Facts are stored as JSON of their dataclass beside the columns that are looked up. Every
change bears a revision, so that a derived index can tell what it has missed. A document
bears a number that derived indexes use; each writing gets a new one, none is used twice.
"""

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import StoreError
from indexer.model import Attribution, Clause, Document, Scope, SourceText
from indexer.records import Raw, document_record, fact_rows, to_document, to_fact

VERSION = 2
_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  doc_id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, place INTEGER NOT NULL, digest TEXT NOT NULL,
  revision INTEGER NOT NULL, record TEXT NOT NULL, source TEXT NOT NULL, pages TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (
  doc_id TEXT NOT NULL REFERENCES documents(doc_id) ON DELETE CASCADE,
  kind TEXT NOT NULL, place INTEGER NOT NULL, clause_id TEXT, record TEXT NOT NULL,
  PRIMARY KEY (doc_id, kind, place));
CREATE INDEX IF NOT EXISTS facts_by_clause ON facts(clause_id);
CREATE TABLE IF NOT EXISTS removed (number INTEGER PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


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

    def identity(self) -> int:
        """Tells this store from one that stood in its place before."""
        with self._translated():
            query = "SELECT value FROM state WHERE name = 'identity'"
            return int(self._db.execute(query).fetchone()[0])

    def put(self, document: Document, source: SourceText, digest: str, place: int) -> None:
        """Stores a document anew with all its facts, in one transaction."""
        with self._change() as revision:
            self._forget(document.doc_id, revision)
            self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.doc_id,
                    revision,  # as good a number as any, and never used twice
                    place,
                    digest,
                    revision,
                    document_record(document),
                    source.text,
                    json.dumps(source.page_starts),
                ),
            )
            self._db.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?)", list(fact_rows(document))
            )

    def remove(self, doc_id: str) -> None:
        """Removes a document; its tombstone tells derived indexes."""
        with self._change() as revision:
            self._forget(doc_id, revision)

    def move(self, doc_id: str, place: int) -> None:
        """Gives a document its place in the catalogue."""
        with self._translated():
            self._db.execute("UPDATE documents SET place = ? WHERE doc_id = ?", (place, doc_id))

    def digests(self) -> dict[str, str]:
        """What each document was read from, by doc_id."""
        with self._translated():
            return dict(self._db.execute("SELECT doc_id, digest FROM documents").fetchall())

    def changed_since(self, revision: int) -> tuple[list[str], list[int]]:
        """doc_ids stored, and numbers of documents removed, after a revision."""
        with self._translated():
            query = "SELECT {} WHERE revision > ? ORDER BY revision"
            stored = self._db.execute(query.format("doc_id FROM documents"), (revision,)).fetchall()
            gone = self._db.execute(query.format("number FROM removed"), (revision,)).fetchall()
        return [row[0] for row in stored], [row[0] for row in gone]

    def numbers(self, where: Scope | None = None) -> dict[str, int]:
        """Numbers of the documents that fit, by doc_id, in the order of the catalogue."""
        condition, values = _condition(where or Scope())
        with self._translated():
            rows = self._db.execute(
                f"SELECT doc_id, number FROM documents d WHERE {condition} ORDER BY place", values
            ).fetchall()
        return dict(rows)

    def clause_places(self, where: Scope) -> list[tuple[int, int]]:
        """(document number, place) of the clauses that fit."""
        condition, values = _condition(where)
        of_organ = ""
        if where.organs:
            marks = ", ".join("?" * len(where.organs))
            of_organ = (
                " AND c.clause_id IN (SELECT clause_id FROM facts WHERE kind = 'attributions'"
                f" AND json_extract(record, '$.canonical') IN ({marks}))"
            )
            values += where.organs
        with self._translated():
            return self._db.execute(
                "SELECT d.number, c.place FROM documents d JOIN facts c USING (doc_id)"
                f" WHERE c.kind = 'clauses' AND {condition}{of_organ}",
                values,
            ).fetchall()

    def count_clauses(self, doc_ids: Iterable[str]) -> int:
        """How many clauses the documents have."""
        with self._translated():
            return sum(
                self._db.execute(
                    "SELECT count(*) FROM facts WHERE doc_id = ? AND kind = 'clauses'", (doc_id,)
                ).fetchone()[0]
                for doc_id in doc_ids
            )

    def documents(self, doc_ids: Iterable[str] | None = None) -> tuple[Document, ...]:
        """Documents in the order of the catalogue, with all their facts."""
        wanted = None if doc_ids is None else set(doc_ids)
        with self._translated():
            rows = self._db.execute(
                "SELECT doc_id, record FROM documents ORDER BY place"
            ).fetchall()
            return tuple(
                to_document(record, self._rows(doc_id))
                for doc_id, record in rows
                if wanted is None or doc_id in wanted
            )

    def outlines(self) -> tuple[Document, ...]:
        """Documents without their facts, in the order of the catalogue: cheap to read."""
        with self._translated():
            rows = self._db.execute("SELECT record FROM documents ORDER BY place").fetchall()
        return tuple(to_document(record, ()) for (record,) in rows)

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        with self._translated():
            row = self._db.execute(
                "SELECT source, pages FROM documents WHERE doc_id = ?", (doc_id,)
            ).fetchone()
        if row is None:
            raise StoreError(f"索引中没有这份文件：{doc_id}。运行 wence corpus list 查看现有文件。")
        return SourceText(doc_id, row[0], tuple(json.loads(row[1])))

    def raw_documents(self, numbers: Iterable[int]) -> Iterator[Raw]:
        """What stands of documents, one after the other: cheap to read, for others to parse."""
        for number in numbers:
            with self._translated():
                row = self._db.execute(
                    "SELECT doc_id, record FROM documents WHERE number = ?", (number,)
                ).fetchone()
                rows = self._rows(row[0]) if row else []
            if row:
                yield Raw(number, row[1], tuple(rows))

    def clause_at(self, number: int, place: int) -> tuple[Clause, list[Attribution]] | None:
        """The clause at a place of the document with a number, and its attributions."""
        with self._translated():
            row = self._db.execute(
                "SELECT c.record FROM documents d JOIN facts c USING (doc_id)"
                " WHERE d.number = ? AND c.kind = 'clauses' AND c.place = ?",
                (number, place),
            ).fetchone()
            if row is None:
                return None
            clause = to_fact("clauses", row[0])
            rows = self._db.execute(
                "SELECT record FROM facts WHERE clause_id = ? AND kind = 'attributions'"
                " ORDER BY place",
                (clause.clause_id,),
            ).fetchall()
        return clause, [to_fact("attributions", each[0]) for each in rows]

    def _forget(self, doc_id: str, revision: int) -> None:
        """Drops a document; the tombstone of its number tells derived indexes."""
        self._db.execute(
            "INSERT INTO removed SELECT number, ? FROM documents WHERE doc_id = ?",
            (revision, doc_id),
        )
        self._db.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,))

    def _create(self) -> None:
        for table in ("facts", "documents", "removed", "state"):
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
        self._db.executescript(_SCHEMA)
        self._db.execute("INSERT INTO state VALUES ('identity', ?)", (secrets.randbits(62),))
        self._db.execute(f"PRAGMA user_version = {VERSION}")

    def _rows(self, doc_id: str) -> list[tuple[str, str]]:
        return self._db.execute(
            "SELECT kind, record FROM facts WHERE doc_id = ? ORDER BY kind, place", (doc_id,)
        ).fetchall()

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


def _condition(where: Scope) -> tuple[str, list[str]]:
    """SQL over documents ``d`` for all of a scope but its organs, with its values."""
    parts: list[str] = ["1"]
    values: list[str] = []
    if where.doc_ids is not None:
        parts.append(f"d.doc_id IN ({', '.join('?' * len(where.doc_ids))})")
        values += where.doc_ids
    for name, value in (("level", where.level), ("region", where.region)):
        if value is not None:
            parts.append(f"json_extract(d.record, '$.{name}') = ?")
            values.append(value)
    if where.year is not None:
        parts.append("substr(json_extract(d.record, '$.issued_on'), 1, 4) = ?")
        values.append(where.year)
    return " AND ".join(parts), values
