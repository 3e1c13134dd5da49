"""An OFD file (GB/T 33190-2016) -> its text by page, lines by their height on the page."""

import posixpath
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from indexer.errors import CorpusError

_SAME_LINE = 1.5  # millimetres between the heights of pieces of one line
_LARGEST = 50_000_000  # bytes of one part; a bomb is larger


def read_ofd(file: Path) -> tuple[str, tuple[int, ...]]:
    """The text of an OFD file, and where each page starts in it.

    Raises:
        CorpusError: damaged, or pictures alone.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            pages = [_lines(root) for root in _pages(archive)]
    except (zipfile.BadZipFile, KeyError, ParseError, OSError, ValueError) as error:
        raise CorpusError(
            f"OFD 文件无法读取：{file}（{type(error).__name__}）。请重新取得，或转换成 PDF。"
        ) from error
    if not any(pages):
        raise CorpusError(f"OFD 文件里没有文字：{file}（可能是扫描件）。请先做文字识别。")
    text, starts = "", []
    for lines in pages:
        starts.append(len(text))
        text += "".join(f"{line}\n" for line in lines)
    return text, tuple(starts)


def _pages(archive: zipfile.ZipFile) -> list[Element]:
    """The content of each page, in order."""
    entry = _parse(archive, "OFD.xml")
    roots = [each.text or "" for each in entry.iter() if _name(each) == "DocRoot"]
    found = []
    for root in roots:
        path = root.strip().lstrip("/")
        document = _parse(archive, path)
        for page in document.iter():
            if _name(page) == "Page" and page.get("BaseLoc"):
                place = page.get("BaseLoc", "")
                base = "" if place.startswith("/") else posixpath.dirname(path)
                full = posixpath.normpath(posixpath.join(base, place.lstrip("/")))
                found.append(_parse(archive, full))
    return found


def _parse(archive: zipfile.ZipFile, name: str) -> Element:
    from lxml import etree

    if archive.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        parsed: Any = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    root: Element = parsed
    return root


def _lines(page: Element) -> list[str]:
    """Pieces of text by height, then from left to right."""
    pieces: list[tuple[float, float, str]] = []
    for item in page.iter():
        if _name(item) != "TextObject":
            continue
        left, top = (float(each) for each in item.get("Boundary", "0 0 0 0").split()[:2])
        for code in item.iter():
            if _name(code) == "TextCode" and code.text:
                x, y = float(code.get("X", 0)), float(code.get("Y", 0))
                pieces.append((top + y, left + x, code.text))
    lines: list[list[tuple[float, float, str]]] = []
    for piece in sorted(pieces):
        if lines and piece[0] - lines[-1][0][0] <= _SAME_LINE:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return ["".join(text for _, _, text in sorted(line, key=lambda p: p[1])) for line in lines]


def _name(element: Element) -> str:
    """A tag without its namespace."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
