"""Question files and parsing gold, read and checked row by row."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import WenceError

MATCHES = ("any", "all", "none")
STATUSES = ("answered", "not_found")


@dataclass(frozen=True, slots=True)
class Topic:
    """One question with what a right answer holds; see the contract in README.md."""

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


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The questions of a JSONL file.

    Raises:
        WenceError: a row that breaks the form; names file and row.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(
            f"题目文件无法读取：{path}（{error}）。请检查路径和编码（UTF-8）。"
        ) from error
    return tuple(
        _topic(line, f"{path} 第 {row} 行") for row, line in enumerate(lines, 1) if line.strip()
    )


def _topic(line: str, where: str) -> Topic:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise WenceError(f"{where} 不是 JSON：{error}。请每行写一个 JSON 对象。") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise WenceError(f"{where} 缺少 question。请照 eval/README.md 的格式补上。")
    match, status = row.get("match", "none"), row.get("status", "answered")
    if match not in MATCHES or status not in STATUSES:
        raise WenceError(f"{where} 的 match 或 status 不认识：{match}、{status}。")
    return Topic(
        str(row.get("id", where)),
        str(row.get("kind", "")),
        row["question"],
        status,
        tuple(row.get("clauses", ())),
        match,
        tuple(row.get("must", ())),
        tuple(row.get("never", ())),
        row.get("doc_id"),
        tuple(row.get("history") or ()),
    )


def read_gold(path: Path) -> dict[str, Any]:
    """The parsing gold of one document: doc_id, and any of measures, targets, benefits.

    Raises:
        WenceError: the file is missing or is no gold.
    """
    try:
        gold = json.loads(path.read_text("utf-8"))
        kinds = {name: gold[name] for name in ("measures", "targets", "benefits") if name in gold}
        return {"doc_id": gold["doc_id"], **kinds}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WenceError(
            f"标准答案无法读取：{path}（{error!r}）。请照 eval/README.md 检查。"
        ) from error
