"""A model's text, as it streams in, cut into sentences with their markers."""

import re
from collections.abc import Iterable, Iterator

_MARKER = re.compile(r"\[(\d{1,3})\]")
# A sentence ends at its closing mark, with the quotes and markers that follow it. Parts parted
# by ；may share a marker, so that they stay one sentence.
_END = re.compile(r"(?:[。！？!?]|(?<=[A-Za-z\]])\.(?=\s)|\n)[”’」』）)\"]*(?:\s*\[\d{1,3}\])*")
_BULLET = re.compile(r"^\s*(?:[-*•]|#{1,6}|\d{1,2}[.)、])\s*")
_OPEN = re.compile(r"\s*(?:\[\d{0,3})?$")  # a marker may still be coming


def sentences(pieces: Iterable[str]) -> Iterator[str]:
    """The sentences of a text that comes in pieces, each as soon as it is whole.

    What is left without a closing mark when the text ends is given only where it bears a marker.
    """
    held = ""
    for piece in pieces:
        held += piece
        while (end := _whole(held)) is not None:
            sentence, held = held[:end], held[end:]
            yield from _plain(sentence)
    while (hit := _END.search(held)) is not None:
        yield from _plain(held[: hit.end()])
        held = held[hit.end() :]
    if _MARKER.search(held):
        yield from _plain(held)


def markers_of(sentence: str) -> tuple[int, ...]:
    """The numbers of a sentence's markers, each once."""
    return tuple(dict.fromkeys(int(each) for each in _MARKER.findall(sentence)))


def without_markers(sentence: str) -> str:
    """The sentence's own words."""
    return _MARKER.sub("", sentence).replace("**", "").strip()


def _whole(held: str) -> int | None:
    """Where the first sentence ends; None while more of it may come."""
    hit = _END.search(held)
    if hit is None or _OPEN.fullmatch(held[hit.end() :]):
        return None
    return hit.end()


def _plain(sentence: str) -> Iterator[str]:
    """A sentence without the signs of a list or a heading; nothing where only such are there."""
    text = _BULLET.sub("", " ".join(sentence.split())).strip()
    if without_markers(text):
        yield text
