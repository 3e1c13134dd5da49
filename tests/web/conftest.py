"""Real servers and one real browser for all tests of the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Service
from assistant.settings import INDEX_FOLDER, Settings
from eval.serving import served_app
from indexer.build import Library
from tests.conftest import ROOT

SCREENS = ROOT / "artefacts" / "screens"  # kept to be looked at


@contextmanager
def served(service: Service, settings: Settings, local: bool = True) -> Iterator[str]:
    """The page, served on a free port of this machine; gives its address."""
    from assistant.web.server import build_app

    with served_app(build_app(service, settings, local)) as address:
        yield address


@pytest.fixture(scope="session")
def address(library: Library, corpus: Path) -> Iterator[str]:
    """The page over the home corpus."""
    with served(Service(library), Settings(corpus, corpus / INDEX_FOLDER)) as found:
        yield found


@pytest.fixture(scope="session")
def context(browser: Any) -> Iterator[Any]:
    """What pages share: the scripts of the page, read and compiled once."""
    shared = browser.new_context(viewport={"width": 1280, "height": 900})
    yield shared
    shared.close()


@contextmanager
def opened(context: Any, address: str, path: str = "/") -> Iterator[Any]:
    """A page at an address that remembers nothing.

    ``page.outside`` and ``page.errors`` tell what went wrong.
    """
    page = context.new_page()
    kept = {"origin": address, "storageTypes": "cookies,local_storage,indexeddb"}
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    context.clear_permissions()
    page.outside, page.errors = [], []
    page.on("request", lambda r: _note(page.outside, r.url, address))
    page.on("console", lambda m: page.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.goto(f"{address}{path}")
    page.wait_for_selector("#question textarea")
    yield page
    page.close()


@pytest.fixture
def page(context: Any, address: str) -> Iterator[Any]:
    """A fresh page over the home corpus."""
    with opened(context, address) as found:
        yield found


def open_tab(page: Any, name: str) -> None:
    """Opens a tab, out of the menu of those that find no room."""
    shown = page.locator(f'[role=tab]:text-is("{name}")')
    hidden = page.locator(f'.overflow-dropdown button:text-is("{name}")')
    shown.or_(hidden).first.wait_for(state="attached")
    if hidden.count():
        page.click(".overflow-menu > button")
        hidden.click()
    else:
        shown.click()


def _note(outside: list[str], url: str, address: str) -> None:
    if not url.startswith((address, "data:", "blob:")):
        outside.append(url)
