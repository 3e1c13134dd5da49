"""Footnotes of a PDF page, told from its text by place and by the size of their type."""

import re
from dataclasses import dataclass
from statistics import median
from typing import Any

_NOTE = re.compile(
    r"^\s*(?:[①-⑳]|\[\d{1,2}\]|〔\d{1,2}〕|[*※]|注\s*\d*[:：]|\d{1,2}\s*[\u4e00-\u9fff“《])"
)
_LOWEST = 12  # lines of a page among which footnotes begin
_SMALL = 0.92  # of the size of the text: type of footnotes
_RAISED = 0.8  # of the size of the text: type of a mark of reference
_MARKS = re.compile(r"[\d①-⑳*※\[\]〔〕]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its characters, the height of each and its foot, in points."""

    text: str
    sizes: tuple[float, ...]
    foot: float

    @property
    def size(self) -> float:
        """The middle height of its visible characters."""
        seen = [s for c, s in zip(self.text, self.sizes, strict=True) if not c.isspace() and s]
        return median(seen) if seen else 0.0


def may_bear_notes(text: str) -> bool:
    """Whether one of the lowest lines begins as a footnote does; cheap, for every page."""
    return any(_NOTE.match(line) for line in text.splitlines()[-_LOWEST:])


def part_notes(textpage: Any) -> tuple[list[str], list[str]]:
    """The lines of the text, marks of reference left out, and those of the footnotes."""
    lines = [line for line in _lines(textpage) if line.text.strip()]
    body = median([line.size for line in lines]) if lines else 0.0
    first = max(1, len(lines) - _LOWEST)
    start = next(
        (
            place
            for place in range(first, len(lines))
            if _NOTE.match(lines[place].text) and 0 < lines[place].size <= _SMALL * body
        ),
        len(lines),
    )
    end = min(start + 1, len(lines))
    while end < len(lines) and _goes_on(lines[end], lines[end - 1], _SMALL * body):
        end += 1
    kept = [*lines[:start], *lines[end:]]
    if start == len(lines):
        return [line.text for line in kept], []
    return [_without_marks(line, body) for line in kept], [line.text for line in lines[start:end]]


def _goes_on(line: Line, above: Line, size: float) -> bool:
    """Whether a line is of the footnotes, too; running heads may follow them in the file."""
    return line.size <= size and line.foot < above.foot


def _without_marks(line: Line, body: float) -> str:
    """A line without the small raised figures that point to footnotes."""
    return "".join(
        char
        for char, size in zip(line.text, line.sizes, strict=True)
        if not (_MARKS.match(char) and 0 < size <= _RAISED * body)
    )


def _lines(textpage: Any) -> list[Line]:
    """The lines of a page with the height of each character."""
    import pypdfium2.raw as pdfium

    lines: list[Line] = []
    text, sizes, foot = "", list[float](), 0.0
    for place in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, place))
        if char == "\n":
            lines.append(Line(text, tuple(sizes), foot))
            text, sizes = "", []
        elif char != "\r":
            _, bottom, _, top = textpage.get_charbox(place, loose=True)
            foot = bottom if not text or char.strip() else foot
            text, sizes = text + char, [*sizes, top - bottom]
    return [*lines, Line(text, tuple(sizes), foot)]
