"""Pictures of pages -> lines, by rapidocr (extra ``ocr``); the only import of it.

Its models (PP-OCR, Apache-2.0) come with the package, so nothing is fetched.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

SCALE = 2.5  # pictures have 180 dots to the inch
LARGEST = 4000  # dots of the longer side
_SAME_ROW = 0.5  # of a line's height: pieces whose middles are nearer stand in one row


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_picture(picture: np.ndarray) -> list[str]:
    """The lines of a page, from the top; ``picture`` is (height, width, 3) uint8."""
    found = _engine()(picture)
    if found.boxes is None:
        return []
    return _rows(
        [(np.asarray(box), text) for box, text in zip(found.boxes, found.txts, strict=True)]
    )


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})


def _rows(pieces: Sequence[tuple[np.ndarray, str]]) -> list[str]:
    """Pieces of text by rows; a box holds four corners (4, 2) in dots."""
    rows: list[list[tuple[float, float, float, str]]] = []
    for box, text in sorted(pieces, key=lambda each: float(each[0][:, 1].mean())):
        middle, height = float(box[:, 1].mean()), float(np.ptp(box[:, 1]))
        piece = (float(box[:, 0].min()), middle, height, text)
        last = rows[-1][-1] if rows else None
        if last and middle - last[1] < _SAME_ROW * min(height, last[2]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [" ".join(text for *_, text in sorted(row)) for row in rows]
