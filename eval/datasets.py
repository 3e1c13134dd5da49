"""Retrieval test sets: passages, queries and which passages answer them (qrels)."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import WenceError

Qrels = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A test set; ``corpus`` gives (title, text) by id, and is empty where the open library is meant."""

    name: str
    corpus: dict[str, tuple[str, str]]
    queries: dict[str, str]
    qrels: Qrels


def read_dataset(path: Path, kinds: Sequence[str] | None = None) -> Dataset:
    """A BEIR folder, a SQuAD-form JSON file, or questions over the library with their clauses.

    ``kinds`` keeps only questions of these kinds, where a file states kinds.

    Raises:
        WenceError: the path is missing or breaks its form; names file and row.
    """
    if path.is_dir():
        return _beir(path)
    if path.suffix == ".jsonl":
        return _clause_questions(path, kinds)
    return _squad(path)


def _beir(folder: Path) -> Dataset:
    """Thakur et al. 2021, BEIR: corpus.jsonl, queries.jsonl, qrels/test.tsv."""
    corpus = {
        str(row["_id"]): (str(row.get("title", "")), str(row["text"]))
        for row in _rows(folder / "corpus.jsonl", ("_id", "text"))
    }
    queries = {
        str(row["_id"]): str(row["text"])
        for row in _rows(folder / "queries.jsonl", ("_id", "text"))
    }
    qrels: Qrels = {}
    path = folder / "qrels" / "test.tsv"
    for number, row in enumerate(csv.reader(_text(path).splitlines(), delimiter="\t"), 1):
        if number == 1 and row[-1:] == ["score"]:
            continue
        try:
            query, passage, grade = row
            qrels.setdefault(query, {})[passage] = int(grade)
        except ValueError as error:
            raise WenceError(
                f"{path} 第 {number} 行应是 查询、段落、等级 三列（制表符分隔）：{row}。"
            ) from error
    asked = {number: text for number, text in queries.items() if number in qrels}
    return Dataset(folder.name, corpus, asked, qrels)


def _squad(path: Path) -> Dataset:
    """Rajpurkar et al. 2016: paragraphs with questions; a question's paragraph answers it."""
    corpus: dict[str, tuple[str, str]] = {}
    queries: dict[str, str] = {}
    qrels: Qrels = {}
    try:
        for article in json.loads(_text(path))["data"]:
            for paragraph in article["paragraphs"]:
                number = f"p{len(corpus)}"
                corpus[number] = ("", paragraph["context"])
                for question in paragraph["qas"]:
                    queries[str(question["id"])] = question["question"]
                    qrels[str(question["id"])] = {number: 1}
    except (ValueError, KeyError, TypeError) as error:
        raise WenceError(f"{path} 不是 SQuAD 格式（{error!r}）。请检查文件。") from error
    return Dataset(path.stem, corpus, queries, qrels)


def _clause_questions(path: Path, kinds: Sequence[str] | None) -> Dataset:
    queries: dict[str, str] = {}
    qrels: Qrels = {}
    for row in _rows(path, ("id", "question", "clauses")):
        wanted = kinds is None or row.get("kind") in kinds
        if wanted and row["clauses"] and row.get("match", "any") == "any":
            queries[str(row["id"])] = str(row["question"])
            qrels[str(row["id"])] = {str(label): 1 for label in row["clauses"]}
    return Dataset(path.stem, {}, queries, qrels)


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise WenceError(f"{path} 第 {number} 行不是 JSON：{error}。") from error
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise WenceError(f"{path} 第 {number} 行缺少 {'、'.join(missing)}。")
        yield row


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"文件无法读取：{path}（{error}）。请检查路径和编码（UTF-8）。") from error
