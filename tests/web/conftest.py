"""One real server and one real browser for all tests of the page."""

import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.service import PageService
from assistant.settings import INDEX_FOLDER, Settings
from indexer.build import Library

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def address(library: Library, corpus: Path) -> Iterator[str]:
    """The page, served on a free port of this machine."""
    import uvicorn

    from assistant.web.server import build_app

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = build_app(PageService(library), Settings(corpus, corpus / INDEX_FOLDER))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    ready = threading.Event()
    startup = server.startup

    async def started(*args: Any, **kwargs: Any) -> None:
        await startup(*args, **kwargs)
        ready.set()

    server.startup = started  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert ready.wait(60)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium, driven by Playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed (scripts/system-packages.sh)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A fresh page at the address; ``page.outside`` and ``page.errors`` tell what went wrong."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.outside, opened.errors = [], []
    opened.on("request", lambda r: _note(opened.outside, r.url, address))
    opened.on("console", lambda m: opened.errors.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: opened.errors.append(str(error)))
    opened.goto(address)
    opened.wait_for_selector("#question textarea")
    yield opened
    opened.close()


def _note(outside: list[str], url: str, address: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        outside.append(url)
