"""Source text -> clean text with the way home: every clean character knows its place.

Two steps that never mix. ``clean`` takes layout out (line wraps, page marks, spaces beside
Chinese characters) and keeps every other character as written. ``fold`` replaces characters
one for one (width, bracket and percent variants), so that rules are written once; folded
text has the length of its clean text. Lexicon and runtime text go through the same ``fold``.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.lexicon import Patterns, load_rules
from indexer.model import Span
from indexer.parse.tables import BLANKS, blank_rows, is_row, two_cell_rows

_WIDE_DIGITS = {ord("０") + i: ord("0") + i for i in range(10)}
_WIDE_LETTERS = {code: code - 0xFEE0 for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
_VARIANTS = str.maketrans(
    {
        "％": "%",
        "﹪": "%",
        "．": ".",
        "／": "/",
        "＋": "+",
        "－": "-",
        "～": "~",
        "　": " ",
        "\xa0": " ",
        "(": "（",
        ")": "）",
        ",": "，",
        ";": "；",
        ":": "：",
        "?": "？",
        "!": "！",
        "[": "〔",
        "]": "〕",
        "［": "〔",
        "］": "〕",
        "【": "〔",
        "】": "〕",
        "「": "“",
        "」": "”",
        "﹣": "-",
        "–": "-",
        "〈": "《",
        "〉": "》",
        "｡": "。",
        "､": "、",
        '"': "”",
        "'": "’",
    }
)
_FOLD = {**_VARIANTS, **_WIDE_DIGITS, **_WIDE_LETTERS}
_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_BETWEEN_DIGITS = re.compile(r"[，：](?<=\d.)(?=\d)")
_HALF = {"，": ",", "：": ":"}
# 20 27年, 1 800辆: a number that layout has parted, before a word of Chinese.
_OPENED = re.compile(r"(?<![\d.,])\d{1,3}$")
_PARTED = re.compile(r"(?:\d{2} *年|\d{3}(?:\.\d+)? *[\u4e00-\u9fff%％])")
_INVISIBLE = {"\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\xad"}
_EDGES = "".join((" \t\u3000\xa0", *sorted(_INVISIBLE)))
_LAYOUT = re.compile(rf"[\s{''.join(sorted(_INVISIBLE))}]|\*\*")
_HEADING_MARK = re.compile(r"^#{1,6}[ \u3000]+(?=\S)")  # of Markdown, as are the ** of bold words
_TERMINAL = "。！？；：”）)…;:"
FOOTNOTES = "脚注"  # the line that readers put over footnotes, at the end of the text
# 附件1 on a line of its own, 附件：1.……, 附件1：……
_SPEAKER = re.compile("[问答][：:]")  # a question or an answer of a list of them
_ANNEX = re.compile(r"附(?:件|表|录)[ \u3000]?[\d一二三四五六七八九十]{0,3}[ \u3000]?(?:[：:]|$)")
_LISTS = Patterns("organ_lists")
_WRAP_WIDTH_LIMIT = 60.0  # a wrapped page of A4 has about 28 to 42 characters in a line
_WRAP_SLACK = 3.0  # a line may end this many characters early where a word did not fit


def fold(text: str) -> str:
    """Replaces width, bracket and percent variants one for one; keeps the length.

    Commas and colons between digits (5,000 and 10:30) stay half-width.
    """
    if _FOLDED.search(text):  # to translate every character takes ten times as long
        text = text.translate(_FOLD)
    return _BETWEEN_DIGITS.sub(lambda hit: _HALF[hit[0]], text)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Text without layout; ``offsets[i]`` is the source place of character i.

    Paragraphs are separated by a newline. ``folded`` has the same length as ``text``.
    """

    text: str
    folded: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The source span of the clean range, white space at its edges left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start == end:
            place = self.offsets[start] if start < len(self.offsets) else 0
            return Span(place, place)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str  # stripped
    row: bool = False  # of a table, its cells parted by blanks alone
    pair: bool = False  # a row of two cells, with one tab between them

    @property
    def width(self) -> float:
        return len(self.text) - 0.5 * len(self.text.encode("ascii", "ignore"))


