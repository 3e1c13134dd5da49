"""Headings of texts that number nothing: lines of a plan, questions of a page of answers.

Where a text has neither, its paragraphs stand for clauses, so that what they say can be cited.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.lexicon import load_rules

_LONGEST = 24  # characters of a heading
_PREAMBLE = 12  # characters; a longer sentence begins the plan's own words
_FEWEST = 2  # headings; one line alone may be anything
_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 80


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


def find_questions(folded: str) -> list[Heading]:
    """The questions of a page of questions and answers: lines of their own, with text below."""
    lines = list(_lines(folded))
    asked = [_is_question(line) for _, line in lines]
    found = [
        Heading(line, start, True)
        for number, (start, line) in enumerate(lines)
        if asked[number] and number + 1 < len(lines) and not asked[number + 1]
    ]
    return found if len(found) >= _FEWEST_QUESTIONS and sum(asked) == len(found) else []


def _is_question(line: str) -> bool:
    return line.endswith(("？", "?")) and len(line) <= _LONGEST_QUESTION


def find_paragraphs(folded: str) -> list[Heading]:
    """The paragraphs from the first whole sentence on, named by their order: 第1段."""
    lines = list(_lines(folded))
    first = next((n for n, (_, line) in enumerate(lines) if _is_sentence(line)), len(lines))
    return [
        Heading(f"第{number}段", start, True) for number, (start, _) in enumerate(lines[first:], 1)
    ]


def _is_sentence(line: str) -> bool:
    return len(line) > _PREAMBLE and line.endswith(("。", "！", "；"))


def _lines_of_the_body(folded: str) -> Iterator[tuple[int, str, bool]]:
    """Place, text and whether text follows, of each line below the first whole sentence."""
    lines = list(_lines(folded))
    begun = False
    for number, (start, line) in enumerate(lines):
        begun = begun or _matches("chapter", line)
        if begun:
            yield start, line, number + 1 < len(lines)
        begun = begun or (len(line) > _PREAMBLE and line.endswith(("。", "：")))


def _lines(folded: str) -> Iterator[tuple[int, str]]:
    """Place and text of each line that is not blank."""
    place = 0
    for line in folded.split("\n"):
        if line.strip():
            yield place, line.strip()
        place += len(line) + 1


def _matches(kind: str, line: str) -> bool:
    return any(rule.matches(line) for rule in load_rules("headings") if rule.fields["kind"] == kind)
