"""The 文件库 tab in a real browser: who may change the documents, and what then is answered."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.changing import LARGEST_MB, Changing
from assistant.web.signing_in import Gate
from assistant.web.words import Words
from indexer.build import open_library
from tests.conftest import ROOT
from tests.web.conftest import open_tab, opened, served

STAFF, PASSWORD = "王科", "采石-2024"
PLAN = """明水县推动数据中心节能改造实施方案
一、重点任务
1.改造数据中心。到2026年，完成节能改造35个。（牵头单位：县数据局，责任单位：县财政局）
2.更新机房空调。（牵头单位：县机关事务局）
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", folder, ignore=shutil.ignore_patterns(".wence"))
    return Settings(folder, folder / ".wence", ((STAFF, PASSWORD),))


@pytest.fixture
def service(settings: Settings) -> Service:
    def reopened() -> Any:
        return open_library(settings.corpus, settings.index)

    return Service(reopened(), reopened)


@pytest.fixture
def guarded(context: Any, service: Service, settings: Settings) -> Iterator[Any]:
    """A page whose documents only staff may change."""
    with served(service, settings) as address, opened(context, address) as page:
        page.address = address
        open_tab(page, "文件库")
        yield page


def _sign_in(page: Any, password: str = PASSWORD) -> None:
    page.fill("#library-user input, #library-user textarea", STAFF)
    page.fill("#library-password input", password)
    page.click("#library-enter")


def _add(page: Any, *files: Path) -> str:
    page.set_input_files("#library-files input[type=file]", [str(each) for each in files])
    page.locator("#library-files", has_text=files[-1].stem[:4]).wait_for()
    page.click("#library-add")
    page.wait_for_selector("#library-report:has-text('未加入')", timeout=60_000)
    report: str = page.locator("#library-report:has-text('份。')").inner_text(timeout=60_000)
    return report


def _ask(page: Any, question: str) -> str:
    open_tab(page, "问答")
    before = page.locator("section.turn").count()
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")
    turn = page.locator("section.turn").nth(before)
    turn.locator(".reply .tools").wait_for()
    said: str = turn.locator(".reply").inner_text()
    return said


def test_a_citizen_sees_the_documents_and_changes_none(guarded: Any) -> None:
    assert guarded.locator("#library-list tbody tr").count() == 4
    assert guarded.locator("#library-add:visible").count() == 0
    _sign_in(guarded, "猜的")
    guarded.wait_for_selector("#library-said:has-text('不对')")
    assert guarded.locator("#library-add:visible").count() == 0


def test_staff_stays_signed_in_after_a_reload_until_it_leaves(guarded: Any) -> None:
    _sign_in(guarded)
    guarded.locator("#library-add:visible").wait_for()
    guarded.reload()
    open_tab(guarded, "文件库")
    guarded.locator("#library-add:visible").wait_for()
    guarded.click("#library-leave")
    guarded.locator("#library-enter:visible").wait_for()
    guarded.reload()
    open_tab(guarded, "文件库")
    guarded.locator("#library-enter:visible").wait_for()
    assert guarded.locator("#library-add:visible").count() == 0


def test_a_pass_holds_for_whom_it_was_given_until_it_is_taken_back() -> None:
    gate = Gate({STAFF: PASSWORD}, local=False)
    key = gate.admit(STAFF)
    assert gate.admitted(key) == STAFF
    assert [gate.admitted(each) for each in ("", "\x00own", STAFF, None, [key], {})] == [""] * 6
    gate.dismiss(key)
    assert gate.admitted(key) == ""


