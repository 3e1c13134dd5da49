"""The command line: exit codes, JSON on standard output alone, one line for bad input."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.cli import main
from indexer.build import Library

ANSWER_KEYS = {
    "question",
    "status",
    "intent",
    "answer",
    "citations",
    "table",
    "related",
    "generator",
    "elapsed_ms",
}
CITATION_KEYS = {
    "marker",
    "doc_id",
    "doc_number",
    "title",
    "clause",
    "clause_id",
    "path",
    "quote",
    "start",
    "end",
    "page",
    "kind",
}
MEASURE_KEYS = {
    "doc_id",
    "doc_number",
    "clause",
    "clause_id",
    "heading",
    "chapter",
    "section",
    "lead",
    "responsible",
    "cooperating",
    "lead_canonical",
    "responsible_canonical",
    "cooperating_canonical",
    "text",
    "start",
    "end",
    "page",
}
TARGET_KEYS = {
    "doc_id",
    "clause",
    "clause_id",
    "indicator",
    "comparator",
    "value",
    "unit",
    "deadline",
    "recurrence",
    "baseline",
    "text",
    "start",
    "end",
    "value_normalized",
}


@pytest.fixture
def wence(corpus: Path, library: Library, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in this process: (exit code, standard output, standard error)."""

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(["--corpus", str(corpus), *argv])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_an_answer_has_the_form_of_the_contract(wence: Any) -> None:
    code, out, _ = wence("ask", "农机报废更新由谁牵头", "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) >= ANSWER_KEYS
    assert set(answer["citations"][0]) >= CITATION_KEYS
    assert answer["citations"][0]["clause_id"] == "zhangqiu-2024-2#6"
    assert answer["generator"] == "rules"
    assert answer["table"] is None


def test_a_batch_keeps_the_order_of_its_lines(wence: Any, tmp_path: Path) -> None:
    questions = ["第29条讲什么", "旧空调换新补贴多少钱", "区财政局牵头哪些任务"]
    file = tmp_path / "questions.txt"
    file.write_text("\n".join(questions) + "\n", "utf-8")
    _, out, _ = wence("ask", "--batch", str(file))
    answers = [json.loads(line) for line in out.splitlines()]
    assert [a["question"] for a in answers] == questions
    assert [a["status"] for a in answers] == ["answered", "not_found", "answered"]


def test_a_batch_may_come_from_standard_input(corpus: Path, library: Library) -> None:
    command = [
        sys.executable,
        "-m",
        "assistant.cli",
        "ask",
        "--batch",
        "-",
        "--corpus",
        str(corpus),
    ]
    ended = subprocess.run(
        command, input="第29条讲什么\n发文机关是谁\n", capture_output=True, text=True, check=True
    )
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [a["citations"][0]["clause"] for a in answers] == ["29", "head"]


def test_search_gives_hits_with_highlights(wence: Any) -> None:
    _, out, _ = wence("search", "充换电站", "-k", "3", "--json")
    found = json.loads(out)
    assert set(found) == {"query", "hits"}
    hit = found["hits"][0]
    assert (hit["rank"], hit["clause"], hit["doc_id"]) == (1, "10", "zhangqiu-2024-2")
    assert any("充换电站" in hit["text"][a:b] for a, b in hit["highlights"])


def test_show_gives_a_clause_with_its_facts(wence: Any) -> None:
    _, out, _ = wence("show", "zhangqiu-2024-2#16", "--json")
    shown = json.loads(out)
    assert [c["clause"] for c in shown["clauses"]] == ["16"]
    assert [t["value"] for t in shown["targets"]] == [60, 70]


def test_show_raw_gives_the_source_byte_for_byte(wence: Any, home_text: str) -> None:
    assert wence("show", "zhangqiu-2024-2", "--raw")[1] == home_text


@pytest.mark.parametrize(
    ("kind", "keys", "count"), [("measures", MEASURE_KEYS, 60), ("targets", TARGET_KEYS, 28)]
)
def test_an_export_has_the_fields_of_the_contract(
    wence: Any, kind: str, keys: set[str], count: int
) -> None:
    _, out, _ = wence("export", kind, "--format", "json")
    rows = json.loads(out)
    assert len(rows) == count
    assert all(keys <= set(row) for row in rows)


def test_csv_and_xlsx_hold_the_rows_of_the_json(wence: Any, tmp_path: Path) -> None:
    _, out, _ = wence("export", "measures", "--format", "csv")
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"))))
    assert len(rows) == 61
    assert wence("export", "measures", "--format", "xlsx", "-o", str(tmp_path / "m.xlsx"))[0] == 0
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert [cell.value for cell in next(sheet.iter_rows())] == rows[0]
    assert sheet.max_row == 61


def test_an_index_that_is_fresh_says_so(wence: Any) -> None:
    code, out, err = wence("index")
    assert (code, out) == (0, "")
    assert "无需更新" in err


def test_the_corpus_is_listed_and_checked(wence: Any) -> None:
    _, out, _ = wence("corpus", "list", "--json")
    assert [row["doc_id"] for row in json.loads(out)] == [
        "zhangqiu-2024-2",
        "guofa-2024-7",
        "shandong-2024-3",
        "jinan-2024-9",
    ]
    assert wence("corpus", "check")[0] == 0


@pytest.mark.parametrize(
    "argv",
    [
        ["show", "nothing"],
        ["show", "zhangqiu-2024-2#999"],
        ["ask", "谁牵头", "--doc", "nothing"],
        ["ask", "--batch", "missing.txt"],
        ["export", "measures", "-o", "no/such/folder/x.json"],
        ["eval", "answers", "--questions", "missing.jsonl"],
        ["index", "--corpus", "missing"],
    ],
    ids=lambda argv: " ".join(argv),
)
def test_bad_input_is_one_line_and_exit_1(wence: Any, argv: list[str]) -> None:
    code, out, err = wence(*argv)
    assert (code, out) == (1, "")
    assert err.startswith("错误：")
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "argv", [["ask"], ["nonsense"], ["export", "colours"], ["search", "-k", "x"]]
)
def test_wrong_usage_is_exit_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = main(argv)
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_debugging_logs_the_hits_of_each_leg(
    corpus: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert main(["--debug", "--corpus", str(corpus), "search", "燃气管道", "--json"]) == 0
    assert "sparse" in caplog.text
