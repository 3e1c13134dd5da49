"""How characters sound, without tones; letters as syllables; words found by their sound.

A syllable becomes one character (its code), so that words of the same sound are found by a
plain search in a string of codes beside the string of words.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from operator import add
from pathlib import Path

from assistant.hearing.pair_places import Gaps, PairPlaces, pairs_of

_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_BASE = 0xE000  # codes lie where Unicode has no characters of its own
_LONGEST_RUN = 40  # letters of a run that is read as syllables
_RUNS = 16  # texts whose fragments are kept
_READINGS = 6  # ways to part a run of letters that are tried


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u4e00" <= char <= "\u9fff"


@cache
def readings(char: str) -> tuple[str, ...]:
    """The sounds of a character, the usual one first; () of what is no one Chinese character."""
    if len(char) != 1:
        return ()
    found = _sounds_of_characters().get(ord(char), "").translate(_TONES)
    return tuple(dict.fromkeys(each for each in found.split(",") if each))


@cache
def _sounds_of_characters() -> Mapping[int, str]:
    """The dictionary of pypinyin alone: starting the package takes as long again."""
    package = find_spec("pypinyin")
    folder = (package.submodule_search_locations or [""])[0] if package else ""
    spec = spec_from_file_location("pinyin_dict", Path(folder) / "pinyin_dict.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[int, str] = module.pinyin_dict
    return found


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
    def _usual(self) -> tuple[str, str]:
        """Codes of the text by the usual readings, as they are and blurred."""
        return self._coded(0)

    @cached_property
    def _second(self) -> tuple[str, str]:
        """Codes of the text by the second readings of the characters that have one."""
        return self._coded(1)

    def _coded(self, place: int) -> tuple[str, str]:
        table: dict[int, str] = {}
        for char in set(self.text):
            sounds = readings(char) if is_han(char) else ()
            if sounds:
                table[ord(char)] = sounds[min(place, len(sounds) - 1)]
        clear = self.text.translate({key: code(sound) for key, sound in table.items()})
        dim = self.text.translate({key: code(blurred(sound)) for key, sound in table.items()})
        return clear, dim

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Any two characters that stand side by side."""
        return pairs_of(self.text)

    def holds(self, word: str) -> bool:
        """Whether the text holds a word; to look through a large one in vain takes long."""
        return self.pairs.issuperset(map(add, word, word[1:])) and word in self.text

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
        clear, dim = zip(self._usual, *((self._second,) if also else ()), strict=True)
        return self._found("".join(map(code, wanted)), clear) or self._found(
            "".join(code(blurred(each)) for each in wanted), dim
        )

    def just_sounding(self, sounds: Iterable[str]) -> Counter[str]:
        """The words of just these syllables."""
        return self._found("".join(map(code, sounds)), self._usual[:1])

    @cached_property
    def _held_pairs(self) -> Callable[[str], PairPlaces]:
        """Where any two codes stand side by side in a coded text."""
        return cache(PairPlaces)

    def _found(self, codes: str, texts: tuple[str, ...]) -> Counter[str]:
        places = {place for text in texts for place in self._held_pairs(text).places(codes)}
        return Counter(self.text[place : place + len(codes)] for place in places)

    @cached_property
    def fragments(self) -> Callable[[str], "Fragments"]:
        """What can be said of all fragments of a text; kept for those asked for last."""
        return lru_cache(_RUNS)(partial(Fragments, self))

    def gaps(self, sounds: str, dim: bool) -> Gaps:
        """Where a coded text sounds like no two characters of the words."""
        return Gaps(sounds, self._held_pairs(self._usual[dim]).pairs)

    def like(self, word: str, place: int) -> set[str]:
        """The words that differ from ``word`` at one place only."""
        before, after = word[:place], word[place + 1 :]
        if before not in self.text or after not in self.text:
            return set()
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
        ways: list[list[tuple[str, ...]]] = [[()], *([] for _ in letters)]
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - 6), end):
                piece = letters[start:end]
                if piece in self.syllables:
                    ways[end] += [(*way, piece) for way in ways[start]][:_READINGS]
        return sorted(ways[-1], key=len)[:_READINGS]


class Fragments:
    """Which fragments of a text can be words, or sound like some: most have two characters that none has."""

    def __init__(self, words: Words, text: str) -> None:
        """Takes the words, and the text whose fragments they may be."""
        sounds = [next(iter(readings(char)), "") for char in text]
        self._clear = words.gaps("".join(map(code, sounds)), dim=False)
        self._dim = words.gaps("".join(code(blurred(each)) for each in sounds), dim=True)
        self._typed = Gaps(text, words.pairs)

    def sound(self, start: int, end: int) -> bool:
        """Whether a fragment may sound like a word, if only to those who hear it blurred."""
        return self._clear.none(start, end) or self._dim.none(start, end)

    def differ(self, start: int, end: int, place: int) -> bool:
        """Whether a fragment may be a word but for the character at a place."""
        return self._typed.none_but(start, end, place)
