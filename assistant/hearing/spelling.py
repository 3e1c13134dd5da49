"""Slips of typing and words typed in letters, by the sound of the corpus's own words.

chonghuandian站 becomes 充换电站, 漏孙率 becomes 漏损率. Only what the corpus does not say is
touched, only where one word of its vocabulary sounds like it, and never what the question
names otherwise: cues, organs, places, numbers. Longer fragments are tried first, for they
say more about what was meant.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from assistant.hearing.lettered import Lettered
from assistant.hearing.slips import Lore, Respelt, Slips
from assistant.hearing.sounds import Unit, Words, is_han, readings

_LETTERS = re.compile(r"(?<![A-Za-z'])[a-z]{2,}(?:[ '][a-z]{2,})*(?![A-Za-z])")
_LONGEST = 10  # units of a fragment
_LONE = 2  # syllables of one run that stand for a word at least
_MORE = 3.0  # times that a word occurs as often as another of the same sound, to be meant


class Speller:
    """Respells questions over one corpus."""

    def __init__(self, lore: Lore, pinned: Callable[[str], list[tuple[int, int]]]) -> None:
        """Takes what is known, and what finds the ranges of a text that are not to change."""
        self._lore, self._pinned = lore, pinned

    def respelt(self, text: str, doubtful: bool) -> Respelt:
        """The question as meant; ``doubtful`` says that it has words the corpus lacks."""
        whole = Lettered(self._lore).respelt(text)
        if whole.words:
            return whole
        found = self._letters(Respelt(text))
        if not (doubtful or found.words):
            return found
        return self._slips.respelt(found)

    def doubled(self, text: str) -> bool:
        """Whether a text has a character typed twice."""
        return self._slips.doubled(text)

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._lore, self._pinned)

    def _letters(self, found: Respelt) -> Respelt:
        """Each run of letters that reads as syllables, with the words around it."""
        for hit in reversed(list(_LETTERS.finditer(found.text))):
            run = hit[0]
            if run not in self._lore.corpus.text:
                found = self._run(found, hit.start(), hit.end())
        return found

    def _run(self, found: Respelt, start: int, end: int) -> Respelt:
        letters = re.sub("[ ']", "", found.text[start:end])
        before = re.search("[\u4e00-\u9fff]{0,6}$", found.text[:start])
        after = re.match("[\u4e00-\u9fff]{0,6}", found.text[end:])
        left, right = before[0] if before else "", after[0] if after else ""
        best: tuple[int, list[Unit], list[str]] | None = None
        for way in self._ways(letters):
            units = [*_units(left), *(Unit("", each) for each in way), *_units(right)]
            units, words = self._filled(units)
            missing = sum(not unit.char for unit in units)
            if best is None or missing < best[0]:
                best = missing, units, words
        if best is None or best[0]:
            return found
        _, units, words = best
        text = found.text[: start - len(left)] + "".join(unit.char for unit in units)
        return Respelt(text + found.text[end + len(right) :], (*words, *found.words))

    def _ways(self, letters: str) -> list[tuple[str, ...]]:
        """The ways to read letters as syllables, of the first vocabulary that has them all."""
        found = (each.parted(letters) for each in self._lore.tiers())
        return next((ways for ways in found if ways), [])

    def _filled(self, units: list[Unit]) -> tuple[list[Unit], list[str]]:
        """Syllables replaced by the characters of the longest words that sound so."""
        words = []
        syllables = sum(not unit.char for unit in units)
        for length in range(min(len(units), _LONGEST), 0, -1):
            for start in range(len(units) - length + 1):
                window = units[start : start + length]
                typed = sum(not unit.char for unit in window)
                if typed < min(_LONE, syllables):
                    continue
                word = self._meant(window)
                if word:
                    words.append(word)
                    units[start : start + length] = [
                        replace(unit, char=char) for unit, char in zip(window, word, strict=True)
                    ]
        return units, words

    def _meant(self, window: list[Unit]) -> str | None:
        """The word that a fragment means by the first vocabulary that tells."""
        found = (self._word(window, each) for each in self._lore.tiers())
        return next((word for word in found if word), None)

    def _word(self, window: list[Unit], words: Words) -> str | None:
        """The word that a fragment with syllables means; None where that is not sure."""
        fits = Counter(
            {
                word: count
                for word, count in words.sounding((u.sound for u in window), also=True).items()
                if all(unit.char in ("", char) for unit, char in zip(window, word, strict=True))
            }
        )
        typed = sum(not unit.char for unit in window)
        if typed == len(window) == _LONE:  # nothing beside it: a word of the language
            fits = Counter({w: n for w, n in fits.items() if list(self._lore.cut(w)) == [w]})
        if not fits or (typed == len(window) and typed < _LONE):
            return None
        (word, count), *others = fits.most_common(2)
        return None if others and count < _MORE * others[0][1] else word


def _units(text: str) -> list[Unit]:
    return [Unit(char, next(iter(readings(char)), "")) for char in text if is_han(char)]
