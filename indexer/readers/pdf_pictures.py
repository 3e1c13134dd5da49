"""A page of a PDF as a picture, with boxes drawn where a quote stands."""

import io
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from indexer.errors import CorpusError
from indexer.readers.pdf import PDFIUM, opened

_WIDTH = 1000  # pixels; an A4 page is read well at it
_TALLEST = 4000  # pixels, whatever shape a page has
_FRAME, _WASH = (30, 78, 140, 255), (255, 241, 184, 110)
_MARGIN = 3  # pixels between a line of text and its frame


def draw_page(file: Path, page: int, boxes: Iterable[tuple[float, ...]]) -> bytes:
    """A page, counted from 1, as PNG.

    Args:
        file: the PDF.
        page: which page; its number must be one that the file has.
        boxes: (left, top, right, bottom) as shares of the page, washed and framed.

    Raises:
        CorpusError: the page cannot be drawn.
    """
    with PDFIUM, closing(opened(file)) as document:
        try:
            width, height = document[page - 1].get_size()
            scale = min(_WIDTH / width, _TALLEST / height)
            picture = document[page - 1].render(scale=scale).to_pil().convert("RGBA")
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise CorpusError(f"PDF 第 {page} 页无法读取：{file}（{error}）。") from error
    marks = Image.new("RGBA", picture.size)
    pen = ImageDraw.Draw(marks)
    for left, top, right, bottom in boxes:
        corners = (
            left * picture.width - _MARGIN,
            top * picture.height - _MARGIN,
            right * picture.width + _MARGIN,
            bottom * picture.height + _MARGIN,
        )
        pen.rectangle(corners, fill=_WASH, outline=_FRAME, width=2)
    out = io.BytesIO()
    Image.alpha_composite(picture, marks).convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
