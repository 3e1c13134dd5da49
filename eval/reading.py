"""``wence eval reading``: how fast files are read, and how well a scan of them would be."""

import time
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from indexer.errors import CorpusError
from indexer.model import CatalogEntry, SourceText
from indexer.parse.normalize import fold
from indexer.readers import read_source

_DOTS = 150 / 72  # a scan of 150 dots to the inch
_PAGES = 5  # of a file are scanned

Figures = dict[str, float | str]


def reading_figures(files: Iterable[Path], scan: bool) -> list[Figures]:
    """One row for each file; ``scan`` reads pictures of a PDF's first pages instead."""
    return [_scanned(file) if scan else _read(file) for file in files]


def _read(file: Path) -> Figures:
    begin = time.perf_counter()
    try:
        source = read_source(CatalogEntry("file", file))
    except CorpusError as error:
        return {"file": file.name, "seconds": time.perf_counter() - begin, "problem": str(error)}
    seconds = time.perf_counter() - begin
    pages = len(source.page_starts)
    return {
        "file": file.name,
        "pages": pages,
        "characters": len(source.text),
        "seconds": seconds,
        "pages_per_s": pages / seconds,
    }


def _scanned(file: Path) -> Figures:
    """Characters right: those that stand in the same order in both, width folded."""
    truth = read_source(CatalogEntry("file", file))
    with TemporaryDirectory() as folder:
        picture = Path(folder) / "scan.pdf"
        pages = _scan(file, picture)
        begin = time.perf_counter()
        found = _plain(read_source(CatalogEntry("scan", picture)), pages)
        seconds = time.perf_counter() - begin
    wanted = _plain(truth, pages)
    blocks = SequenceMatcher(None, wanted, found, False).get_matching_blocks()
    return {
        "file": file.name,
        "pages": pages,
        "characters_right": sum(block.size for block in blocks) / (len(wanted) or 1),
        "seconds_per_page": seconds / pages,
    }


def _scan(file: Path, picture: Path) -> int:
    document = pypdfium2.PdfDocument(file)
    count = min(_PAGES, len(document))
    pages = [document[n].render(scale=_DOTS).to_pil().convert("RGB") for n in range(count)]
    pages[0].save(picture, save_all=True, append_images=pages[1:], resolution=150)
    document.close()
    return count


def _plain(source: SourceText, pages: int) -> str:
    ends = (*source.page_starts, len(source.text))
    return fold("".join(source.text[: ends[min(pages, len(ends) - 1)]].split()))
