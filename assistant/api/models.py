"""The forms of requests and answers; ``assistant.jsonform`` fills the latter."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

LONGEST_QUESTION = 2000  # characters
_HISTORY = 20  # questions


class AskBody(BaseModel):
    """A question, with what was asked before it."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(
        min_length=1, max_length=LONGEST_QUESTION, examples=["农机报废更新由谁牵头？"]
    )
    doc: str | None = Field(None, description="只在这份文件里找")
    level: str | None = Field(None, description="只在这一级的文件里找：国、省、市、区")
    history: list[str] = Field(
        default_factory=list, max_length=_HISTORY, description="之前问过的问题"
    )


class Citation(BaseModel):
    """A verbatim quote; ``start`` and ``end`` are characters of the document's source text."""

    marker: int
    doc_id: str
    doc_number: str | None
    title: str
    clause: str
    clause_id: str
    path: list[str]
    quote: str
    start: int
    end: int
    page: int | None
    boxes: list[list[float]]
    kind: str


class Table(BaseModel):
    """Rows that an answer shows."""

    columns: list[str]
    rows: list[list[str]]


class AnswerForm(BaseModel):
    """A cited answer, or a refusal with the nearest clauses in ``related``."""

    question: str
    status: str = Field(description="answered 或 not_found")
    intent: str
    answer: str
    citations: list[Citation]
    table: Table | None
    related: list[Citation]
    generator: str
    elapsed_ms: float
    reading: str
    slots: dict[str, list[str]]
    dropped: int = Field(description="大模型写了而与条款对不上、被删去的句子数")
    notice: str = Field(description="请了大模型而由规则回答时，说明原因")


class HitForm(BaseModel):
    """A clause found; ``highlights`` are ranges of ``text``."""

    rank: int
    doc_id: str
    clause: str
    clause_id: str
    path: list[str]
    score: float
    text: str
    highlights: list[list[int]]


class HitsForm(BaseModel):
    """The hits of a query, best first."""

    query: str
    hits: list[HitForm]


class DocumentForm(BaseModel):
    """What is known of a document."""

    doc_id: str
    title: str
    doc_number: str | None
    issuer: str | None
    level: str | None
    region: str | None
    issued_on: str | None
    kind: str
    url: str | None
    clauses: int
    measures: int
    targets: int


class ClausesForm(BaseModel):
    """Clauses with their facts, as the exports give them."""

    model_config = ConfigDict(extra="allow")

    doc_id: str
    title: str
    doc_number: str | None
    clauses: list[dict[str, Any]]
