"""Reports of a run: records, comparisons, one HTML file, and the forms of other tools."""

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from eval.answers import AnswersReport, judge
from eval.formats.topics import topic_of
from eval.report.exports import answers_jsonl, csv_table, ragas_json, trec_run
from eval.report.folder import write_report
from eval.report.pages import html_page, markdown_page
from eval.report.records import changes_of, moved, record_of
from eval.scoring import Scored, means_of, score_all
from indexer.errors import WenceError
from indexer.model import Answer, Citation, Span

_SOURCE = "区农业农村局牵头<b>农机</b>报废"


def _answer(question: str, text: str, *clauses: str, status: str = "answered") -> Answer:
    citations = tuple(
        Citation(n, f"d#{c}", "d", None, "方案", c, (), _SOURCE[:6], Span(0, 6))
        for n, c in enumerate(clauses, 1)
    )
    return Answer(question, status, "lead", text, citations, elapsed_ms=2.0 + len(clauses))


def _run(rows: Sequence[tuple[dict[str, Any], Answer]]) -> tuple[AnswersReport, tuple[Scored, ...]]:
    outcomes = tuple(judge(topic_of(row, row["id"]), said, lambda _: _SOURCE) for row, said in rows)
    scored = score_all(outcomes, lambda text: {"区农业农村局"} if "农业农村局" in text else set())
    return AnswersReport(outcomes), scored


_LEAD = {
    "id": "1",
    "kind": "lead",
    "question": "谁牵头？",
    "clauses": ["6"],
    "must": ["区农业农村局"],
}
_LIST = {"id": "2", "kind": "list", "question": "哪些？", "clauses": ["6", "7"], "match": "all"}
_NONE = {"id": "3", "kind": "none", "question": "电话？", "status": "not_found"}
GOOD = [
    (_LEAD, _answer("谁牵头？", "区农业农村局牵头[1]。", "6")),
    (_LIST, _answer("哪些？", "=SUM(1)两项[1][2]。", "6", "7")),
    (_NONE, _answer("电话？", "没有写明。", status="not_found")),
]
WORSE = [GOOD[0], (_LIST, _answer("哪些？", "<script>一项</script>[1]。", "6")), GOOD[2]]


def test_measures_that_do_not_apply_are_left_out() -> None:
    means = means_of(_run(WORSE)[1])
    assert (means["right"].mean, means["right"].count) == (pytest.approx(2 / 3), 3)
    assert (means["list_recall"].mean, means["list_recall"].count) == (0.5, 1)
    assert (means["organs"].mean, means["organs"].count) == (1.0, 1)
    assert "f1" not in means


def test_a_fall_is_told_with_the_questions_lost() -> None:
    before, now = record_of(*_run(GOOD)), record_of(*_run(WORSE))
    fallen = {each.name: each.now for each in changes_of(now, before) if each.fell}
    assert fallen["right"] == pytest.approx(2 / 3, abs=1e-6)
    assert fallen["list_exact"] == 0.0
    assert moved(now, before) == ([], ["2"])
    assert moved(before, now) == (["2"], [])


def test_a_baseline_may_allow_a_fall() -> None:
    before, now = record_of(*_run(GOOD)), record_of(*_run(WORSE))
    before["tolerances"] = dict.fromkeys(("right", "citation", "citation_recall", "list_exact"), 1)
    assert [each.name for each in changes_of(now, before) if each.fell] == []


def test_runs_without_a_question_in_common_are_not_compared() -> None:
    before, now = record_of(*_run(GOOD[:1])), record_of(*_run(GOOD[1:]))
    with pytest.raises(WenceError, match="没有一题"):
        changes_of(now, before)


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    report, scored = _run(WORSE)
    record = record_of(report, scored)
    page = html_page("试", scored, record, record_of(*_run(GOOD)))
    assert re.findall(r"""(?:src|href)=["'](?!#)""", page) == []
    assert re.findall(r"url\((?!#)", page) == []
    assert "<script" not in page
    assert page.count("<svg") == 3
    assert "变错 1 题" in page
    assert "期望" in page
    assert "引用不对" in page


def test_a_second_page_of_the_same_run_is_the_same() -> None:
    report, scored = _run(WORSE)
    record = record_of(report, scored)
    assert html_page("试", scored, record, None) == html_page("试", scored, record, None)


def test_markdown_names_each_failed_question() -> None:
    report, scored = _run(WORSE)
    text = markdown_page("试", scored, record_of(report, scored))
    assert re.findall("^## (.*)$", text, re.MULTILINE) == ["2（list）哪些？"]


def test_exports_hold_every_question() -> None:
    _, scored = _run(GOOD)
    run = [line.split() for line in trec_run(scored).splitlines()]
    assert [(row[0], row[2], row[3]) for row in run] == [
        ("1", "6", "1"),
        ("2", "6", "1"),
        ("2", "7", "2"),
    ]
    rows = [json.loads(line) for line in answers_jsonl(scored).splitlines()]
    assert [row["status"] for row in rows] == ["answered", "answered", "not_found"]
    assert rows[1]["citations"][1]["clause"] == "7"
    samples = json.loads(ragas_json(scored))
    assert samples[0]["reference"] == "区农业农村局"
    assert samples[0]["retrieved_contexts"] == [_SOURCE[:6]]
    table = list(csv.DictReader(io.StringIO(csv_table(scored))))
    assert [row["right"] for row in table] == ["1.0000"] * 3
    assert table[1]["answer"].startswith("'=SUM")


def test_a_report_is_written_in_every_form(tmp_path: Path) -> None:
    report, scored = _run(GOOD)
    write_report(tmp_path / "out", "试", scored, record_of(report, scored))
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "answers.csv",
        "answers.html",
        "answers.json",
        "answers.jsonl",
        "answers.md",
        "answers.run",
        "ragas.json",
    ]


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("甲", "utf-8")
    report, scored = _run(GOOD)
    with pytest.raises(WenceError, match="报告无法写入"):
        write_report(tmp_path / "file", "试", scored, record_of(report, scored))
