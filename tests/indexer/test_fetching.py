"""Official pages come in place of digests; what is wrong replaces nothing. The server is real."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from indexer.fetching import Limits, fetch_all
from indexer.readers.catalog import load_catalog

TITLE = "乙省推动设备更新实施方案"
PLAN = (
    f"<!doctype html><html><meta charset='utf-8'><title>{TITLE}</title><body><div><p>{TITLE}</p>"
    "<p>一、主要任务</p><p>1.更新设备。到2027年，改造100台。（牵头单位：省商务厅）</p></div></body></html>"
).encode()
PAGES = {
    "/plan": (200, {}, PLAN),
    "/moved": (302, {"Location": "/plan"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/away": (302, {"Location": "file:///etc/hosts"}, b""),
    "/missing": (404, {}, b""),
    "/other": (200, {}, PLAN.replace("乙省".encode(), "丙省".encode())),
    "/large": (200, {}, b"<html>" + b"x" * 3_000_000),
    "/picture": (200, {}, b"\x89PNG\r\n"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A government site in small."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = PAGES[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _corpus(folder: Path, url: str) -> Path:
    corpus = folder / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "documents" / "b.md").write_text(
        f"{TITLE}\n一、目标\n1.改造。到2027年，改造100台。\n", "utf-8"
    )
    (corpus / "catalog.toml").write_text(
        f'# Kept.\n[[document]]\ndoc_id = "b"\ntitle = "{TITLE}"\nkind = "digest"  # for now\n'
        f'url = "{url}"\nfile = "documents/b.md"\n',
        "utf-8",
    )
    return corpus


@pytest.mark.parametrize("path", ["/plan", "/moved"])
def test_the_official_page_replaces_the_digest(site: str, tmp_path: Path, path: str) -> None:
    corpus = _corpus(tmp_path, site + path)
    assert main(["--corpus", str(corpus), "corpus", "fetch", "--allow-private"]) == 0
    (entry,) = load_catalog(corpus)
    assert (entry.kind, entry.file.name) == ("full", "b.html")
    assert "省商务厅" in entry.file.read_text("utf-8")
    assert (corpus / ".removed" / "b.md").exists()
    assert (corpus / "catalog.toml").read_text("utf-8").startswith("# Kept.")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/missing", "网站返回 404"),
        ("/other", "没有替换"),
        ("/large", "文件超过 2 MB"),
        ("/picture", "不是能读的文件"),
        ("/round", "转了 5 次以上"),
        ("/away", "只能下载 http 和 https"),
    ],
)
def test_a_page_that_will_not_do_replaces_nothing(
    site: str, tmp_path: Path, path: str, message: str
) -> None:
    corpus = _corpus(tmp_path, site + path)
    before = (corpus / "catalog.toml").read_bytes()
    limits = Limits(size=2_000_000, pause=0, private=True)
    (fetched,) = fetch_all(corpus, load_catalog(corpus), limits)
    assert message in fetched.problem
    assert "\n" not in fetched.problem
    assert (corpus / "catalog.toml").read_bytes() == before
    assert (corpus / "documents" / "b.md").exists()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:1/plan", "内部网络"),
        ("http://localhost:1/plan", "内部网络"),
        ("http://[::1]:1/plan", "内部网络"),
        ("ftp://example.org/plan", "只能下载"),
        ("file:///etc/hosts", "只能下载"),
        ("", "没有登记网址"),
    ],
)
def test_private_and_other_addresses_are_refused(tmp_path: Path, url: str, message: str) -> None:
    (fetched,) = fetch_all(_corpus(tmp_path, url), load_catalog(_corpus(tmp_path / "x", url)))
    assert message in fetched.problem


def test_a_site_that_does_not_answer_is_one_clear_line(tmp_path: Path) -> None:
    corpus = _corpus(tmp_path, "http://127.0.0.1:9/plan")
    (fetched,) = fetch_all(corpus, load_catalog(corpus), Limits(seconds=2, private=True))
    assert "无法下载" in fetched.problem
