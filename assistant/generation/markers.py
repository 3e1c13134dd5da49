"""Markers as models write them, made the one form that is checked and shown: ``[1]``.

Seen: ``【1】``, ``［1］``, ``[1, 2]``, ``[1、2]``, ``[1-3]``, ``[^1]``, ``[[1]]``, ``[citation:1]`` and ``【1†source】`` (hosted
search), ``[条款1]``, ``（见[1]）``, ``<sup>1</sup>``, links behind markers, and brackets escaped for Markdown.
"""

import re
from collections.abc import Iterable, Iterator

_BETWEEN = r"\s*(?:[,，、;；/]|和|及|与|[-–—~～至])\s*"
_WORD = "(?:条款|来源|引用|出处|注释?|citation|cite|source|ref|clause|document|doc)"
_MARKER = re.compile(
    rf"[\[【［]{{1,2}}\s*\^?{_WORD}?\s*[:：#]?\s*(?P<numbers>\d{{1,3}}(?:{_BETWEEN}\^?\d{{1,3}})*)"
    r"\s*(?:†[^\]】］]{0,30})?[\]】］]{1,2}(?:\((?:#|https?:)[^)\s]{0,200}\))?"
    r"|<sup>\s*(?P<raised>\d{1,3})\s*</sup>",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*[-–—~～至]\s*\^?(\d+)")
_WIDEST = 10  # markers of a range; a wider one is none
_HELD = re.compile(
    r"[(（]\s*(?:(?:参?见|依据|来源|出处|引自|参考|引用)[:：]?)?\s*((?:\[\d+\])+)\s*[)）]"
)
_ESCAPED = re.compile(r"\\([%\[\]_*#().~-])")
_TOKENS = re.compile(
    r"<[|｜][^|｜>\n]{1,30}[|｜]>|</?s>"
)  # <|im_end|>, which some servers let through
_TAGS = re.compile(r"</?sup>", re.IGNORECASE)
_OPEN = re.compile(
    r"(?:[(（][^)）\n]{0,40}|\\?[\[【［][^\]】］\n]{0,40}(?:\\?[\]】］]){0,2}(?:\([^)\s]{0,200})?|<[^>\n]{0,40}|\\)$"
)


def with_markers(text: str) -> str:
    """A text with each marker in the form ``[1]``, without what is no text of it."""
    text = _ESCAPED.sub(r"\1", _TOKENS.sub("", text))
    text = _TAGS.sub("", _MARKER.sub(_plain, text))
    return _HELD.sub(r"\1", text)


def marked(pieces: Iterable[str | None]) -> Iterator[str | None]:
    """The same of a text that comes in pieces; what may become a marker waits until it is whole."""
    held = ""
    for piece in pieces:
        if piece is None:
            held = ""
            yield None
            continue
        held += piece
        tail = _OPEN.search(held)
        end = tail.start() if tail else len(held)
        if end:
            yield with_markers(held[:end])
            held = held[end:]
    if held:
        yield with_markers(held)


def _plain(hit: re.Match[str]) -> str:
    if hit["raised"]:
        return f"[{int(hit['raised'])}]"
    numbers = _RANGE.sub(_spread, hit["numbers"])
    return "".join(f"[{int(each)}]" for each in re.findall(r"\d+", numbers))


def _spread(hit: re.Match[str]) -> str:
    """1-3 as 1,2,3."""
    first, last = int(hit[1]), int(hit[2])
    if not first < last <= first + _WIDEST:
        return f"{first},{last}"
    return ",".join(str(each) for each in range(first, last + 1))
