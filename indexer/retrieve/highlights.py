"""What matched: the ranges of a text that hold terms of a query."""

from collections.abc import Iterable


def find_highlights(text: str, terms: Iterable[str]) -> list[list[int]]:
    """Ranges [start, end) of ``text`` that hold any of the terms, joined where they touch."""
    lowered = text.lower()
    ranges = []
    for term in terms:
        place = lowered.find(term)
        while place >= 0:
            ranges.append([place, place + len(term)])
            place = lowered.find(term, place + 1)
    joined: list[list[int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
