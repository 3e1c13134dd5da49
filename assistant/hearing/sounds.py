"""How characters sound, without tones; letters as syllables; words found by their sound.

A syllable becomes one character (its code), so that words of the same sound are found by a
plain search in a string of codes beside the string of words.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_BASE = 0xE000  # codes lie where Unicode has no characters of its own
_LONGEST_RUN = 40  # letters of a run that is read as syllables
_READINGS = 6  # ways to part a run of letters that are tried


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


@cache
def readings(char: str) -> tuple[str, ...]:
    """The sounds of a character, the usual one first; () of what is no Chinese character."""
    # Single characters are enough here; the dictionary of phrases takes long to load.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    found = str(PINYIN_DICT.get(ord(char), "")).translate(_TONES)
    return tuple(dict.fromkeys(each for each in found.split(",") if each))


@cache
def blurred(syllable: str) -> str:
    """A syllable as those hear it who part neither zh from z, ng from n, nor l from n."""
    return re.sub("^l", "n", re.sub("ng$", "n", re.sub("^([zcs])h", r"\1", syllable)))


@cache
def code(syllable: str) -> str:
    """The one character that stands for a syllable."""
    return chr(_BASE + _numbers().setdefault(syllable, len(_numbers())))


@cache
def _numbers() -> dict[str, int]:
    return {}


@dataclass(frozen=True, slots=True)
class Unit:
    """A character of a question, or a syllable typed in letters (``char`` is empty)."""

    char: str
    sound: str


class Words:
    """The words of a corpus, to be found by their sound."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Takes texts; a word may be any part of one."""
        self.text = "\n".join(dict.fromkeys(texts))

    @cached_property
    def _codes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes of the text by its usual and its second readings: as they are, and blurred."""
        table: dict[int, tuple[str, str]] = {}
        for char in set(self.text):
            sounds = readings(char) if is_han(char) else ()
            if sounds:
                table[ord(char)] = (sounds[0], sounds[min(1, len(sounds) - 1)])
        clear, dim = [], []
        for place in (0, 1):
            clear.append(self.text.translate({c: code(s[place]) for c, s in table.items()}))
            dim.append(self.text.translate({c: code(blurred(s[place])) for c, s in table.items()}))
        return tuple(clear), tuple(dim)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Any two characters that stand side by side."""
        return frozenset(map("".join, zip(self.text, self.text[1:], strict=False)))

    @cached_property
    def syllables(self) -> frozenset[str]:
        """Every syllable that occurs."""
        return frozenset(sound for char in set(self.text) for sound in readings(char))

    def sounding(self, sounds: Iterable[str], also: bool = False) -> Counter[str]:
        """The words of these syllables with how often each occurs; blurred ones where none is.

        Args:
            sounds: the syllables.
            also: whether a character may be meant by its second reading, too.
        """
        wanted = list(sounds)
        clear, dim = (texts if also else texts[:1] for texts in self._codes)
        return self._found("".join(map(code, wanted)), clear) or self._found(
            "".join(code(blurred(each)) for each in wanted), dim
        )

    def just_sounding(self, sounds: Iterable[str]) -> Counter[str]:
        """The words of just these syllables."""
        return self._found("".join(map(code, sounds)), self._codes[0][:1])

    def _found(self, codes: str, texts: tuple[str, ...]) -> Counter[str]:
        places = set()
        for text in texts:
            place = text.find(codes)
            while place >= 0:
                places.add(place)
                place = text.find(codes, place + 1)
        return Counter(self.text[place : place + len(codes)] for place in places)

    def like(self, word: str, place: int) -> set[str]:
        """The words that differ from ``word`` at one place only."""
        if word[:place] not in self.text or word[place + 1 :] not in self.text:
            return set()
        before, after = word[:place], word[place + 1 :]
        found = set()
        start = self.text.find(before)
        while start >= 0:
            other = self.text[start : start + len(word)]
            if other.endswith(after) and len(other) == len(word) and is_han(other[place]):
                found.add(other)
            start = self.text.find(before, start + 1)
        return found - {word}

    def parted(self, letters: str) -> list[tuple[str, ...]]:
        """The ways to read letters as syllables of the corpus, those of fewest syllables first."""
        if len(letters) > _LONGEST_RUN:
            return []
        ways: list[list[tuple[str, ...]]] = [[()]] + [[] for _ in letters]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 6), end):
                piece = letters[start:end]
                if piece in self.syllables:
                    ways[end] += [(*way, piece) for way in ways[start]][:_READINGS]
        return sorted(ways[-1], key=len)[:_READINGS]
