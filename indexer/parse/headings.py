"""Headings of plans that number nothing: where they stand, and which are chapters."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.lexicon import load_rules

_LONGEST = 24  # characters of a heading
_PREAMBLE = 12  # characters; a longer sentence begins the plan's own words
_FEWEST = 2  # headings; one line alone may be anything


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line: its text and place, and whether it opens a chapter."""

    text: str
    start: int
    chapter: bool


def find_headings(folded: str) -> list[Heading]:
    """The headings of a folded text, in order; none where there are too few to trust."""
    found = [
        Heading(line, start, _matches("chapter", line))
        for start, line, below in _lines_of_the_body(folded)
        if below and len(line) <= _LONGEST and not _matches("other", line)
    ]
    return found if len(found) >= _FEWEST else []


def _lines_of_the_body(folded: str) -> Iterator[tuple[int, str, bool]]:
    """Place, text and whether text follows, of each line below the first whole sentence."""
    lines = []
    place = 0
    for line in folded.split("\n"):
        if line.strip():
            lines.append((place, line.strip()))
        place += len(line) + 1
    begun = False
    for number, (start, line) in enumerate(lines):
        begun = begun or _matches("chapter", line)
        if begun:
            yield start, line, number + 1 < len(lines)
        begun = begun or (len(line) > _PREAMBLE and line.endswith(("。", "：")))


def _matches(kind: str, line: str) -> bool:
    return any(rule.matches(line) for rule in load_rules("headings") if rule.fields["kind"] == kind)
