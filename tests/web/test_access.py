"""axe-core on every tab, light and dark: nothing serious, nothing critical."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.web.conftest import SCREENS, open_tab


def _ask(page: Any) -> None:
    page.fill("#question textarea", "区财政局牵头哪些任务")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".turn table")


def _search(page: Any) -> None:
    page.fill("#search-query textarea", "充电")
    page.press("#search-query textarea", "Enter")
    page.wait_for_selector(".hit")


def _picture(page: Any) -> None:
    """The picture and the rows of one of its cells: hundreds of rows would be looked at as long."""
    page.get_by_text("单位与章节的关系图").click()
    cell = page.locator(".cell.lead").first
    count = cell.inner_text()
    cell.click()
    page.wait_for_selector(f"#measures-found .count:has-text('{count} 项措施')")


def _levels(page: Any) -> None:
    page.get_by_role("button", name="二手车交易量").click()
    page.wait_for_selector("#levels-found table")


STEPS: dict[str, Callable[[Any], None]] = {
    "问答": _ask,
    "检索": _search,
    "责任清单": _picture,
    "目标台账": lambda page: None,
    "上下级对照": _levels,
    "文件库": lambda page: None,
    "评测": lambda page: None,
}

# What holds is not described place by place: that takes longer than to find out. Dark differs from
# light in its colours alone.
_BROKEN = {"resultTypes": ["violations"]}
RULES: dict[str, dict[str, Any]] = {
    "light": _BROKEN,
    "dark": _BROKEN | {"runOnly": ["color-contrast"]},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tab_is_open_to_all(context: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page = context.new_page()
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.wait_for_selector("#question textarea")
    found = []
    for name, step in STEPS.items():
        open_tab(page, name)
        step(page)
        page.screenshot(path=SCREENS / f"{name}-{scheme}.png")
        for each in axe.Axe().run(page, options=RULES[scheme]).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found.append((name, each["id"], each["nodes"][0]["html"][:120]))
    page.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_document_read_whole_is_open_to_all(context: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/read/zhangqiu-2024-2?start=900&end=950#quote")
    page.wait_for_selector("#quote")
    page.screenshot(path=SCREENS / f"read-{scheme}.png")
    found = axe.Axe().run(page, options=_BROKEN).response["violations"]
    page.close()
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
