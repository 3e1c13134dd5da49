"""Official pages that the catalogue names, fetched into the corpus in place of digests.

Polite (one request a second to a host, a name of our own), limited in time and size, http and
https alone; an address inside a private network is refused unless asked for, at every
redirect. The old file is kept aside; nothing is replaced by a page that lacks the plan.
"""

import ipaddress
import shutil
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import httpx

from indexer.collection import set_aside, update_entry
from indexer.errors import CorpusError
from indexer.model import CatalogEntry, Document
from indexer.parse import parse_document
from indexer.parse.normalize import fold, squeeze
from indexer.readers import read_source
from indexer.readers.catalog import DOCUMENTS, file_digest
from indexer.readers.kind import kind_of

_AGENT = "wence-fetch (policy documents for a local library)"
_SUFFIXES = {"html": ".html", "pdf": ".pdf", "docx": ".docx", "ofd": ".ofd", "text": ".txt"}
_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: seconds for a document, bytes, seconds between two requests."""

    seconds: float = 30.0
    size: int = 20_000_000
    pause: float = 1.0
    private: bool = False  # addresses inside a private network


@dataclass(frozen=True, slots=True)
class Fetched:
    """One entry of the catalogue: the full text that replaced it, or why none did."""

    doc_id: str
    document: Document | None = None
    problem: str = ""


def fetch_all(
    corpus: Path, entries: tuple[CatalogEntry, ...], limits: Limits | None = None
) -> Iterator[Fetched]:
    """Fetches the pages of entries, one after the other; a failure stops nothing."""
    limits = limits or Limits()
    last: dict[str, float] = {}
    for entry in entries:
        host = urlsplit(entry.url or "").netloc
        wait = last.get(host, -limits.pause) + limits.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        try:
            yield Fetched(entry.doc_id, _fetch_one(corpus, entry, limits))
        except CorpusError as error:
            yield Fetched(entry.doc_id, problem=str(error))
        last[host] = time.monotonic()


def _fetch_one(corpus: Path, entry: CatalogEntry, limits: Limits) -> Document:
    if not entry.url:
        raise CorpusError(f"{entry.doc_id} 没有登记网址。请在 catalog.toml 里补上 url。")
    with TemporaryDirectory() as folder:
        got = Path(folder) / "page"
        got.write_bytes(_download(entry.url, limits))
        named = got.rename(got.with_suffix(_SUFFIXES[_kind(got, entry.url)]))
        digest = file_digest(named)
        full = replace(entry, file=named, kind="full", sha256=digest)
        source = read_source(full)
        if entry.title and fold(entry.title) not in squeeze(fold(source.text)):
            raise CorpusError(
                f"网页里没有《{entry.title}》：{entry.url}。没有替换，请检查 catalog.toml 的 url。"
            )
        document = parse_document(source, full)
        if not any(document.measures()):
            raise CorpusError(
                f"网页里没有认出条款：{entry.url}。没有替换，请改用 wence corpus add。"
            )
        target = corpus / DOCUMENTS / f"{entry.doc_id}{named.suffix}"
        if entry.file.exists():
            set_aside(corpus, entry.file)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(named, target)
    place = f"{DOCUMENTS}/{target.name}"
    update_entry(corpus, entry.doc_id, {"file": place, "kind": "full", "sha256": digest})
    return document


def _kind(file: Path, url: str) -> str:
    """What was downloaded; a page without a doctype is told by its server's habit."""
    try:
        return kind_of(file)
    except CorpusError as error:
        if b"<" in file.read_bytes()[:512]:
            return "html"
        raise CorpusError(f"下载的内容不是能读的文件：{url}。请改用 wence corpus add。") from error


def _download(url: str, limits: Limits) -> bytes:
    """The bytes behind an address; CorpusError in one line where they cannot be had."""
    deadline = time.monotonic() + limits.seconds
    try:
        with httpx.Client(
            headers={"User-Agent": _AGENT}, timeout=limits.seconds, follow_redirects=False
        ) as client:
            for _ in range(_REDIRECTS + 1):
                _check(url, limits)
                with client.stream("GET", url) as answer:
                    if answer.is_redirect:
                        url = urljoin(url, answer.headers["location"])
                        continue
                    if answer.status_code != httpx.codes.OK:
                        raise CorpusError(f"网站返回 {answer.status_code}：{url}。请稍后再试。")
                    return _body(answer, url, limits, deadline)
    except httpx.TimeoutException as error:
        raise CorpusError(f"{limits.seconds:g} 秒内没有下载完：{url}。请稍后再试。") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise CorpusError(f"无法下载：{url}（{error}）。请检查网址和网络。") from error
    raise CorpusError(f"网址转了 {_REDIRECTS} 次以上：{url}。请检查 catalog.toml 的 url。")


def _body(answer: httpx.Response, url: str, limits: Limits, deadline: float) -> bytes:
    found = b""
    for part in answer.iter_bytes():
        found += part
        if len(found) > limits.size:
            raise CorpusError(f"文件超过 {limits.size // 1_000_000} MB：{url}。没有下载。")
        if time.monotonic() > deadline:
            raise CorpusError(f"{limits.seconds:g} 秒内没有下载完：{url}。请稍后再试。")
    return found


def _check(url: str, limits: Limits) -> None:
    """Refuses other schemes than http and https, and addresses inside a private network."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CorpusError(f"只能下载 http 和 https 网址：{url}。请检查 catalog.toml 的 url。")
    if limits.private:
        return
    try:
        found = socket.getaddrinfo(parts.hostname, None)
    except OSError as error:
        raise CorpusError(f"找不到网站：{parts.hostname}。请检查网址和网络。") from error
    for *_, address in found:
        if not ipaddress.ip_address(address[0]).is_global:
            raise CorpusError(f"网址指向内部网络：{url}。确需下载请加 --allow-private。")
