"""A model's sentences without the layout that it put around them: what is said is left, plain.

Bullets, headings, bold, tables, polite openings, the question said again, and lists of sources say
nothing that could be true or false: they are neither shown nor counted as dropped.
"""

import re
from functools import cache
from pathlib import Path

from indexer.lexicon import Rule, load_rules

_LEXICONS = Path(__file__).parent.parent / "lexicons"
MARKER = re.compile(r"\[(\d{1,3})\]")
SOURCE = "(?:参见|见|依据|来源|出处|引自|参考|引用)"
_SOURCE = re.compile(rf"(?<=[。！？\s]){SOURCE}[:：]\s*(?=\[\d)")
_BULLET = re.compile(
    r"^(?:[-•·●▪◦–]\s*|\*(?!\*)\s*|\d{1,2}[.)、．）](?!\d)\s*|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*)"
)
_HEADING = re.compile(r"^#{1,6}\s*")
_QUOTED = re.compile(r"^(?:>\s*)+")
_BOLD = re.compile(r"\*\*|__|`+")
_FENCE = re.compile(r"^```\w*$")
_WIDE = str.maketrans("０１２３４５６７８９％", "0123456789%")
_CLOSED = re.compile(r"[。！？!?….][”’」』）)\"]*(?:\[\d+\])*$")
_LOOSE = re.compile(r"[，,；;、]((?:\[\d+\])*)$")
_ASKS = re.compile(r"[？?][”’」』）)\"]*$")
_WORD = re.compile(r"\w")
_LISTED = re.compile(r"^(?:\[\d+\])+[:：]?\s*《[^》]*》[^。]*$")  # [1] 《方案》 › 6.加快…
_SHORT = 40  # characters of an item that is no sentence by itself


class Layout:
    """Takes the layout away, sentence by sentence; remembers the heads of lists."""

    def __init__(self) -> None:
        """Begins a text."""
        self._head = ""
        self._ended = False

    def said(self, sentence: str) -> str | None:
        """What a sentence says; None where it is but layout."""
        text = " ".join(sentence.split())
        if self._ended or _FENCE.match(text) or text.startswith("|"):
            return None
        text = _QUOTED.sub("", text)
        plain = _HEADING.sub("", text)
        item = _BULLET.match(plain) is not None
        plain = _BOLD.sub("", _BULLET.sub("", plain)).translate(_WIDE).strip()
        plain = _opened(re.sub(r"\s+(?=\[\d)", "", _SOURCE.sub("", plain)))
        if not _WORD.search(without_markers(plain)) or self._is_list_of_sources(plain):
            return None
        if not MARKER.search(plain) and (text.startswith("#") or self._is_layout(plain)):
            return None
        if item and self._head and len(plain) <= _SHORT:
            plain = self._head + plain
        elif not item:
            self._head = ""
        return _closed(plain)

    def _is_list_of_sources(self, plain: str) -> bool:
        own = without_markers(plain)
        if not any(rule.matches(own) for rule in _rules("references")):
            return _LISTED.match(plain) is not None
        # With sources on its own line, the text may go on behind it; a bare head has them below.
        self._ended = own.endswith((":", "：")) or not re.search("[:：]", own)
        return True

    def _is_layout(self, plain: str) -> bool:
        """Whether a line without a marker is a head, an aside or a question."""
        if plain.endswith((":", "：")):
            role = any(rule.matches(plain) for rule in _rules("role"))
            self._head = plain if role else ""
            return True
        return _ASKS.search(plain) is not None or any(
            rule.matches(plain) for rule in _rules("aside")
        )


def unadorned(line: str) -> str:
    """A line without bullet, bold and what leads to its text; a question stays one."""
    return _opened(_BOLD.sub("", _BULLET.sub("", line.strip())).strip())


def without_markers(sentence: str) -> str:
    """The sentence's own words."""
    return MARKER.sub("", sentence).replace("**", "").strip()


def _opened(text: str) -> str:
    """A sentence without its polite opening, whose markers it keeps."""
    rest = text
    while hit := next((found for each in _openings() if (found := each.search(rest))), None):
        rest = rest[hit.end() :]
    opening = text[: len(text) - len(rest)]
    markers = "".join(dict.fromkeys(each[0] for each in MARKER.finditer(opening)))
    if not rest or not markers or MARKER.search(rest):
        return rest
    return re.sub(r"[。！？]?$", lambda hit: f"{markers}{hit[0]}", rest, count=1)


def _closed(text: str) -> str:
    """A sentence with a mark at its end, so that the next may follow it."""
    if _CLOSED.search(text):
        return text
    return _LOOSE.sub(r"\1", text) + "。"


def _openings() -> list[re.Pattern[str]]:
    return [each.pattern for each in _rules("opening") if each.pattern is not None]


@cache
def _rules(kind: str) -> tuple[Rule, ...]:
    return tuple(
        each for each in load_rules("model_layout", _LEXICONS) if each.text("kind") == kind
    )
