"""TREC's topics, qrels and runs (Voorhees and Harman 2005, ch. 3): over the open library."""

import re
from collections.abc import Sequence
from pathlib import Path

from eval.formats.datasets import Dataset, Qrels, add_qrel, known
from eval.formats.rows import text_of
from indexer.errors import WenceError

_TOPICS = ("topics.txt", "topics.tsv", "topics.trec")
_QRELS = ("qrels.txt", "qrels.tsv", "qrels")
_TOP = re.compile("<top>(.*?)</top>", re.DOTALL)
_NUM = re.compile(r"<num>\s*(?:Number:)?\s*(\S+)")
_TITLE = re.compile(r"<title>\s*(?:Topic:)?\s*([^<]+)")


def read_trec(folder: Path, kinds: Sequence[str] | None = None) -> Dataset:
    """Topics (``<top>`` or ``number TAB question``) and qrels, whose passages are clauses.

    Raises:
        WenceError: a file is missing or breaks its form; names file and row.
    """
    topics = _file(folder, _TOPICS)
    queries = read_topics_of(topics)
    path = _file(folder, _QRELS)
    qrels = read_qrels(path)
    known(qrels, queries, {}, path)
    return Dataset(folder.name, {}, {q: t for q, t in queries.items() if q in qrels}, qrels)


def _file(folder: Path, names: Sequence[str]) -> Path:
    found = next((folder / each for each in names if (folder / each).is_file()), None)
    if found is None:
        raise WenceError(
            f"{folder} 既不是 BEIR（corpus.jsonl、queries.jsonl、qrels/test.tsv）"
            f"也不是 TREC（{names[0]}）目录。请检查路径。"
        )
    return found


def read_topics_of(path: Path) -> dict[str, str]:
    """Questions by number.

    Raises:
        WenceError: a topic lacks its number or its title.
    """
    text = text_of(path)
    if "<top>" in text:
        return dict(
            _topic(hit[1], f"{path} 第 {text[: hit.start()].count(chr(10)) + 1} 行")
            for hit in _TOP.finditer(text)
        )
    found: dict[str, str] = {}
    for order, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        number, tab, question = line.partition("\t")
        if not tab or not question.strip():
            raise WenceError(f"{path} 第 {order} 行应是 编号、问题 两列（制表符分隔）：{line!r}。")
        found[number.strip()] = question.strip()
    return found


def _topic(text: str, where: str) -> tuple[str, str]:
    number, title = _NUM.search(text), _TITLE.search(text)
    if number is None or title is None:
        missing = "<num>" if number is None else "<title>"
        raise WenceError(f"{where}开始的 <top> 缺少 {missing}。请补上这一项。")
    return number[1], title[1].strip()


def read_qrels(path: Path) -> Qrels:
    """``query 0 passage grade`` in rows parted by blanks.

    Raises:
        WenceError: a row has other columns; names it.
    """
    qrels: Qrels = {}
    for order, line in enumerate(text_of(path).splitlines(), 1):
        if line.strip():
            columns = line.split()
            row = [columns[0], *columns[2:]] if len(columns) == 4 else columns
            add_qrel(qrels, row, f"{path} 第 {order} 行", "查询、0、段落、等级 四列")
    return qrels
