"""Retrieval test sets are read, and measured as the field measures."""

import json
from pathlib import Path

import pytest

from eval.formats.datasets import Dataset, read_dataset
from eval.retrieval import Ranking, rank_all, throw_away_index, write_run
from indexer.errors import WenceError

CORPUS = {
    "a": "推动燃气管道老化更新改造，消除安全隐患。",
    "b": "加大老旧农机淘汰力度，落实农机报废更新补贴。",
    "c": "推动医疗机构病房改造提升，增加二人间。",
}
QUERIES = {"1": "煤气管子太老了", "2": "农机报废", "3": "住院病房", "4": "没有答案的查询"}
QRELS = {"1": {"a": 1}, "2": {"b": 1}, "3": {"c": 1}, "4": {"a": 1}}


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "qrels").mkdir(parents=True)
    corpus = [json.dumps({"_id": k, "title": "", "text": v}) for k, v in CORPUS.items()]
    queries = [json.dumps({"_id": k, "text": v}) for k, v in [*QUERIES.items(), ("5", "无等级")]]
    qrels = [f"{q}\t{p}\t{grade}" for q, found in QRELS.items() for p, grade in found.items()]
    (folder / "corpus.jsonl").write_text("\n".join(corpus), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(queries), "utf-8")
    header = "query-id\tcorpus-id\tscore"
    (folder / "qrels" / "test.tsv").write_text("\n".join([header, *qrels]), "utf-8")
    return folder


def test_a_beir_folder_is_read(beir: Path) -> None:
    dataset = read_dataset(beir)
    assert dataset.name == "small"
    assert dataset.corpus["b"] == ("", CORPUS["b"])
    assert dataset.queries == QUERIES
    assert dataset.qrels == QRELS


def test_a_squad_file_is_read(tmp_path: Path) -> None:
    qas = [{"id": "q1", "question": "问", "answers": []}]
    data = {"data": [{"paragraphs": [{"context": "段落", "qas": qas}]}]}
    (tmp_path / "set.json").write_text(json.dumps(data), "utf-8")
    dataset = read_dataset(tmp_path / "set.json")
    assert (dataset.corpus, dataset.qrels) == ({"p0": ("", "段落")}, {"q1": {"p0": 1}})


def test_questions_with_clauses_are_read_by_kind(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "kind": "lead", "question": "甲", "clauses": ["6"], "match": "any"},
        {"id": "2", "kind": "duties", "question": "乙", "clauses": ["6", "7"], "match": "all"},
        {"id": "3", "kind": "content", "question": "丙", "clauses": ["9"], "match": "any"},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert list(read_dataset(file).queries) == ["1", "3"]
    assert list(read_dataset(file, ["content"]).queries) == ["3"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("corpus.jsonl", "{", "第 1 行不是 JSON"),
        ("corpus.jsonl", '{"_id": "a"}', "第 1 行缺少 text"),
        ("qrels/test.tsv", "1\ta", "第 1 行应是"),
        ("qrels/test.tsv", "1\ta\tgood", "第 1 行应是"),
    ],
)
def test_a_row_that_breaks_the_form_is_named(
    beir: Path, name: str, text: str, message: str
) -> None:
    (beir / name).write_text(text, "utf-8")
    with pytest.raises(WenceError, match=message) as caught:
        read_dataset(beir)
    assert str(beir / name) in str(caught.value)


@pytest.mark.parametrize("name", ["nothing.jsonl", "nothing.json", "nothing"])
def test_a_missing_set_is_one_clear_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(WenceError, match="nothing"):
        read_dataset(tmp_path / name)


@pytest.mark.parametrize("leg", ["sparse", "dense", "hybrid"])
def test_each_leg_ranks_a_throw_away_index(beir: Path, tmp_path: Path, leg: str) -> None:
    dataset = read_dataset(beir)
    with throw_away_index(dataset, None, tmp_path) as ranker:
        run = rank_all(dataset, ranker(leg)).run
    assert max(run["2"], key=lambda each: run["2"][each]) == "b"
    assert max(run["3"], key=lambda each: run["3"][each]) == "c"


def test_measures_are_those_of_the_field() -> None:
    run = {"1": {"a": -0.0}, "2": {"a": -0.0, "b": -1.0}, "3": {"a": -0.0}}
    figures = Ranking(run, (0.01,) * 4).figures(QRELS)
    assert figures["R@1"] == 0.25
    assert figures["R@5"] == 0.5
    assert figures["RR@10"] == pytest.approx((1 + 1 / 2) / 4)
    assert figures["nDCG@10"] == pytest.approx((1 + 0.6309297535714575) / 4)


def test_a_run_file_has_the_form_of_trec(tmp_path: Path) -> None:
    write_run(tmp_path / "out.run", {"1": {"b": -1.0, "a": -0.0}}, "wence")
    rows = [line.split() for line in (tmp_path / "out.run").read_text("utf-8").splitlines()]
    assert [row[:4] for row in rows] == [["1", "Q0", "a", "1"], ["1", "Q0", "b", "2"]]
    assert {len(row) for row in rows} == {6}


def test_an_empty_answer_counts_zero() -> None:
    dataset = Dataset("none", {}, QUERIES, QRELS)
    figures = rank_all(dataset, lambda _: []).figures(QRELS)
    assert figures["RR@10"] == 0
