"""A PDF with a text layer -> its lines by page, without running heads and page numbers.

The only import of pypdfium2. Pages without text are named, so that nobody takes a scan for an
empty page.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError

_PAGE_NUMBER = re.compile(
    r"^[\s\-—–－_·•]*(?:第?\s*\d{1,4}\s*页?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?|[ivxlIVXL]{1,6})[\s\-—–－_·•]*$"
)
_EDGE = 3  # lines at the top and the bottom of a page that may be running heads
_REPEATED = 0.6  # of the pages bear a running head
_FEW = 3  # pages from which repetition tells
_UNREADABLE = 0.3  # share of characters that stand for nothing


def read_pdf(file: Path) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, and where each page starts in it.

    Raises:
        CorpusError: damaged, locked, without pages, or pictures alone.
    """
    pages = _pages(file)
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise CorpusError(
            f"PDF 没有文字层：{file}（共 {len(pages)} 页，像是扫描件）。"
            "请先做文字识别，或换成带文字的 PDF。"
        )
    pages = _without_running_heads(pages)
    text, starts = "", []
    for lines in pages:
        starts.append(len(text))
        text += "".join(f"{line}\n" for line in lines)
    return text, tuple(starts)


def _pages(file: Path) -> list[list[str]]:
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
    try:
        if not len(document):
            raise CorpusError(f"PDF 没有页面：{file}。请重新取得这份文件。")
        return [_lines(document, number) for number in range(len(document))]
    finally:
        document.close()


def _lines(document: Any, number: int) -> list[str]:
    """The lines of a page; none where its text stands for nothing that can be read."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError:
        return []
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x02", "")
    if not _readable(text):
        return []
    return [_once(line.rstrip()) for line in text.split("\n") if line.strip()]


def _readable(text: str) -> bool:
    """Whether the characters of a page stand for something."""
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
        counts.update({_shape(line) for line in _edges(lines)})
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
