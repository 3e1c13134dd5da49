"""The 评测 tab in a real browser: a set is run, its report read, a run stopped, a bad set refused."""

import json
import zipfile
from pathlib import Path
from typing import Any

ROWS = [
    {"id": "1", "kind": "lead", "question": "农机报废更新由谁牵头？", "clauses": ["6"]},
    {"id": "2", "kind": "lead", "question": "充换电站由谁牵头？", "clauses": ["29"]},
]


def _open(page: Any) -> None:
    page.get_by_role("tab", name="评测").click()
    page.wait_for_selector("#eval-start:visible")


def _upload(page: Any, path: Path, rows: list[Any]) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    page.set_input_files("#eval-choice input[type=file]", str(path))
    page.wait_for_selector(f"text={path.stem}")


def test_an_uploaded_set_is_run_and_its_report_shown(page: Any, tmp_path: Path) -> None:
    _open(page)
    _upload(page, tmp_path / "mine.jsonl", ROWS)
    page.click("#eval-start")
    frame = page.frame_locator("#eval-report iframe")
    frame.locator("h1").wait_for(timeout=60_000)
    assert "mine" in frame.locator("h1").inner_text()
    assert frame.locator("svg").count() == 2
    assert frame.locator("details summary").all_inner_texts()[0].startswith("2 lead")
    with page.expect_download() as got:
        page.click("#eval-download")
    names = zipfile.ZipFile(got.value.path()).namelist()
    assert {"answers.html", "answers.csv", "ragas.json"} <= set(names)
    assert page.outside == []
    assert page.errors == []


def test_a_set_with_a_fault_is_refused_in_one_line(page: Any, tmp_path: Path) -> None:
    _open(page)
    _upload(page, tmp_path / "bad.jsonl", [{"id": "1"}])
    page.click("#eval-start")
    page.wait_for_selector("#eval-state:has-text('缺少 question')", timeout=60_000)
    assert page.locator("#eval-report iframe").count() == 0


def test_a_run_can_be_stopped_and_asking_goes_on(page: Any, tmp_path: Path) -> None:
    _open(page)
    _upload(page, tmp_path / "long.jsonl", [ROWS[0] | {"id": str(n)} for n in range(3000)])
    page.click("#eval-start")
    page.wait_for_selector("#eval-state progress", timeout=60_000)
    page.get_by_role("tab", name="问答").click()
    page.fill("#question textarea", "农机报废更新由谁牵头？")
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#conversation .turn")
    page.get_by_role("tab", name="评测").click()
    page.click("#eval-stop")
    page.wait_for_selector("#eval-state:has-text('评测已停止')")
    assert page.locator("#eval-start").is_enabled()
