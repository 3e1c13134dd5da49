"""Documents and facts as JSON, as the store keeps them, and back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from indexer.model import (
    Attribution,
    Benefit,
    Clause,
    ClauseKind,
    Contact,
    Document,
    Fact,
    Reference,
    Role,
    Span,
    Target,
)

_KINDS: dict[str, type] = {
    "clauses": Clause,
    "attributions": Attribution,
    "targets": Target,
    "references": Reference,
    "benefits": Benefit,
    "contacts": Contact,
    "facts": Fact,
}
_SPANS = ("span", "own")


def document_record(document: Document) -> str:
    """A document without its facts."""
    return _dump({k: v for k, v in asdict(document).items() if k not in _KINDS})


def fact_rows(document: Document) -> Iterator[tuple[str, str, int, str | None, str]]:
    """(doc_id, kind, place, clause_id, record) of each fact."""
    for kind in _KINDS:
        for place, fact in enumerate(getattr(document, kind)):
            clause_id = getattr(fact, "clause_id", None)
            yield document.doc_id, kind, place, clause_id, _dump(asdict(fact))


def to_document(record: str, rows: Iterable[tuple[str, str]]) -> Document:
    """The document of a record and its (kind, record) rows, each kind in order."""
    facts: dict[str, list[Any]] = {kind: [] for kind in _KINDS}
    for kind, text in rows:
        facts[kind].append(to_fact(kind, text))
    values = json.loads(record)
    issued = values["issued_on"]
    values["issued_on"] = date.fromisoformat(issued) if issued else None
    values["parents"] = tuple(values["parents"])
    values.update({kind: tuple(found) for kind, found in facts.items()})
    return Document(**values)


@dataclass(frozen=True, slots=True)
class Raw:
    """What the store holds of a document: its number, record and rows of (kind, record)."""

    number: int
    record: str
    rows: tuple[tuple[str, str], ...]


def to_fact(kind: str, text: str) -> Any:
    """The fact of a kind that a record holds."""
    return _KINDS[kind](**_revive(json.loads(text)))


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
