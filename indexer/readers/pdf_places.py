"""Where a quote stands on a page of a PDF: boxes to draw over the page's picture."""

from pathlib import Path

import pypdfium2

from indexer.errors import CorpusError
from indexer.readers.pdf import opened

Box = tuple[float, float, float, float]  # left, top, right, bottom as shares of the page


def find_boxes(file: Path, page: int, quote: str) -> list[Box]:
    """The boxes of a quote on a page, counted from 1, line by line; none where it is not found.

    Args:
        file: a PDF with a text layer.
        page: where the quote begins; it may go on over the page.
        quote: as the source writes it, its line ends kept.
    """
    document = opened(file)
    try:
        found: list[Box] = []
        lines = [line.strip() for line in quote.split("\n") if line.strip()]
        for number in range(page - 1, min(page + 1, len(document))):
            found += _on(document[number], lines) if number == page - 1 or not found else []
        return found
    except pypdfium2.PdfiumError as error:
        raise CorpusError(f"PDF 第 {page} 页无法读取：{file}（{error}）。") from error
    finally:
        document.close()


def _on(page: pypdfium2.PdfPage, lines: list[str]) -> list[Box]:
    width, height = page.get_size()
    textpage = page.get_textpage()
    found = []
    after = 0
    for line in lines:
        hit = textpage.search(line, index=after, match_case=True).get_next()
        if hit is None:
            continue
        start, count = hit
        after = start + count
        for rect in range(textpage.count_rects(start, count)):
            left, bottom, right, top = textpage.get_rect(rect)
            box = (left / width, 1 - top / height, right / width, 1 - bottom / height)
            found.append(tuple(min(1.0, max(0.0, each)) for each in box))
    return found