@lru_cache(maxsize=32)
def clean(source: str) -> CleanText:
    """Takes layout out of a whole source text; see the module docstring for the order."""
    lines = _lines(source)
    width = _wrap_width(lines)
    pieces: list[str] = []
    offsets = array("I")
    for index, line in enumerate(lines):
        if index:
            joint = _joint(lines[index - 1], line, width)
            if joint:
                pieces.append(joint)
                offsets.append(line.start - 1)
        kept, places = _without_layout(line)
        pieces.append(kept)
        offsets.extend(places)
    text = "".join(pieces)
    return CleanText(text, fold(text), offsets)


def squeeze(text: str) -> str:
    """A quote in one line: its lines joined, its layout gone."""
    return "".join(_without_layout(line)[0] for line in _lines(text))


def _lines(source: str) -> list[_Line]:
    lines = []
    for hit in re.finditer(r"[^\r\n\f\v\x85\u2028\u2029]+", source):
        raw = hit[0]
        text = _HEADING_MARK.sub("", raw.strip(_EDGES))
        if text and not _is_page_mark(text):
            lines.append(_Line(hit.start() + raw.rindex(text), text))
    texts = [line.text for line in lines]
    rows, pairs = blank_rows(texts), two_cell_rows(texts)
    return [
        replace(line, row=n in rows, pair=n in pairs) if rows or pairs else line
        for n, line in enumerate(lines)
    ]


def _is_page_mark(text: str) -> bool:
    folded = fold(text)
    return any(rule.matches(folded) for rule in load_rules("layout"))


def _wrap_width(lines: list[_Line]) -> float | None:
    """The width at which lines were wrapped by hand; None where a line is a paragraph."""
    widths = sorted(line.width for line in lines)
    if len(widths) < 8:
        return None
    width = widths[int(len(widths) * 0.9)]
    full = sum(width - _WRAP_SLACK <= each <= width + _WRAP_SLACK for each in widths)
    return width if width <= _WRAP_WIDTH_LIMIT and full >= 0.3 * len(widths) else None


def _joint(before: _Line, after: _Line, width: float | None) -> str:
    """What stands between two lines: nothing or a space (joined), or a newline."""
    if width is None or before.width < width - _WRAP_SLACK:
        return "\n"
    if (
        before.row
        or after.row
        or before.pair
        or after.pair
        or is_row(before.text)
        or is_row(after.text)
        or FOOTNOTES in (before.text, after.text)
        or _SPEAKER.match(after.text)
        or _ANNEX.match(before.text)
        or _ANNEX.match(after.text)
    ):
        return "\n"
    first, second = fold(before.text), fold(after.text)
    starts_clause = any(rule.matches(second) for rule in load_rules("numbering"))
    heading = any(rule.matches(first) for rule in load_rules("numbering"))
    unpunctuated = not re.search("[。，；]", first)
    closed = before.text[-1] in _TERMINAL or _LISTS["fills_line"].search(first) is not None
    if starts_clause and (closed or (heading and unpunctuated)):
        return "\n"
    both_ascii = before.text[-1].isascii() and after.text[0].isascii()
    letters = before.text[-1].isalpha() and after.text[0].isalpha()
    return " " if both_ascii and letters else ""


def _without_layout(line: _Line) -> tuple[str, Sequence[int]]:
    """The characters of a line, and their places; of spaces those between ASCII words and cells stay."""
    if not _LAYOUT.search(line.text):  # as most lines are
        return line.text, range(line.start, line.start + len(line.text))
    kept = _spaced(line)
    return "".join(char for _, char in kept), [place for place, _ in kept]


def _spaced(line: _Line) -> list[tuple[int, str]]:
    """The characters of a line with spaces that stay, each with its place."""
    kept: list[tuple[int, str]] = []
    text = line.text
    row = is_row(text) or line.pair
    for index, char in enumerate(text):
        if char in _INVISIBLE or (char == "*" and "**" in text[max(0, index - 1) : index + 2]):
            continue
        if char == "\t" and row and kept and kept[-1][1] != "\t":
            kept.append((line.start + index, char))
            continue
        if line.row and BLANKS.match(char):  # one blank of each run becomes the mark of a cell
            if kept and kept[-1][1] != "\t":
                kept.append((line.start + index, "\t"))
            continue
        if char.isspace():
            rest = text[index:].lstrip()
            previous = kept[-1][1] if kept else ""
            if _PARTED.match(rest) and _OPENED.search(text[:index]):
                continue
            if not (previous.isascii() and previous.isalnum() and rest[:1].isascii()):
                continue
            if not rest[:1].isalnum():
                continue
            char = " "
        kept.append((line.start + index, char))
    return kept
