"""Where a quote stands on a page of a PDF: boxes to draw over the page's picture."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pypdfium2

from indexer.errors import CorpusError
from indexer.readers.pdf import PDFIUM, opened
from indexer.readers.pdf_tables import Box


def find_boxes(file: Path, page: int, quote: str) -> list[Box]:
    """The boxes of a quote on a page, counted from 1, one for each line; none where not found.

    A box is (left, top, right, bottom) as shares of the page.

    Args:
        file: a PDF with a text layer.
        page: where the quote begins; what goes on over the page has no box here.
        quote: as the source writes it, its line ends kept.
    """
    lines = [line.strip() for line in quote.split("\n") if line.strip()]
    with PDFIUM, closing(opened(file)) as document:
        try:
            return _on(document[page - 1], lines) if 0 < page <= len(document) else []
        except pypdfium2.PdfiumError as error:
            raise CorpusError(f"PDF 第 {page} 页无法读取：{file}（{error}）。") from error


def _on(page: pypdfium2.PdfPage, lines: list[str]) -> list[Box]:
    width, height = page.get_size()
    textpage = page.get_textpage()
    found: list[Box] = []
    after = 0
    for line in lines:
        hit = textpage.search(line, index=after, match_case=True).get_next()
        if hit is None:
            continue
        start, count = hit
        after = start + count
        boxes: list[Box] = []
        for rect in range(textpage.count_rects(start, count)):
            left, bottom, right, top = textpage.get_rect(rect)
            boxes.append(
                (
                    max(0.0, left / width),
                    max(0.0, 1 - top / height),
                    min(1.0, right / width),
                    min(1.0, 1 - bottom / height),
                )
            )
        found += _merged(boxes)
    return found


def _merged(boxes: Iterable[Box]) -> list[Box]:
    """Boxes side by side made one, so that a line of text has one."""
    merged: list[Box] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last and last[1] < box[3] and box[1] < last[3]:
            (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = (
                last,
                box,
            )
            merged[-1] = (
                min(left, other_left),
                min(top, other_top),
                max(right, other_right),
                max(bottom, other_bottom),
            )
        else:
            merged.append(box)
    return merged
