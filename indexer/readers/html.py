"""A saved web page of a government site -> its main text; the only import of lxml.html."""

import re
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.readers.tables import is_duties, table_lines
from indexer.readers.text import decode

_DROPPED = ("script", "style", "nav", "header", "footer", "form", "iframe", "noscript", "button")
# Ids and classes under which government sites keep an article's text.
_MAIN = re.compile(
    r"UCAP-CONTENT|TRS_Editor|pages_content|article[-_]?(?:con|body|content)|zoom|view|xxgk_?content"
    r"|^content$|con_text|main[-_]?txt|bt_content|gknbxq",
    re.IGNORECASE,
)
_BLOCKS = {
    "p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section",
    "article", "ul", "ol", "dd", "dt", "blockquote", "title",
}  # fmt: skip
_TITLE, _TOP = 6, 12  # characters of a title; lines among which it may stand
_COLUMNS = 3  # cells of a row, from which on they belong side by side
_LONGEST_CELL = 1500  # characters; a longer one is a column of the page
_LEAST = 200  # characters that a main text has at least


def read_html(file: Path) -> str:
    """The main text of a page, a line for each paragraph; cells of a row are tab-separated.

    Raises:
        CorpusError: unreadable, or a page without text.
    """
    from lxml import html

    text = decode(file)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text)
    except (ValueError, AssertionError, TypeError) as error:
        raise CorpusError(f"网页无法读取：{file}（{error}）。请重新保存网页。") from error
    title = " ".join((tree.findtext(".//title") or "").split())
    for element in list(tree.iter(*_DROPPED)):
        element.drop_tree()
    lines = _lines(_main(tree))
    if not lines:
        raise CorpusError(f"网页里没有正文：{file}。请打开文件所在的页面另存。")
    return "\n".join(_with_title(lines, re.split(r"[-_|]", title)[0])) + "\n"


def _with_title(lines: list[str], title: str) -> list[str]:
    """The lines with the page's title in one of them, joined or put first where it is missing."""
    wanted = re.sub(r"\s", "", title)
    if len(wanted) < _TITLE:
        return lines
    for start in range(min(_TOP, len(lines))):
        joined = ""
        for end in range(start, min(start + 4, len(lines))):
            joined += re.sub(r"\s", "", lines[end])
            if joined == wanted:
                return [*lines[:start], joined, *lines[end + 1 :]]
            if wanted in joined and end == start:
                return lines
    return [title.strip(), *lines]


def _main(tree: Any) -> Any:
    """The smallest element that is marked as the article, or that holds most paragraphs."""
    body = tree.find("body")
    whole = body if body is not None else tree
    marked = [
        element
        for element in whole.iter()
        if isinstance(element.tag, str)
        and _MAIN.search(f"{element.get('id') or ''} {element.get('class') or ''}")
        and len(element.text_content().strip()) >= _LEAST
    ]
    if marked:
        return max(marked, key=lambda each: len(each.text_content()))
    parents: dict[Any, int] = {}
    for paragraph in whole.iter("p"):
        parent = paragraph.getparent()
        parents[parent] = parents.get(parent, 0) + len(paragraph.text_content().strip())
    best = max(parents, key=lambda each: parents[each], default=None)
    half = 0.5 * len(whole.text_content().strip())
    return best if best is not None and parents[best] >= half else whole


def _lines(element: Any) -> list[str]:
    pieces: list[str] = []

    def walk(node: Any) -> None:
        if not isinstance(node.tag, str):
            pieces.append(node.tail or "")
            return
        if node.tag == "table":
            rows = _rows(node)
            if is_duties(rows) or _is_of_cells(node, rows):
                pieces.append("\n" + "\n".join(table_lines(rows)) + "\n" + (node.tail or ""))
                return
        block = node.tag in _BLOCKS
        pieces.append("\n" if block else "")
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            if child.tag in ("td", "th") and child.getnext() is not None:
                pieces.append("\t")
        pieces.append("\n" if block else "")
        pieces.append(node.tail or "")

    walk(element)
    text = re.sub(r"[ \xa0\u3000\r]+", " ", "".join(pieces))
    rows = (re.sub(r" *\t *", "\t", line).strip(" ") for line in text.split("\n"))
    return [row for row in rows if row.strip()]


def _is_of_cells(table: Any, rows: list[list[str]]) -> bool:
    """Whether a table holds cells side by side, and is not there for the layout of a page."""
    nested = any(each is not table for each in table.iter("table"))
    wide = sum(len(row) >= _COLUMNS for row in rows)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return not nested and wide >= 2 and longest <= _LONGEST_CELL


def _rows(table: Any) -> list[list[str]]:
    """The cells of a table; one that spans rows comes again in each of them."""
    spans: dict[int, tuple[int, str]] = {}  # column -> rows still covered, text
    rows = []
    for element in table.iter("tr"):
        cells = [each for each in element if each.tag in ("td", "th")]
        row: list[str] = []
        while cells or spans.get(len(row), (0, ""))[0]:
            left, text = spans.get(len(row), (0, ""))
            if left:
                spans[len(row)] = (left - 1, text)
            else:
                cell = cells.pop(0)
                text = "\n".join(part.strip() for part in cell.itertext() if part.strip())
                down = cell.get("rowspan") or "1"
                spans[len(row)] = (int(down) - 1 if down.isdigit() else 0, text)
            row.append(text)
        rows.append(row)
    return rows
