"""A model's text, as it streams in, cut into sentences with their markers."""

import re
from collections.abc import Iterable, Iterator

from assistant.generation.layout import MARKER, SOURCE, Layout
from assistant.generation.markers import marked
from assistant.generation.thoughts import spoken

# A sentence ends at its closing mark, with the quotes and markers that follow it (来源：[1], too).
# Parts parted by ；may share a marker, so that they stay one sentence.
_END = re.compile(
    r"(?:[。！？!?]|(?<=[A-Za-z\]])\.(?=\s)|\n)[”’」』）)\"]*(?:\*\*)?"
    rf"(?:[ \t]*(?:{SOURCE}[:：]\s*)?\[\d{{1,3}}\])*"
    rf"(?:\s*(?:{SOURCE}[:：]\s*)?\[\d{{1,3}}\](?=\s*。?[ \t]*(?:\n|\Z)))*"  # on a line of their own
)
# More of that may still be coming.
_OPEN = re.compile(r"\s*(?:\*{1,2}|[参见依据来源出处引自考用]{0,2}[:：]?\s*(?:\[\d{0,3})?)$")
_LONGEST = 2000  # characters without an end; what goes on beyond is no sentence


def sentences(pieces: Iterable[str]) -> Iterator[str | None]:
    """The sentences of a text that comes in pieces, plain, each as soon as it is whole.

    None says that all sentences before it were thought aloud. What is left without a closing mark
    when the text ends is given only where it bears a marker.
    """
    held, layout = "", Layout()
    for piece in marked(spoken(pieces)):
        if piece is None:
            held, layout = "", Layout()
            yield None
            continue
        held += piece
        while (end := _whole(held)) is not None:
            sentence, held = held[:end], held[end:]
            yield from _said(layout, sentence)
        if len(held) > _LONGEST:
            return
    while (hit := _END.search(held)) is not None:
        yield from _said(layout, held[: hit.end()])
        held = held[hit.end() :]
    if MARKER.search(held):
        yield from _said(layout, held)


def markers_of(sentence: str) -> tuple[int, ...]:
    """The numbers of a sentence's markers, each once."""
    return tuple(dict.fromkeys(int(each) for each in MARKER.findall(sentence)))


def _whole(held: str) -> int | None:
    """Where the first sentence ends; None while more of it may come."""
    hit = _END.search(held)
    if hit is None or _OPEN.fullmatch(held[hit.end() :]):
        return None
    return hit.end()


def _said(layout: Layout, sentence: str) -> Iterator[str]:
    said = layout.said(sentence)
    if said is not None:
        yield said
