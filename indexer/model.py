"""The nouns of Wence: frozen values that travel from reader to answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Role(StrEnum):
    """What an organ does in a measure (牵头, 责任, 配合)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATING = "cooperating"


class ClauseKind(StrEnum):
    """What a clause is in its document."""

    HEAD = "head"  # the issuing page: title, number, date, contact, preamble
    TAIL = "tail"  # closing words behind the last measure, said of the whole plan
    CHAPTER = "chapter"
    SECTION = "section"
    MEASURE = "measure"  # bears an attribution, or is a leaf of the plan's body
    ITEM = "item"  # any other numbered clause
    ANNEX = "annex"  # a table behind the body, with its title
    ROW = "row"  # of an annex; its label is that of the annex


class Source(StrEnum):
    """Which leg of retrieval found a hit."""

    SPARSE = "sparse"
    DENSE = "dense"
    FUSED = "fused"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters of the source: ``source.text[start:end]`` was read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalogue says of a document; None: to be read from the document itself."""

    doc_id: str
    file: Path
    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    level: str | None = None  # 国, 省, 市, 区
    region: str | None = None
    issued_on: date | None = None
    status: str | None = None
    parents: tuple[str, ...] = ()
    url: str | None = None
    kind: str = "full"  # full | digest
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as read; ``page_starts`` is empty where it has no pages."""

    doc_id: str
    text: str
    page_starts: tuple[int, ...] = ()

    def page_of(self, place: int) -> int | None:
        """The page, counted from 1, of a character; None without pages."""
        return sum(start <= place for start in self.page_starts) or None


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered clause, or the issuing page (条款).

    ``text`` is its own text without layout; ``own`` covers that in the source, ``span`` the
    children too. ``label`` is the bare number as cited: 29, （十一）, 一, head, tail, 附件1.
    """

    clause_id: str
    doc_id: str
    label: str
    kind: ClauseKind
    depth: int
    heading: str | None
    text: str
    span: Span
    own: Span
    page: int | None = None
    parent_id: str | None = None
    path: tuple[str, ...] = ()  # headings of the ancestors and of itself, outermost first
    title: str = ""  # how the source writes label and heading: "29.加大汽车…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """An organ named for a clause in a role (牵头单位, 责任单位, 配合单位)."""

    clause_id: str
    organ: str  # as the source writes it, without layout
    canonical: str
    role: Role
    order: int
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a clause demands, in figures or in set words (指标, 目标).

    ``comparator`` is one of >=, <=, >, <, =, ~, qualitative. ``deadline`` is ISO 8601 in
    the precision of the source (2025, 2025-06, 2024-12-31). 万 and 亿 stay in ``unit``, not in
    ``value_normalized``. A range (3—5家) ends at ``value_to``.
    """

    clause_id: str
    indicator: str
    comparator: str
    value: float | None
    unit: str | None
    deadline: str | None
    recurrence: str | None
    baseline: str | None
    text: str
    span: Span
    rule_id: str
    value_normalized: float | None = None
    cumulative: bool = False
    value_to: float | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """What a clause grants (补贴标准): ``rate`` in per cent, or ``amount`` in yuan; ``cap`` in yuan."""

    clause_id: str
    subject: str
    condition: str | None
    rate: float | None
    amount: float | None
    cap: float | None
    unit: str  # of rate or amount: %, 元
    window: str | None  # as the source writes it
    text: str
    span: Span
    rule_id: str
    share: str = ""  # its own words, where several share the text: 分别补贴1万元、2万元


@dataclass(frozen=True, slots=True)
class Reference:
    """A document or standard that a clause cites (引用文件, 标准)."""

    clause_id: str
    title: str
    doc_number: str | None
    resolved_doc_id: str | None
    text: str
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, from the issuing page (附注: 联系电话)."""

    organ: str | None
    telephone: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the issuing page with its place: title, issuer, doc_number, issued_on ..."""

    name: str
    value: str
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class Document:
    """A plan, parsed: who issued what when, its clauses in reading order, and its facts."""

    doc_id: str
    title: str
    issuer: str | None
    doc_number: str | None
    issued_on: date | None
    level: str | None  # 国, 省, 市, 区
    region: str | None
    kind: str  # full | digest
    url: str | None
    parents: tuple[str, ...]
    clauses: tuple[Clause, ...]
    attributions: tuple[Attribution, ...] = ()
    targets: tuple[Target, ...] = ()
    references: tuple[Reference, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    facts: tuple[Fact, ...] = ()
    status: str | None = None

    def measures(self) -> Iterator[Clause]:
        """The clauses that are measures (措施), in reading order."""
        return (clause for clause in self.clauses if clause.kind is ClauseKind.MEASURE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause as indexed, under its heading path; ``body`` is its text without organs' names.

    ``number`` is what the indexes store: the document in the high bits, the clause in the low 20.
    """

    number: int
    clause_id: str
    doc_id: str
    text: str
    heading: str
    path: tuple[str, ...]
    span: Span
    body: str = ""
    organs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a search may find; None and () limit nothing."""

    doc_ids: tuple[str, ...] | None = None
    level: str | None = None  # 国, 省, 市, 区
    region: str | None = None
    year: str | None = None  # of issue
    organs: tuple[str, ...] = ()  # canonical names; the clause names one of them


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query, with the cosine of its nearest window (0: not found by it)."""

    passage: Passage
    score: float
    rank: int
    source: Source
    cosine: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote from a clause, numbered as in the answer."""

    marker: int
    clause_id: str
    doc_id: str
    doc_number: str | None
    title: str
    clause: str
    path: tuple[str, ...]
    quote: str
    span: Span
    page: int | None = None
    kind: str = "full"  # of the document: full | digest


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that an answer or an export shows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or an honest refusal with the nearest clauses."""

    question: str
    status: str  # answered | not_found
    intent: str
    text: str  # markdown with [1] markers
    citations: tuple[Citation, ...] = ()
    related: tuple[Citation, ...] = ()
    table: Table | None = None
    summary: str = ""  # the text without the lines that repeat the table
    reading: str = ""  # how the question was understood, for people
    slots: dict[str, list[str]] = field(default_factory=dict)
    generator: str = "rules"  # or llm:MODEL
    elapsed_ms: float = 0.0
    dropped: int = 0  # sentences of a model that its clauses did not hold
    notice: str = ""  # why the rules speak where a model was asked