def test_staff_adds_and_removes_documents_and_answers_follow(guarded: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "mingshui.txt", tmp_path / "broken.pdf"
    good.write_text(PLAN, "utf-8")
    bad.write_bytes(b"%PDF-1.4 nothing")
    _sign_in(guarded)
    report = _add(guarded, good, bad)
    assert "已加入：明水县推动数据中心节能改造实施方案" in report
    assert "2 项措施" in report
    assert "broken.pdf" in report
    assert str(tmp_path) not in report
    assert "加入 1 份，未加入 1 份" in report
    guarded.locator("#library-list tbody tr").nth(4).wait_for()
    guarded.locator("#masthead", has_text="2 份文件").wait_for()
    assert "5 份文件" not in guarded.inner_text("#masthead")
    assert "县数据局" in _ask(guarded, "数据中心节能改造由谁牵头？")
    listed = httpx.get(f"{guarded.address}/api/measures", params={"doc": "mingshui"}).json()
    assert [row["lead"] for row in listed] == [["县数据局"], ["县机关事务局"]]
    open_tab(guarded, "责任清单")
    guarded.wait_for_selector("#measures-found:has-text('62 项措施')")
    open_tab(guarded, "文件库")
    guarded.click("#library-which input")
    guarded.get_by_role("option", name="明水县", exact=False).click()
    guarded.click("#library-remove")
    guarded.click("#library-yes")
    guarded.wait_for_selector("#library-removed:has-text('已移出')", timeout=60_000)
    guarded.locator("#library-list tbody tr").nth(4).wait_for(state="detached")
    assert "县数据局" not in _ask(guarded, "机房空调更新由谁牵头？")
    assert guarded.errors == []


def test_the_structure_is_shown_beside_the_text(guarded: Any) -> None:
    guarded.locator("#library-list [data-pick]").first.click()
    frame = guarded.frame_locator("#library-shown iframe")
    frame.locator("nav a", has_text="农业机械装备升级").click()
    frame.locator("main p:target").wait_for()
    assert "农业机械装备升级" in frame.locator("main p:target").inner_text()


def test_who_has_not_signed_in_changes_nothing_whatever_is_called(
    service: Service, settings: Settings, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, "utf-8")
    changing = Changing(service, settings, Words(), Gate(dict(settings.staff), local=True))
    assert "先登录" in next(iter(changing.added("", [str(plan)])))[0]
    assert "先登录" in changing.removed("某人", "jinan-2024-9")[0]
    assert len(open_library(settings.corpus, settings.index).documents) == 4


def test_a_page_open_to_others_without_a_password_takes_no_documents(
    context: Any, service: Service, settings: Settings
) -> None:
    unguarded = Settings(settings.corpus, settings.index)
    with served(service, unguarded, local=False) as address, opened(context, address) as page:
        open_tab(page, "文件库")
        page.wait_for_selector("#library-closed:has-text('WENCE_AUTH')")
        assert page.locator("#library-add:visible").count() == 0


def test_staff_of_ones_own_machine_adds_without_signing_in(page: Any) -> None:
    open_tab(page, "文件库")
    page.wait_for_selector("#library-add:visible")
    assert page.locator("#library-closed:visible").count() == 0


def test_a_file_beyond_the_limit_is_refused_by_its_name(
    service: Service, settings: Settings, tmp_path: Path
) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.truncate(LARGEST_MB * 1_000_000 + 1)
    gate = Gate({}, local=True)
    changing = Changing(service, settings, Words(), gate)
    *_, (report, _) = changing.added(gate.welcome("localhost:7860"), [str(large)])
    assert f"large.pdf 超过 {LARGEST_MB} MB" in report
    assert "加入 0 份，未加入 1 份" in report


def test_the_last_document_stays(small_corpus: Path) -> None:
    (small_corpus / "documents" / "west.txt").unlink()
    settings = Settings(small_corpus, small_corpus / ".wence")
    service = Service(open_library(small_corpus, settings.index))
    gate = Gate({}, local=True)
    changing = Changing(service, settings, Words(), gate)
    assert "至少要有一份" in changing.removed(gate.welcome("127.0.0.1"), "east")[0]


@pytest.mark.parametrize(
    ("staff", "local", "host", "may"),
    [
        ({}, True, "127.0.0.1:7860", True),
        ({}, True, "[::1]:7860", True),
        ({}, True, "localhost", True),
        ({}, True, "wence.example.cn", False),  # a proxy on this machine lets others in
        ({}, True, None, False),
        ({}, False, "127.0.0.1:7860", False),
        ({STAFF: PASSWORD}, True, "127.0.0.1:7860", False),
    ],
)
def test_who_may_change_documents_without_signing_in(
    staff: dict[str, str], local: bool, host: str | None, may: bool
) -> None:
    gate = Gate(staff, local)
    assert gate.lets(gate.welcome(host)) is may


def test_a_page_of_a_pdf_is_shown_with_the_quote_framed(
    context: Any, settings: Settings, service: Service, tmp_path: Path
) -> None:
    sheet = context.new_page()
    lines = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    sheet.set_content(f"<style>*{{font-family:'Noto Serif CJK SC'}}</style>{lines}")
    (settings.corpus / "documents" / "mingshui.pdf").write_bytes(sheet.pdf())
    sheet.close()
    service.reload()
    with served(service, settings) as address, opened(context, address) as page:
        _ask(page, "数据中心节能改造由谁牵头？")
        page.click("#evidence .page summary")
        page.wait_for_function("document.querySelector('#evidence .page img').naturalWidth > 500")
        assert page.errors == []
        source = page.get_attribute("#evidence .page img", "src")
        picture = httpx.get(f"{address}{source}")
        assert picture.headers["content-type"] == "image/png"
        plain = source.replace("start=", "start=0&nothing=")
        assert httpx.get(f"{address}{plain}").content != picture.content
        missing = httpx.get(f"{address}/api/documents/zhangqiu-2024-2/picture?start=0&end=9")
        assert (missing.status_code, "不是 PDF" in missing.json()["detail"]) == (404, True)
