"""Test sets for retrieval and for answers: passages, queries, and which passages answer them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.formats.rows import json_file, json_rows, text_in, text_of
from eval.formats.topics import Topic, topic_of, unique
from indexer.errors import WenceError

Qrels = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A test set; ``corpus`` gives (title, text) by id, and is empty where the open library is meant.

    ``topics`` are the questions with what a right answer holds, where the set gives that; their
    ``clauses`` are ids of passages where it has passages of its own.
    """

    name: str
    corpus: dict[str, tuple[str, str]]
    queries: dict[str, str]
    qrels: Qrels
    topics: tuple[Topic, ...] = ()


def read_dataset(path: Path, kinds: Sequence[str] | None = None) -> Dataset:
    """A folder (BEIR, TREC) or a file (SQuAD, CMRC, DRCD, RGB, CRUD-RAG, our own questions).

    Args:
        path: what to read; its form is told from its content.
        kinds: keeps only questions of these kinds, where a file states kinds.

    Raises:
        WenceError: the path is missing or breaks its form; names file and row.
    """
    return _reader_of(path)(path, kinds)


def _reader_of(path: Path) -> Callable[[Path, Sequence[str] | None], Dataset]:
    from eval.formats import benchmarks, tables, trec

    if path.is_dir():
        return _beir if (path / "corpus.jsonl").exists() else trec.read_trec
    if path.suffix.lower() in tables.SUFFIXES:
        return lambda file, kinds: of_topics(file.stem, tables.read_table(file), kinds)
    if path.suffix == ".json" and text_of(path).lstrip()[:1] in "{[":
        whole = _whole_json(path)
        if whole is not None and not (isinstance(whole, dict) and "query" in whole):
            return benchmarks.read_crud if benchmarks.is_crud(whole) else benchmarks.read_squad
    return _lines


def _whole_json(path: Path) -> object:
    """The value of a file that is one JSON value; None for RGB, whose .json holds a row a line."""
    try:
        return json_file(path)
    except WenceError:
        lines = [line for line in text_of(path).splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:2]):
            return None
        raise


def _lines(path: Path, kinds: Sequence[str] | None) -> Dataset:
    """Our own questions, or RGB's, whose rows have a query."""
    from eval.formats import benchmarks

    rows = list(json_rows(path))
    if "query" in rows[0][1]:
        return benchmarks.of_rgb(path.stem, rows)
    topics = unique(((where, topic_of(row, where)) for where, row in rows), path)
    return of_topics(path.stem, topics, kinds)


def of_topics(name: str, topics: Sequence[Topic], kinds: Sequence[str] | None) -> Dataset:
    """Questions over the open library; those with clauses of which any will do are queries."""
    kept = tuple(each for each in topics if kinds is None or each.kind in kinds)
    asked = [each for each in kept if each.clauses and each.match == "any"]
    return Dataset(
        name,
        {},
        {each.id: each.question for each in asked},
        {each.id: dict.fromkeys(each.clauses, 1) for each in asked},
        kept,
    )


def _beir(folder: Path, kinds: Sequence[str] | None) -> Dataset:
    """Thakur et al. 2021, BEIR: corpus.jsonl, queries.jsonl, qrels/test.tsv."""
    corpus: dict[str, tuple[str, str]] = {}
    for where, row in json_rows(folder / "corpus.jsonl"):
        text = row.get("text")
        if not isinstance(text, str):
            raise WenceError(f"{where}缺少 text。请补上这一项。")
        corpus[text_in(row, ("_id",), where)] = (str(row.get("title") or ""), text)
    queries = {
        text_in(row, ("_id",), where): str(row.get("text", ""))
        for where, row in json_rows(folder / "queries.jsonl")
    }
    path = folder / "qrels" / "test.tsv"
    qrels: Qrels = {}
    for number, line in enumerate(text_of(path).splitlines(), 1):
        cells = line.split("\t")
        if not line.strip() or (number == 1 and cells[-1:] == ["score"]):
            continue
        add_qrel(qrels, cells, f"{path} 第 {number} 行", "查询、段落、等级 三列（制表符分隔）")
    known(qrels, queries, corpus, path)
    asked = {number: text for number, text in queries.items() if number in qrels}
    return Dataset(folder.name, corpus, asked, qrels)


def add_qrel(qrels: Qrels, row: Sequence[str], where: str, form: str) -> None:
    """Adds a row of (query, passage, grade).

    Raises:
        WenceError: the row has other columns, or its grade is no whole number.
    """
    try:
        query, passage, grade = row
        qrels.setdefault(query, {})[passage] = int(grade)
    except ValueError as error:
        raise WenceError(f"{where}应是 {form}：{list(row)}。") from error


def known(
    qrels: Qrels, queries: dict[str, str], corpus: dict[str, tuple[str, str]], path: Path
) -> None:
    """Checks that qrels name queries and passages that there are.

    Raises:
        WenceError: a query or passage is unknown.
    """
    for query, found in qrels.items():
        if query not in queries:
            raise WenceError(f"{path} 里的查询 {query} 不在查询文件中。请检查编号。")
        lost = [each for each in found if corpus and each not in corpus]
        if lost:
            raise WenceError(f"{path} 里查询 {query} 的段落 {lost[0]} 不在段落文件中。请检查编号。")
