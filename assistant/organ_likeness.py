"""How near a piece of text comes to the name of an organ: by sound, by a slip, by its characters."""

import re
from functools import cache

from rapidfuzz.distance import Levenshtein

from assistant.hearing.sounds import readings

_SYLLABLES = 3  # of a name in Latin letters
_PARTS = re.compile("[\u4e00-\u9fff]|[^\u4e00-\u9fff]+")


@cache
def sound_of(name: str) -> tuple[str, ...]:
    """The sound of each character by its usual reading; other signs in a row as they are."""
    return tuple(next(iter(readings(part)), part) for part in _PARTS.findall(name))


def sounds_like(typed: str, syllables: tuple[str, ...]) -> bool:
    """Whether letters are syllables of a name, in order, the last one among them."""
    if not typed.endswith(syllables[-1]):
        return False
    rest = {typed[: -len(syllables[-1])]: 0}  # what is left to place, by syllables used
    for syllable in reversed(syllables[:-1]):
        for left, used in list(rest.items()):
            if left.endswith(syllable):
                rest[left[: -len(syllable)]] = used + 1
    return rest.get("", 0) >= _SYLLABLES - 1


def nearly(text: str, alias: str) -> tuple[int, int] | None:
    """Where a text writes a name with one character wrong, missing or too many."""
    for length in (len(alias), len(alias) - 1, len(alias) + 1):
        for start in range(len(text) - length + 1):
            piece = text[start : start + length]
            close = Levenshtein.distance(piece, alias, score_cutoff=1) <= 1
            if close and piece[-1] == alias[-1] and piece[0] == alias[0]:
                return start, start + length
    return None


def is_short_form(short: str, name: str) -> bool:
    """Whether ``short`` keeps the first and the order of the characters of ``name``."""
    place = 0
    for index, char in enumerate(short):
        found = name.find(char, place)
        if found < 0 or (index == 0 and found > 4):
            return False
        place = found + 1
    ends = name.endswith(short[-1]) or (short[-1] == "委" and name.endswith("委员会"))
    return place == len(name) or ends
