"""Fixtures strategy.

The smallest text that shows a fact stands in its case row. Where a whole plan is needed, the
home plan is used as it lies in the corpus, copied to a temporary folder and indexed once for
the session. The environment names an empty home, so that a test that forgets its folders
finds nothing rather than the checkout, and writes nothing into it. Sockets to anything but
this machine are refused.
"""

import shutil
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from indexer.build import Library, open_library
from indexer.model import CatalogEntry, Document, SourceText
from indexer.parse import parse_document

ROOT = Path(__file__).parent.parent
HOME = "zhangqiu-2024-2"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def guard(name: str) -> None:
        real = getattr(socket.socket, name)

        def guarded(self: socket.socket, address: Any) -> Any:
            if isinstance(address, tuple) and address[0] not in _LOCAL:
                raise AssertionError(f"a test reached for {address}")
            return real(self, address)

        monkeypatch.setattr(socket.socket, name, guarded)

    guard("connect")
    guard("connect_ex")


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setenv("WENCE_HOME", str(tmp_path_factory.getbasetemp() / "no-home"))
    monkeypatch.delenv("WENCE_CORPUS", raising=False)
    monkeypatch.delenv("WENCE_INDEX", raising=False)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the home corpus, without an index."""
    folder = tmp_path_factory.mktemp("home") / "corpus"
    shutil.copytree(ROOT / "corpus", folder, ignore=shutil.ignore_patterns(".wence"))
    return folder


@pytest.fixture(scope="session")
def library(corpus: Path) -> Iterator[Library]:
    """The home corpus, indexed and open."""
    opened = open_library(corpus, corpus / ".wence")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """An assistant over the home corpus."""
    return Assistant(library)


@pytest.fixture(scope="session")
def home(library: Library) -> Document:
    """The home plan, parsed."""
    return library.document(HOME)


@pytest.fixture(scope="session")
def home_text(library: Library) -> str:
    """The home plan's source text."""
    return library.source(HOME).text


@pytest.fixture
def parse() -> Callable[[str], Document]:
    """Parses a text as a document of its own."""

    def parsed(text: str) -> Document:
        return parse_document(SourceText("plan", text), CatalogEntry("plan", Path("plan.txt")))

    return parsed


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """Two small plans in a corpus without a catalogue."""
    documents = tmp_path / "corpus" / "documents"
    documents.mkdir(parents=True)
    for name, organ in (("east", "区财政局"), ("west", "区民政局")):
        text = f"工作方案\n一、工作任务\n1.推进设备更新。到2025年，完成改造10个。（牵头单位：{organ}）\n"
        (documents / f"{name}.txt").write_text(text, "utf-8")
    return tmp_path / "corpus"


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
