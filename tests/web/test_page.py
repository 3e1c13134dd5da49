"""The page in a real browser."""

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Service
from assistant.web.examples import Examples
from assistant.web.words import Words
from indexer.build import open_library
from indexer.library import Library


def _ask(page: Any, question: str) -> Any:
    """Types a question and waits for its turn."""
    before = page.locator("section.turn").count()
    page.fill("#question textarea", question)
    page.click("#send")
    turn = page.locator("section.turn").nth(before)
    turn.locator(".reply .tools").wait_for()
    return turn


def test_the_page_is_chinese_and_asks_no_other_host(page: Any) -> None:
    assert page.title() == "问策"
    assert "60 项措施" in page.inner_text("header.masthead")
    _ask(page, "农机报废更新由谁牵头")
    assert page.outside == []
    assert page.errors == []


def test_a_question_gets_its_answer_with_the_clause_beside_it(page: Any) -> None:
    turn = _ask(page, "充换电站要建多少座")
    assert "120座" in turn.locator(".reply").inner_text()
    page.locator("#evidence mark").first.wait_for()
    assert "充换电站120座" in page.locator("#evidence mark").first.inner_text()
    assert "章政发〔2024〕2号" in page.inner_text("#evidence")


def test_a_marker_moves_the_evidence(page: Any) -> None:
    turn = _ask(page, "区农业农村局牵头哪些任务")
    turn.locator("button.cite", has_text="7").first.click()
    page.locator("#evidence", has_text="推广应用新型农业机械").wait_for()


def test_a_list_is_a_table(page: Any) -> None:
    turn = _ask(page, "区财政局牵头哪些任务")
    assert turn.locator("table tbody tr").count() == 4


@pytest.mark.parametrize(
    ("plan", "shown", "left_out"),
    [
        ("市体育局", ["市体育局的任务", "2026年目标"], ["汽车换新", "燃气管道"]),
        ("市商务局", ["市商务局的任务"], []),
    ],
)
def test_examples_are_of_what_the_documents_say(
    small_corpus: Path, plan: str, shown: list[str], left_out: list[str]
) -> None:
    for each in (small_corpus / "documents").iterdir():
        each.unlink()
    text = f"实施方案\n一、任务\n1.建设体育公园。到2026年，建成体育公园12个。（牵头单位：{plan}）\n"
    (small_corpus / "documents" / "park.txt").write_text(text, "utf-8")
    service = Service(open_library(small_corpus, small_corpus / ".wence"))
    rows = Examples(service, Words()).checked()
    assert all(f">{each}<" in rows for each in shown)
    assert not any(f">{each}<" in rows for each in left_out)
    assert "区" not in rows


def test_citizens_examples_are_seen_once_they_are_known_to_be_answered(
    page: Any, library: Library
) -> None:
    built = Examples(Service(library), Words()).unchecked()
    assert built.count("chip-row unchecked") == 1
    page.locator("#chips button", has_text="汽车换新").wait_for()
    assert page.locator("#chips .unchecked").count() == 0


def test_an_example_asks_itself(page: Any) -> None:
    page.locator("#chips button").first.click()
    page.locator("section.turn .reply").first.wait_for()
    assert page.locator("section.turn h2").first.inner_text().strip()


def test_a_refusal_says_what_is_missing_and_whom_to_ask(page: Any) -> None:
    said = _ask(page, "旧空调换新补贴多少钱").inner_text()
    assert "没有规定" in said
    assert "0531-83278005" in said


def test_markup_in_a_question_stays_text(page: Any) -> None:
    turn = _ask(page, "<img src=x onerror=document.title='bad'>谁牵头")
    assert "<img" in turn.locator("h2").inner_text()
    assert page.title() == "问策"
    assert page.locator("section.turn img").count() == 0


def test_a_phone_shows_the_page_without_sideways_scrolling(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    _ask(page, "区发展和改革局牵头哪些任务")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert page.locator("#question textarea").is_visible()


def test_the_server_says_that_it_is_well(address: str) -> None:
    with urllib.request.urlopen(f"{address}/healthz", timeout=10) as reply:
        assert json.load(reply) == {"status": "ok", "documents": 4}


def test_a_conversation_is_taken_away_and_cleared(page: Any) -> None:
    _ask(page, "农机报废更新由谁牵头？")
    with page.expect_download() as got:
        page.click("#talk-md")
    assert "区农业农村局" in Path(got.value.path()).read_text("utf-8")
    page.click("#talk-clear")
    page.wait_for_selector("#conversation .hint")
    assert page.locator("#verdict:visible").count() == 0


def test_a_question_may_be_put_to_the_documents_of_a_level(page: Any) -> None:
    page.click("#scope input")
    page.get_by_role("option", name="省级的文件", exact=True).click()
    turn = _ask(page, "二手车交易量的目标是多少？")
    page.locator("#evidence mark").first.wait_for()
    assert "鲁政发〔2024〕3号" in page.inner_text("#evidence .origin")
    assert "章丘区" not in turn.locator(".reply").inner_text()


def test_an_answer_is_copied_with_its_sources(page: Any, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    _ask(page, "充换电站要建多少座").locator(".copy").first.click()
    page.locator(".copy", has_text="已复制").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert "120座[1]" in text
    assert "\n[1] 《济南市章丘区" in text


def test_escape_closes_the_evidence(page: Any) -> None:
    turn = _ask(page, "充换电站要建多少座")
    turn.locator(".cite").first.click()
    page.locator("#evidence .card").wait_for()
    page.keyboard.press("Escape")
    page.locator("#evidence .card").wait_for(state="detached")
    assert page.evaluate("document.activeElement.className") == "cite"


def test_a_phone_shows_the_evidence_under_its_answer(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    turn = _ask(page, "充换电站要建多少座")
    turn.locator(".under mark").first.wait_for()
    assert "充换电站120座" in turn.locator(".under mark").first.inner_text()


def test_a_citation_is_opened_in_its_context(page: Any) -> None:
    _ask(page, "充换电站要建多少座")
    with page.context.expect_page() as got:
        page.locator("#evidence a").first.click()
    whole = got.value
    whole.wait_for_selector("#quote")
    assert "充换电站120座" in whole.inner_text("#quote")
    assert "10.加快绿色交通基础设施建设" in whole.inner_text("nav")
    seen = whole.evaluate(
        "(() => { const box = document.querySelector('#quote').getBoundingClientRect();"
        "return box.top >= 0 && box.bottom <= window.innerHeight; })()"
    )
    assert seen


def test_a_question_may_be_put_to_one_document(page: Any) -> None:
    page.click("#scope input")
    page.get_by_role(
        "option", name="推动大规模设备更新和消费品以旧换新行动方案", exact=True
    ).click()
    _ask(page, "二手车交易量的目标是多少？")
    assert "45%" in page.locator(".turn").last.inner_text()
