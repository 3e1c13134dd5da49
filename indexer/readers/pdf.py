"""A PDF with a text layer -> its lines by page, without running heads and page numbers.

The only import of pypdfium2. Pages that are pictures are read by OCR where it is installed;
tables between ruling lines become numbered duties, or rows.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any
from unicodedata import normalize

from indexer.errors import CorpusError
from indexer.parse.normalize import FOOTNOTES
from indexer.readers import ocr
from indexer.readers.pdf_footnotes import may_bear_notes, part_notes
from indexer.readers.pdf_tables import Box, Grid, find_grids

PDFIUM = Lock()  # pdfium serves one thread at a time

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–－_·•]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?|[ivxlIVXL]{1,6})[\s\-—–－_·•]*$"
)
_PAGE_MARK = re.compile(r"^\s*[-—–－]+\s*\d{1,4}\s*[-—–－]+\s*$")
_EDGE = 3  # lines at the top and the bottom of a page that may be running heads
_LONGEST_HEAD = 40  # characters
_REPEATED = 0.6  # of the pages bear a running head
_FEW = 3  # pages from which repetition tells
_RADICAL = re.compile("[\u2f00-\u2fdf]")  # ⼯ that some fonts give for 工
_NO_MAPPING = re.compile(r"(?:\(cid:\d+\)\s*){3}")
_PATH = 2  # FPDF_PAGEOBJ_PATH
_FEWEST_RULES, _MOST_RULES = 4, 1500
_UNREADABLE = 0.3  # share of characters that stand for nothing


def read_pdf(file: Path) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, and where each page starts in it.

    Raises:
        CorpusError: damaged, locked, without pages, or pictures alone and no extra to read them.
    """
    with PDFIUM:
        pages, notes = _pages(file)
    if not any(pages):
        raise CorpusError(_unread(file, len(pages)))
    pages = _without_running_heads(pages)
    text, starts = "", []
    for lines in pages:
        starts.append(len(text))
        text += "".join(f"{line}\n" for line in lines)
    if notes:
        text += "".join(f"{line}\n" for line in (FOOTNOTES, *notes))
    return text, tuple(starts)


def _unread(file: Path, pages: int) -> str:
    if ocr.available():
        return f"PDF 里没有认出文字：{file}（共 {pages} 页）。请换成更清楚的扫描件或带文字的 PDF。"
    return (
        f"PDF 没有文字层：{file}（第 1 至 {pages} 页像是扫描件）。"
        "请安装附加组件 ocr（pip install 'wence[ocr]'）后再试，或换成带文字的 PDF。"
    )


def opened(file: Path) -> Any:
    """An open PdfDocument, to be closed by the caller; CorpusError where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "有密码" if locked else "已损坏或不是 PDF"
        raise CorpusError(
            f"PDF {reason}：{file}。请{'解除密码' if locked else '重新取得这份文件'}后再放入文件库。"
        ) from error
    except OSError as error:
        raise CorpusError(
            f"文件无法读取：{file}（{error.strerror}）。请检查路径和权限。"
        ) from error
    if not len(document):
        document.close()
        raise CorpusError(f"PDF 没有页面：{file}。请重新取得这份文件。")
    return document


def _pages(file: Path) -> tuple[list[list[str]], list[str]]:
    """The lines of each page, and the footnotes of all."""
    document = opened(file)
    notes: list[str] = []
    try:
        ruled = [number for number in range(len(document)) if _is_ruled(document, number)]
        grids = find_grids(file, ruled, partial(_bounded, document)) if ruled else {}
        pages = [_lines(document, n, grids.get(n, []), notes) for n in range(len(document))]
        return pages, notes
    finally:
        document.close()


def _is_ruled(document: Any, number: int) -> bool:
    """Whether a page has ruling lines enough for a table, and is no drawing."""
    import pypdfium2

    try:
        paths = document[number].get_objects(filter=[_PATH], max_depth=2)
        return _FEWEST_RULES <= sum(1 for _ in islice(paths, _MOST_RULES)) < _MOST_RULES
    except pypdfium2.PdfiumError:
        return False


def _bounded(document: Any, number: int, box: Box) -> str:
    """The text of a part of a page, without page numbers."""
    page = document[number]
    xs, ys = zip(*(_on_page(page, *corner) for corner in (box[:2], box[2:])), strict=True)
    text = page.get_textpage().get_text_bounded(min(xs), min(ys), max(xs), max(ys))
    return "\n".join(line for line in _split(text) if not _PAGE_MARK.match(line))


def _on_page(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point as shown, from the upper left corner, in the page's own coordinates."""
    width, height = page.get_size()
    y = min(y, height)
    turned = {90: (y, x), 180: (width - x, y), 270: (height - y, width - x)}
    return turned.get(page.get_rotation(), (x, height - y))


