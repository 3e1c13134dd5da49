"""What a browser remembers: its questions, its colours, its language."""

from typing import Any

LEAD, SITES = "农机报废更新由谁牵头？", "充换电站要建多少座？"


def _ask(page: Any, question: str) -> None:
    before = page.locator("section.turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    page.locator("section.turn").nth(before).locator(".reply .tools").wait_for()


def _reopen(page: Any) -> None:
    page.goto(page.url)
    page.wait_for_selector("#question textarea")


def test_a_conversation_is_taken_up_again_with_what_it_was_about(page: Any) -> None:
    _ask(page, LEAD)
    _reopen(page)
    page.wait_for_selector(".turn .tools")
    assert page.locator(".turn h2").first.inner_text().endswith(LEAD)
    _ask(page, "那责任单位呢")
    assert "区财政局" in page.locator(".turn .reply").last.inner_text()


def test_a_question_asked_before_is_asked_again(page: Any) -> None:
    _ask(page, LEAD)
    _ask(page, SITES)
    page.click("#talk-clear")
    page.wait_for_selector("#conversation .hint")
    page.click("#history summary")
    assert page.locator("#history li").all_inner_texts() == [SITES, LEAD]
    page.locator("#history [data-ask]").last.click()
    page.wait_for_selector(".turn .tools")
    assert "区农业农村局" in page.locator(".turn .reply").last.inner_text()


def test_what_was_asked_can_be_forgotten(page: Any) -> None:
    _ask(page, LEAD)
    page.click("#history summary")
    page.get_by_role("button", name="清除记录").click()
    page.wait_for_selector("#conversation .hint")
    _reopen(page)
    page.wait_for_selector("#conversation .hint")
    assert page.locator("#history summary").count() == 0


def test_what_a_browser_sends_back_may_be_of_any_form(page: Any) -> None:
    _ask(page, LEAD)
    page.evaluate("localStorage.setItem('wence-asked', 'broken')")
    _reopen(page)
    _ask(page, SITES)
    assert "120座" in page.locator(".turn .reply").last.inner_text()


def test_dark_is_chosen_and_kept(page: Any) -> None:
    def paper() -> str:
        shown: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return shown

    light = paper()
    page.get_by_role("button", name="深色").click()
    assert paper() != light
    _reopen(page)
    assert paper() != light
    page.get_by_role("button", name="浅色").click()
    assert paper() == light


def test_the_page_speaks_english_and_keeps_the_conversation(page: Any) -> None:
    _ask(page, LEAD)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/")
    page.wait_for_selector(".turn .tools")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("tab").first.inner_text() == "Ask"
    assert page.title() == "Wence"
    _ask(page, "Who leads the scrapping of agricultural machinery?")
    assert "led by 区农业农村局" in page.locator(".turn .reply").last.inner_text()
    assert "Evidence 1/" in page.inner_text("#evidence")
    page.get_by_role("link", name="中文").click()
    page.wait_for_selector("button:text-is('发送')")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.outside == []
    assert page.errors == []


def test_the_english_page_is_found_without_its_slash(page: Any) -> None:
    page.goto(f"{page.url}en")
    page.wait_for_selector("button:text-is('Send')")
    assert page.url.endswith("/en/")
