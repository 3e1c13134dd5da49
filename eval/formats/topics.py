"""Questions with what a right answer holds: our own JSONL form, see eval/README.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.formats.rows import json_rows, text_in, texts_in
from indexer.errors import WenceError

MATCHES = ("any", "all", "none")
STATUSES = ("answered", "not_found")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question with what a right answer holds.

    ``answers`` are reference answers, any of which will do, as benchmarks give them; the other
    fields are those of the form of our own.
    """

    id: str
    kind: str
    question: str
    status: str
    clauses: tuple[str, ...]
    match: str
    must: tuple[str, ...]
    never: tuple[str, ...]
    doc_id: str | None
    history: tuple[str, ...] = ()  # questions asked before, in order
    answers: tuple[str, ...] = ()


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The questions of a JSONL file.

    Raises:
        WenceError: a row that breaks the form; names file and row.
    """
    return unique(((where, topic_of(row, where)) for where, row in json_rows(path)), path)


def unique(found: Iterable[tuple[str, Topic]], path: Path) -> tuple[Topic, ...]:
    """The questions, whose ids must differ.

    Raises:
        WenceError: an id stands twice; names the second row.
    """
    topics: dict[str, Topic] = {}
    for where, topic in found:
        if topic.id in topics:
            raise WenceError(f"{where}的 id {topic.id} 与前面的重复。请给每题一个编号。")
        topics[topic.id] = topic
    if not topics:
        raise WenceError(f"{path} 里没有题目。")
    return tuple(topics.values())


def topic_of(row: Mapping[str, Any], where: str) -> Topic:
    """A row as a question.

    Raises:
        WenceError: the row breaks the form.
    """
    question = text_in(row, ("question",), where)
    clauses, answers = texts_in(row, "clauses", where), texts_in(row, "answers", where)
    match = row.get("match", "any" if clauses else "none")
    status = row.get("status", "answered")
    if match not in MATCHES:
        raise WenceError(f"{where}的 match 不认识：{match!r}。可用的有 {'、'.join(MATCHES)}。")
    if status not in STATUSES:
        raise WenceError(f"{where}的 status 不认识：{status!r}。可用的有 {'、'.join(STATUSES)}。")
    if match != "none" and not clauses:
        raise WenceError(f"{where}的 match 是 {match}，却没有 clauses。请写明条款号。")
    doc_id = row.get("doc_id")
    if doc_id is not None and not isinstance(doc_id, str):
        raise WenceError(f"{where}的 doc_id 应是文字：{doc_id!r}。")
    return Topic(
        id=str(row.get("id", where)),
        kind=str(row.get("kind", "")),
        question=question,
        status=status,
        clauses=clauses,
        match=match,
        must=texts_in(row, "must", where),
        never=texts_in(row, "never", where),
        doc_id=doc_id,
        history=texts_in(row, "history", where),
        answers=answers,
    )