def _lines(document: Any, number: int, grids: Sequence[Grid], notes: list[str]) -> list[str]:
    """The lines of a page; none where its text stands for nothing that can be read.

    Its footnotes are added to ``notes``.
    """
    import pypdfium2

    try:
        page = document[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        if not _readable(text):
            return _recognised(page)
        if not grids and may_bear_notes(text):
            lines, found = part_notes(textpage)
            notes += [each for each in _split("\n".join(found)) if not _PAGE_NUMBER.match(each)]
            return _split("\n".join(lines)) if found else _split(text)
        if not grids:
            return _split(text)
        lines = []
        top, (width, height) = 0.0, page.get_size()
        for grid in grids:
            lines += _bounded(document, number, (0, top, width, grid.top)).split("\n")
            lines += grid.lines()
            top = grid.bottom
        below = _bounded(document, number, (0, top, width, height)) if top < height else ""
        return [line for line in (*lines, *below.split("\n")) if line]
    except pypdfium2.PdfiumError:
        return []


def _recognised(page: Any) -> list[str]:
    """The lines of a page that is a picture, where the extra can read them."""
    if not ocr.available():
        return []
    scale = min(ocr.SCALE, ocr.LARGEST / max(page.get_size()))
    return ocr.read_picture(page.render(scale=scale).to_numpy())


def _split(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x02", "")
    text = _RADICAL.sub(lambda hit: normalize("NFKC", hit[0]), text)
    return [_once(line.rstrip()) for line in text.split("\n") if line.strip()]


def _readable(text: str) -> bool:
    """Whether the characters of a page stand for something."""
    if _NO_MAPPING.search(text):
        return False
    visible = [char for char in text if not char.isspace()]
    odd = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < " " for char in visible)
    return bool(visible) and odd <= _UNREADABLE * len(visible)


def _once(line: str) -> str:
    """A line whose bold face was made by printing each character twice: 大大规规模模."""
    visible = line.replace(" ", "")
    if len(visible) >= 6 and len(visible) % 2 == 0 and visible[::2] == visible[1::2]:
        return visible[::2]
    return line


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Drops page numbers, and lines that come again at the edge of most pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(line) for line in _edges(lines) if len(line) <= _LONGEST_HEAD})
    written = sum(1 for lines in pages if lines)
    heads = {
        shape for shape, count in counts.items() if written >= _FEW and count >= _REPEATED * written
    }
    return [_trimmed(lines, heads) for lines in pages]


def _trimmed(lines: list[str], heads: set[str]) -> list[str]:
    def runs(line: str) -> bool:
        return bool(_PAGE_NUMBER.match(line)) or _shape(line) in heads

    start, end = 0, len(lines)
    while start < min(_EDGE, end) and runs(lines[start]):
        start += 1
    while end > max(start, len(lines) - _EDGE) and runs(lines[end - 1]):
        end -= 1
    return lines[start:end]


def _edges(lines: list[str]) -> list[str]:
    return lines[:_EDGE] + lines[_EDGE:][-_EDGE:]


def _shape(line: str) -> str:
    """A line without its figures, as it comes again on other pages."""
    return re.sub(r"[\d\s]+", "", line) or "#"
