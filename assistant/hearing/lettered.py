"""Questions typed in letters throughout: dao 2025 nian ... yao dadao duoshao.

The letters are parted into syllables and the syllables into words at once: of all ways the one
of fewest, best known words. A space ends a syllable, though it need not end a word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from assistant.hearing.slips import Lore, Respelt, asking_words
from assistant.hearing.sounds import Words, is_han, readings
from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_RUN = re.compile("[a-z][a-z' ]*[a-z]|[a-z]")
_LONGEST_WORD, _LONGEST_SYLLABLE = 8, 6  # syllables of a word, letters of a syllable
_LONGEST = 160  # letters of a question
_LEAST = 4  # syllables of a question
_WORD, _ALONE = 1.0, 1.6  # cost of a word, of a character by itself
_SURER = 0.25  # what each step from the surest vocabulary to the next adds
_MORE = 2.0  # times that a word occurs as often as another of the same sound, to be meant

Way = tuple[float, tuple[str, ...]]


class Lettered:
    """Puts questions in letters into characters, over one corpus."""

    def __init__(self, lore: Lore) -> None:
        """Takes what is known of spelling."""
        self._lore = lore

    def respelt(self, text: str) -> Respelt:
        """The question in characters; as it was where any of its letters says nothing."""
        runs = list(_RUN.finditer(text))
        if any(map(is_han, text)) or not runs or len(text) > _LONGEST:
            return Respelt(text)
        read = [self._read(hit[0]) for hit in runs]
        words = [word for each in read for word in each or ()]
        if not all(read) or sum(map(len, words)) < _LEAST or max(map(len, words)) < 2:
            return Respelt(text)
        for hit, each in zip(reversed(runs), reversed(read), strict=True):
            text = text[: hit.start()] + "".join(each or ()) + text[hit.end() :]
        return Respelt(text.replace(" ", ""), tuple(word for word in words if len(word) > 1))

    def _read(self, run: str) -> tuple[str, ...] | None:
        """The words of a run of letters; None where it has no reading."""
        letters = re.sub("[ ']", "", run)
        ends = {len(re.sub("[ ']", "", run[: hit.start()])) for hit in re.finditer("[ ']+", run)}
        best: list[Way | None] = [(0.0, ()), *(None for _ in letters)]
        for start in range(len(letters)):
            way = best[start]
            if way is None:
                continue
            for end, sounds in self._pieces(letters, start, ends):
                word = self._word(sounds)
                if word is None:
                    continue
                cost = way[0] + word[1]
                known = best[end]
                if known is None or cost < known[0]:
                    best[end] = (cost, (*way[1], word[0]))
        found = best[-1]
        return found[1] if found else None

    def _pieces(
        self, letters: str, start: int, ends: set[int]
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The runs of syllables from a place, with where they end."""
        open_ways: list[tuple[int, tuple[str, ...]]] = [(start, ())]
        while open_ways:
            at, sounds = open_ways.pop()
            if sounds:
                yield at, sounds
            if len(sounds) == _LONGEST_WORD:
                continue
            for end in range(at + 1, min(at + _LONGEST_SYLLABLE, len(letters)) + 1):
                if letters[at:end] in self._syllables:
                    open_ways.append((end, (*sounds, letters[at:end])))
                if end in ends:
                    break  # a space ends a syllable

    @cached_property
    def _syllables(self) -> frozenset[str]:
        alone = {sound for word in _forms("alone") for char in word for sound in readings(char)}
        return self._lore.words.syllables | self._lore.corpus.syllables | alone

    def _word(self, sounds: tuple[str, ...]) -> tuple[str, float] | None:
        """The word of these syllables and what it costs; None where none is sure."""
        asked = _asking().get(sounds)
        if asked is not None:
            return asked, _WORD if len(asked) > 1 else _ALONE
        if len(sounds) == 1:
            return None
        for place, words in enumerate(self._lore.tiers(), 1):
            found = self._surest(words, sounds)
            if found is not None:
                return found, _WORD + place * _SURER
        return None

    def _surest(self, words: Words, sounds: tuple[str, ...]) -> str | None:
        fits = Counter(
            {w: n for w, n in words.sounding(sounds, also=True).items() if all(map(is_han, w))}
        )
        if len(sounds) == 2:  # two characters may stand side by side and be no word
            fits = Counter({w: n for w, n in fits.items() if self._is_word(w, sounds)})
        first, *others = fits.most_common(2) or [("", 0)]
        return None if not first[0] or (others and first[1] < _MORE * others[0][1]) else first[0]

    def _is_word(self, word: str, sounds: tuple[str, ...]) -> bool:
        """Whether two characters are a word of the language that sounds just so."""
        heard = all(sound in readings(char) for sound, char in zip(sounds, word, strict=True))
        return heard and list(self._lore.cut(word)) == [word]


@cache
def _asking() -> dict[tuple[str, ...], str]:
    """The words of asking by their syllables; the first of those of the same sound."""
    found: dict[tuple[str, ...], str] = {}
    for word in (*_forms("asking"), *asking_words(), *_forms("alone")):
        found.setdefault(tuple(next(iter(readings(char)), "") for char in word), word)
    return found


def _forms(name: str) -> Iterable[str]:
    rules = load_rules("pinyin_words", _LEXICONS)
    return next(rule.forms for rule in rules if rule.id == name)
