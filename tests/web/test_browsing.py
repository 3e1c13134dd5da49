"""Search, duties, targets and levels in a real browser."""

import csv
import io
from pathlib import Path
from typing import Any

import icalendar
import pytest

from indexer.model import Document
from tests.web.conftest import SCREENS, open_tab


def test_a_search_marks_its_words_and_is_narrowed_by_a_facet(page: Any) -> None:
    open_tab(page, "检索")
    page.fill("#search-query textarea", "充换电站建设")
    page.press("#search-query textarea", "Enter")
    page.wait_for_selector(".hit mark")
    assert page.locator(".hit h3").first.inner_text().startswith("10.")
    page.locator(".hit summary").first.click()
    assert "充换电站120座" in page.locator(".hit details p").first.inner_text()
    page.click("#facet-2 input")
    page.get_by_role("option").nth(2).click()
    page.wait_for_function("document.querySelectorAll('.hit').length < 20")
    paths = page.locator(".hit .path").all_inner_texts()
    assert len({path.split(" › ")[0] for path in paths}) == 1
    assert page.errors == []


def test_a_search_for_nothing_known_says_so(page: Any) -> None:
    open_tab(page, "检索")
    page.fill("#search-query textarea", "，。？")
    page.click("#search-send")
    page.wait_for_selector("#search-found:has-text('没有找到')")


def test_a_cell_of_the_picture_opens_its_measures(page: Any, home: Document) -> None:
    open_tab(page, "责任清单")
    page.wait_for_selector("#measures-found:has-text('60 项措施')")
    page.get_by_text("单位与章节的关系图").click()
    cell = page.locator(".cell.lead").first
    count = cell.inner_text()
    cell.click()
    page.wait_for_selector(f"#measures-found .count:has-text('{count} 项措施')")
    assert page.locator("#measures-found tbody tr").count() == int(count)
    with page.expect_download() as got:
        page.click("#measures-csv")
    rows = list(csv.DictReader(io.StringIO(Path(got.value.path()).read_text("utf-8-sig"))))
    assert len(rows) == int(count)


def test_targets_are_narrowed_and_taken_as_a_calendar(page: Any) -> None:
    open_tab(page, "目标台账")
    page.wait_for_selector("#targets-found:has-text('28 项目标')")
    assert page.locator(".timeline li").count() >= 2
    page.get_by_label("含有").last.fill("农机")
    page.wait_for_selector("#targets-found .count:has-text('1 项目标')")
    with page.expect_download() as got:
        page.click("#targets-ics")
    calendar = icalendar.Calendar.from_ical(Path(got.value.path()).read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").isoformat() == "2027-12-31"
    assert "农机报废更新" in str(event["summary"])


def test_levels_stand_side_by_side_and_digests_are_marked(page: Any) -> None:
    open_tab(page, "上下级对照")
    page.get_by_role("button", name="二手车交易量").click()
    page.wait_for_selector("#levels-found table")
    levels = page.locator("#levels-found strong").all_inner_texts()
    assert [levels[0], levels[-1]] == ["国", "区"]
    assert "要点摘编（非原文）" in page.locator("#levels-found").inner_text()


@pytest.mark.parametrize("width", [360, 390, 1920])
def test_no_tab_is_wider_than_its_window(context: Any, address: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    page.wait_for_selector("#question textarea")
    for name in ("检索", "责任清单", "目标台账", "上下级对照", "文件库", "评测", "问答"):
        open_tab(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.screenshot(path=SCREENS / f"{name}-{width}.png")
    page.close()
