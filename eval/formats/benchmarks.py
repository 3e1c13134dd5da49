"""Public benchmarks: SQuAD's form (CMRC 2018, DRCD), RGB and CRUD-RAG.

Rajpurkar et al. 2016 (SQuAD); Cui et al. 2019 (CMRC 2018); Shao et al. 2018 (DRCD);
Chen et al. 2024, arXiv 2309.01431 (RGB); Lyu et al. 2024, arXiv 2401.17043 (CRUD-RAG).
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.formats.datasets import Dataset
from eval.formats.rows import json_file, text_in, texts_in
from eval.formats.topics import Topic
from indexer.errors import WenceError

_CRUD = ("questanswer_1doc", "questanswer_2docs", "questanswer_3docs")


class _Passages:
    """Passages as they come, each text once, with an id of its own."""

    def __init__(self) -> None:
        self.corpus: dict[str, tuple[str, str]] = {}
        self._ids: dict[str, str] = {}

    def add(self, text: str) -> str:
        """The id of a passage."""
        if text not in self._ids:
            self._ids[text] = f"p{len(self._ids)}"
            self.corpus[self._ids[text]] = ("", text)
        return self._ids[text]


def _dataset(name: str, passages: _Passages, topics: Sequence[Topic]) -> Dataset:
    return Dataset(
        name,
        passages.corpus,
        {each.id: each.question for each in topics},
        {each.id: dict.fromkeys(each.clauses, 1) for each in topics if each.clauses},
        tuple(topics),
    )


def _topic(number: str, kind: str, question: str, passages: Sequence[str], **more: Any) -> Topic:
    empty: dict[str, Any] = {"must": (), "never": (), "doc_id": None, "status": "answered"}
    match = "any" if passages else "none"
    fields = {**empty, "clauses": tuple(passages), "match": match, **more}
    return Topic(id=number, kind=kind, question=question, **fields)


def read_squad(path: Path, kinds: Sequence[str] | None) -> Dataset:
    """Paragraphs with questions; a question's paragraph answers it."""
    passages, topics = _Passages(), []
    articles = json_file(path)
    articles = articles.get("data") if isinstance(articles, dict) else articles
    if not isinstance(articles, list):
        raise WenceError(f"{path} 不是 SQuAD 格式：缺少 data 列表。请检查文件。")
    for at, article in enumerate(articles, 1):
        paragraphs = _list(article, "paragraphs", f"{path} 第 {at} 篇")
        for place, paragraph in enumerate(paragraphs, 1):
            where = f"{path} 第 {at} 篇第 {place} 段"
            number = passages.add(text_in(_object(paragraph, where), ("context",), where))
            for order, question in enumerate(_list(paragraph, "qas", where), 1):
                topics.append(_of_squad(question, number, f"{where}第 {order} 问"))
    return _dataset(path.stem, passages, topics)


def _of_squad(question: Any, passage: str, where: str) -> Topic:
    row = _object(question, where)
    answers = [
        text_in(_object(each, f"{where}的答案"), ("text",), f"{where}的答案")
        for each in _list(row, "answers", where)
    ]
    # Two questions of CMRC's trial set are empty: they stay, and find nothing.
    asked = row.get("question")
    if not isinstance(asked, str):
        raise WenceError(f"{where}缺少 question。请补上这一项。")
    return _topic(
        text_in(row, ("id",), where), "", asked, [passage], answers=tuple(dict.fromkeys(answers))
    )


def of_rgb(name: str, rows: Sequence[tuple[str, dict[str, Any]]]) -> Dataset:
    """RGB: a query, the answer's parts (each with its spellings), passages with and without it."""
    passages, topics = _Passages(), []
    for order, (where, row) in enumerate(rows):
        right = [passages.add(each) for each in _flat(row, "positive", where)]
        for each in _flat(row, "negative", where):
            passages.add(each)
        topics.append(
            _topic(
                str(row.get("id", order)),
                name,
                text_in(row, ("query",), where),
                right,
                must=_parts(row.get("answer"), where),
            )
        )
    return _dataset(name, passages, topics)


def _flat(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """A list of passages; zh_int groups them by the part of the answer that they hold."""
    value = row.get(name, [])
    if isinstance(value, list) and all(isinstance(each, list) for each in value):
        value = [text for group in value for text in group]
    return texts_in({name: value}, name, where)


def _parts(answer: Any, where: str) -> tuple[str, ...]:
    """甲, [甲, 乙] or [[甲, 甲的别名], 乙] as what an answer must hold."""
    parts = answer if isinstance(answer, list) else [answer]
    spelt = [each if isinstance(each, list) else [each] for each in parts]
    if not spelt or not all(isinstance(word, str) and word for each in spelt for word in each):
        raise WenceError(f"{where}的 answer 应是文字或文字的列表：{answer!r}。")
    return tuple("|".join(each) for each in spelt)


def is_crud(whole: object) -> bool:
    """Whether a JSON value is CRUD-RAG's merged split."""
    return isinstance(whole, dict) and any(name in whole for name in _CRUD)


def read_crud(path: Path, kinds: Sequence[str] | None) -> Dataset:
    """The question answering parts of CRUD-RAG: one, two or three news items for an answer."""
    passages, topics = _Passages(), []
    whole = json_file(path)
    for kind in (each for each in _CRUD if each in whole and (kinds is None or each in kinds)):
        for order, item in enumerate(_list(whole, kind, str(path)), 1):
            where = f"{path} {kind} 第 {order} 条"
            row = _object(item, where)
            news = [text_in(row, (name,), where) for name in sorted(row) if name[:4] == "news"]
            if not news:
                raise WenceError(f"{where}缺少 news1。请补上这一项。")
            topics.append(
                _topic(
                    f"{kind}-{row.get('ID', order)}",
                    kind,
                    text_in(row, ("questions",), where),
                    [passages.add(each) for each in news],
                    answers=(text_in(row, ("answers",), where),),
                )
            )
    return _dataset(path.stem, passages, topics)


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WenceError(f"{where}不是 JSON 对象：{str(value)[:40]!r}。")
    return value


def _list(value: Any, name: str, where: str) -> list[Any]:
    found = _object(value, where).get(name)
    if not isinstance(found, list):
        raise WenceError(f"{where}缺少 {name} 列表。请检查文件。")
    return found
