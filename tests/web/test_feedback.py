"""An answer is marked wrong on the page, reviewed, and becomes a question."""

import json
from pathlib import Path
from typing import Any

from assistant.settings import INDEX_FOLDER

QUESTION = "农机报废更新由谁牵头？"


def _ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#verdict:visible")


def test_no_verdict_is_asked_for_before_there_is_an_answer(page: Any) -> None:
    assert page.locator("#verdict:visible").count() == 0


def test_a_wrong_answer_is_reviewed_and_becomes_a_question(page: Any, corpus: Path) -> None:
    _ask(page, QUESTION)
    page.fill("#verdict-reason textarea, #verdict-reason input", "少了责任单位")
    page.click("#verdict-bad")
    page.wait_for_selector("#verdict-note:has-text('已记下')")
    page.get_by_role("tab", name="评测").click()
    page.click("#review-refresh")
    page.wait_for_selector("#review-shown:has-text('少了责任单位')")
    page.click("#review-accept")
    page.wait_for_selector("#review-note:has-text('请写明')")
    page.get_by_label("应引用的条款").fill("6")
    page.click("#review-accept")
    page.wait_for_selector("#review-note:has-text('已存为题目')")
    rows = (corpus / INDEX_FOLDER / "reviewed.jsonl").read_text("utf-8").splitlines()
    made = json.loads(rows[-1])
    assert (made["question"], made["clauses"]) == (QUESTION, ["6"])
    assert page.errors == []


def test_a_useful_answer_is_thanked_for(page: Any) -> None:
    _ask(page, QUESTION)
    page.click("#verdict-good")
    page.wait_for_selector("#verdict-note:has-text('谢谢')")
    assert page.locator("#verdict:visible").count() == 0
