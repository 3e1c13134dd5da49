"""Of sums side by side, the one whose own words a question says: 新建每张1万元、改（扩）建每张5000元."""

import re
from collections.abc import Sequence

from assistant.compose.grants import Grant

_SIDE = "side_by_side"
_LEADING = re.compile("^(?:按照?|对|的|，|、)+")
_TAILING = re.compile(r"(?:每|的|补|奖|给|为|，|\d).*$")
_BRACKETS = re.compile("（([^（）]+)）")
_LEAST = 2  # characters of words that tell one from another


def picked(text: str, chosen: list[Grant]) -> list[Grant]:
    """The grants without those of a row of which a question names another.

    Args:
        text: the question, folded.
        chosen: what fits.
    """
    rows: dict[tuple[str, object], list[Grant]] = {}
    for each in chosen:
        if each.benefit.rule_id == _SIDE:
            rows.setdefault((each.clause.clause_id, each.benefit.span), []).append(each)
    left: list[Grant] = []
    for row in rows.values():
        named = [
            each for each, words in zip(row, _told_apart(row), strict=True) if _in(text, words)
        ]
        left += [each for each in row if named and each not in named]
    return [each for each in chosen if each not in left]


def _told_apart(row: Sequence[Grant]) -> list[str]:
    """The words of each that the others do not have."""
    owns = [each.own for each in row]
    head = _alike(owns)
    tail = _alike([each[::-1] for each in owns])
    return [each[head : max(head, len(each) - tail)] for each in owns]


def _alike(texts: Sequence[str]) -> int:
    """How many characters all of the texts begin with."""
    return next(
        (n for n, signs in enumerate(zip(*texts, strict=False)) if len(set(signs)) > 1),
        min(map(len, texts)),
    )


def _in(text: str, words: str) -> bool:
    """Whether a question says the words, brackets read in each way: 改（扩）建 is 改建, 扩建."""
    words = _LEADING.sub("", _TAILING.sub("", words))
    plain = _BRACKETS.sub(r"\1", words)
    without = _BRACKETS.sub("", words)
    inner = _BRACKETS.search(words)
    forms = {plain, without, f"{inner[1]}{words[inner.end() :]}" if inner else plain}
    return any(len(each) >= _LEAST and each in text for each in forms)
