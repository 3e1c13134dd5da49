"""What evaluators bring in is read, or refused with one clear line that names file and row."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eval.formats.datasets import read_dataset
from eval.formats.tables import read_table
from indexer.errors import WenceError
from tests.cases_of import cases_of


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def _sound(root: Path, form: str) -> None:
    """A sound BEIR or TREC folder for a case to break."""
    if form == "beir":
        _write(root, "beir/corpus.jsonl", json.dumps({"_id": "a", "text": "甲"}))
        _write(root, "beir/queries.jsonl", json.dumps({"_id": "1", "text": "乙"}))
        _write(root, "beir/qrels/test.tsv", "query-id\tcorpus-id\tscore\n1\ta\t1\n")
    if form == "trec":
        _write(root, "trec/topics.txt", "1\t甲\n")
        _write(root, "trec/qrels.txt", "1 0 29 1\n")


@pytest.mark.parametrize("case", cases_of("eval/malformed"))
def test_a_broken_file_is_refused_in_one_line(case: dict[str, Any], tmp_path: Path) -> None:
    _sound(tmp_path, case.get("base", ""))
    if "hex" in case:
        (tmp_path / case["path"]).write_bytes(bytes.fromhex(case["hex"]))
    elif not case.get("absent"):
        _write(tmp_path, case["path"], case["text"])
    with pytest.raises(WenceError) as caught:
        read_dataset(tmp_path / (case.get("base") or case.get("read") or case["path"]))
    line = str(caught.value)
    assert "\n" not in line
    assert [each for each in case["says"] if each not in line] == []


@pytest.mark.parametrize("form", ["beir", "trec"])
def test_the_sound_folders_are_read(form: str, tmp_path: Path) -> None:
    _sound(tmp_path, form)
    assert list(read_dataset(tmp_path / form).queries) == ["1"]


def test_trec_topics_in_angle_brackets_are_read(tmp_path: Path) -> None:
    top = "<top>\n<num> Number: 7\n<title> 农机报废由谁牵头\n<desc>\n说明\n</top>\n"
    _write(tmp_path, "trec/topics.txt", top)
    _write(tmp_path, "trec/qrels.txt", "7 0 6 1\n7 0 7 0\n")
    dataset = read_dataset(tmp_path / "trec")
    assert dataset.queries == {"7": "农机报废由谁牵头"}
    assert dataset.qrels == {"7": {"6": 1, "7": 0}}


def test_a_squad_question_keeps_its_answers(tmp_path: Path) -> None:
    answers = [{"text": "北京", "answer_start": 0}, {"text": "北京", "answer_start": 0}]
    qas = [{"id": "q1", "question": "首都在哪", "answers": answers}]
    data = {"data": [{"paragraphs": [{"context": "北京是首都。", "qas": qas}]}]}
    _write(tmp_path, "set.json", json.dumps(data))
    dataset = read_dataset(tmp_path / "set.json")
    (topic,) = dataset.topics
    assert (topic.answers, topic.clauses, topic.match) == (("北京",), ("p0",), "any")


def test_rgb_parts_of_an_answer_keep_their_spellings(tmp_path: Path) -> None:
    row = {
        "id": 3,
        "query": "谁在何时",
        "answer": [["甲", "甲某"], "2022年"],
        "positive": [["甲某于2022年"], ["又一段"]],
        "negative": ["无关", "甲某于2022年"],
    }
    _write(tmp_path, "zh_int.json", json.dumps(row, ensure_ascii=False) + "\n")
    dataset = read_dataset(tmp_path / "zh_int.json")
    assert dataset.topics[0].must == ("甲|甲某", "2022年")
    assert dataset.qrels == {"3": {"p0": 1, "p1": 1}}
    assert [text for _, text in dataset.corpus.values()] == ["甲某于2022年", "又一段", "无关"]


def test_crud_questions_stand_on_all_their_news(tmp_path: Path) -> None:
    item = {"ID": "a1", "questions": "问", "answers": "答", "news1": "甲", "news2": "乙"}
    whole = {"event_summary": [], "questanswer_2docs": [item]}
    _write(tmp_path, "split_merged.json", json.dumps(whole, ensure_ascii=False))
    dataset = read_dataset(tmp_path / "split_merged.json")
    assert dataset.qrels == {"questanswer_2docs-a1": {"p0": 1, "p1": 1}}
    assert dataset.topics[0].answers == ("答",)


_HEADS = ["题号", "问题", "条款", "要点", "状态"]
_ROW = ["7", "农机报废由谁牵头？", "6；7", "区农业农村局|农业农村局", "可答"]


def test_a_table_is_read_by_the_heads_of_its_columns(tmp_path: Path) -> None:
    _write(tmp_path, "q.csv", "\n".join(",".join(each) for each in (_HEADS, _ROW)))
    (topic,) = read_table(tmp_path / "q.csv")
    assert (topic.id, topic.clauses, topic.match, topic.status) == (
        "7",
        ("6", "7"),
        "any",
        "answered",
    )
    assert topic.must == ("区农业农村局|农业农村局",)


def test_a_workbook_says_the_same_as_a_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (_HEADS, _ROW):
        book.active.append(row)
    book.save(tmp_path / "q.xlsx")
    _write(tmp_path, "q.csv", "\n".join(",".join(each) for each in (_HEADS, _ROW)))
    assert read_table(tmp_path / "q.xlsx") == read_table(tmp_path / "q.csv")


def test_columns_of_other_names_are_mapped(tmp_path: Path) -> None:
    _write(tmp_path, "q.csv", "提问,标答\n甲,乙\n")
    (topic,) = read_table(tmp_path / "q.csv", {"question": "提问", "answers": "标答"})
    assert (topic.question, topic.answers) == ("甲", ("乙",))


def test_a_mapping_to_an_unknown_field_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "q.csv", "提问\n甲\n")
    with pytest.raises(WenceError, match="不认识 questions"):
        read_table(tmp_path / "q.csv", {"questions": "提问"})
