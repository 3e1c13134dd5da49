"""Characters typed wrongly: of the same sound, of nearly the same, or of the same shape."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from assistant.hearing import goods_names
from assistant.hearing.sounds import Words, blurred, readings
from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_TWICE = re.compile("(?P<char>(?![省市区县])[\u4e00-\u9fff])(?P=char)(?!(?<=[局厅处科部委])[长员])")
# 市市场监管局 and 住建局局长 are right
_LONGEST = 10  # characters of a fragment
_SHORTEST = 3  # characters of a fragment of the vocabulary
_SAID = 4  # characters of a fragment of the corpus's other words, and of one nearly the same
_LONG = 6  # characters of a fragment of any text that has one of another sound
_CERTAIN = 4  # unchanged characters that outweigh a word of the language


@dataclass(frozen=True, slots=True)
class Respelt:
    """A question with the words that were meant; ``words`` are those put in."""

    text: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lore:
    """What is known of spelling: the corpus, its vocabulary, the words of the language.

    ``terms`` are what the corpus quotes: no other word is meant by their sound, 公务仓.
    ``wider`` gives words of the field that the corpus may lack: 手机 where it speaks of 家电.
    """

    corpus: Words
    words: Words
    terms: frozenset[str]
    wider: Callable[[], Iterable[str]]
    cut: Callable[[str], Sequence[str]]

    def tiers(self) -> Iterator[Words]:
        """The vocabularies, the surest first; the last is made only where it is wanted."""
        yield from (self.words, self.corpus)
        yield self._field

    @cached_property
    def _field(self) -> Words:
        return Words(self.wider())

    def says(self, word: str) -> bool:
        """Whether the corpus or its vocabulary holds a word."""
        return self.corpus.holds(word) or self.words.holds(word)

    def joined(self, pair: str) -> bool:
        """Whether two characters are known to stand side by side."""
        return len(pair) == 2 and (pair in self.pairs or list(self.cut(pair)) == [pair])

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Any two characters that stand side by side in the corpus or its vocabulary."""
        return self.corpus.pairs | self.words.pairs


@dataclass(frozen=True, slots=True)
class _Run:
    """Chinese characters in a row, and which of them may change."""

    text: str
    free: tuple[bool, ...]


_Finder = Callable[[_Run, int, int], str | None]


class Slips:
    """Puts slips right over one corpus."""

    def __init__(self, lore: Lore, pinned: Callable[[str], list[tuple[int, int]]]) -> None:
        """Takes what is known, and what finds the ranges of a text that are not to change."""
        self._lore, self._pinned = lore, pinned
        self._ways: tuple[tuple[_Finder, int], ...] = (
            (self._goods, 2),
            (partial(self._same_sound, lore.words), _SHORTEST),
            (partial(self._same_sound, lore.corpus), _SAID),
            (self._near, _SAID),
            (self._pair, 2),
        )

    def doubled(self, text: str) -> bool:
        """Whether a text has a character typed twice."""
        return any(self._is_doubled(text, hit) for hit in _TWICE.finditer(text))

    def _is_doubled(self, text: str, hit: re.Match[str]) -> bool:
        """财财政局: the two are no word, and each goes with what stands beside it."""
        lore, (start, end) = self._lore, hit.span()
        beside = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
        known = [pair for pair in beside if len(pair) == 2 and _RUN.fullmatch(pair)]
        return not lore.joined(hit[0]) and any(map(lore.joined, known))

    def _undoubled(self, found: Respelt) -> Respelt:
        """The question without the second of two characters typed by one key held too long."""
        text, words = found.text, found.words
        for hit in reversed(list(_TWICE.finditer(text))):
            if self._is_doubled(text, hit):
                start, end = hit.span()
                text = text[:start] + text[start + 1 :]
                words = (text[max(0, start - 1) : end].strip(), *words)
        return Respelt(text, words)

    def respelt(self, found: Respelt) -> Respelt:
        """The question with each fragment that is surely a slip put right."""
        found = self._undoubled(found)
        pinned, pins = "", list[tuple[int, int]]()
        for hit in _RUN.finditer(found.text):
            if self._lore.says(hit[0]):
                continue
            if pinned != found.text:
                pinned, pins = found.text, self._pinned(found.text)
            run = _marked(found.text, hit.start(), hit.end(), pins)
            words = found.words
            for find, shortest in self._ways:
                run, more = self._searched(run, find, shortest)
                words += more
            put_right = found.text[: hit.start()] + run.text + found.text[hit.end() :]
            found = Respelt(put_right, words)
        return found

    def _searched(self, run: _Run, find: _Finder, shortest: int) -> tuple[_Run, tuple[str, ...]]:
        """The run with fragments replaced, the longest first, and the words put in."""
        words: list[str] = []
        odd = [run.text[at : at + 2] not in self._lore.pairs for at in range(len(run.text) - 1)]
        if not any(odd):
            return run, ()
        for length in range(min(len(run.text), _LONGEST), shortest - 1, -1):
            for start in range(len(run.text) - length + 1):
                end = start + length
                if not any(odd[start : end - 1]) or not any(run.free[start:end]):
                    continue
                word = find(run, start, end)
                if word is not None and (find == self._goods or self._sure(run, start, word)):
                    words.append(word)
                    run = _Run(run.text[:start] + word + run.text[end:], run.free)
        return run, tuple(words)

    def _goods(self, run: _Run, start: int, end: int) -> str | None:
        """The name of goods that sounds so."""
        lore = self._lore
        return goods_names.meant(run.text, start, end, lore.cut, lore.says, _chars("fixed"))

    def _same_sound(self, words: Words, run: _Run, start: int, end: int) -> str | None:
        """The one word of the same sound."""
        if not words.fragments(run.text).sound(start, end):
            return None
        sounds = _sounds(run.text[start:end])
        fits = (words.sounding if end - start > _SHORTEST else words.just_sounding)(sounds)
        return next(iter(fits)) if len(fits) == 1 else None

    def _pair(self, run: _Run, start: int, end: int) -> str | None:
        """The one word of two characters, where both are typed as if each stood alone."""
        piece, lore = run.text[start:end], self._lore
        if not any(
            each.fragments(run.text).sound(start, end) for each in (lore.words, lore.corpus)
        ):
            return None
        if lore.joined(run.text[start - 1 : start + 1]) or lore.joined(run.text[end - 1 : end + 1]):
            return None
        sounds = _sounds(piece)
        said = {*lore.words.just_sounding(sounds), *lore.corpus.just_sounding(sounds)}
        fits = [word for word in said if (word[0] == piece[0]) != (word[1] == piece[1])]
        if len(fits) != 1 or any(
            char != other and char in _chars("alone")
            for char, other in zip(piece, fits[0], strict=True)
        ):
            return None
        return fits[0]

    def _near(self, run: _Run, start: int, end: int) -> str | None:
        """The one word with a character of nearly the same sound or shape instead."""
        piece, lore = run.text[start:end], self._lore
        fits = {
            word
            for place, char in list(enumerate(piece))[1:-1]
            if run.free[start + place]
            for words in ((lore.words, lore.corpus) if len(piece) >= _LONG else (lore.words,))
            if words.fragments(run.text).differ(start, end, start + place)
            for word in words.like(piece, place)
            if _alike(char, word[place])
        }
        return fits.pop() if len(fits) == 1 else None

    def _sure(self, run: _Run, start: int, word: str) -> bool:
        """Whether what stays says enough for what changes."""
        piece = run.text[start : start + len(word)]
        changed = [place for place, char in enumerate(word) if char != piece[place]]
        if not changed or not all(
            run.free[start + place] and word[place] not in _chars("fixed") for place in changed
        ):
            return False
        cut, typed = self._lore.cut(word), self._lore.cut(run.text)
        inside = all(0 < place < len(word) - 1 or _general(cut, place) for place in changed)
        general = any(_general(typed, start + place) for place in changed)
        if word in self._lore.terms and _sounds(piece) == _sounds(word):
            return inside
        if len(word) - len(changed) < _CERTAIN:
            return inside and not general
        if not _sounds_like(piece, word):
            return inside and not general  # 国际标准 is no slip for 国家标准
        last = start + len(word) == len(run.text) and _sounds(piece) == _sounds(word)
        return inside or (last and not general)


def _marked(text: str, start: int, end: int, pins: Sequence[tuple[int, int]]) -> _Run:
    """A run of a text; neither what is pinned nor what tells things apart may change."""
    run = text[start:end]
    fixed = _chars("fixed") | _chars("kept")
    free = tuple(
        char not in fixed and not any(a <= start + place < b for a, b in pins)
        for place, char in enumerate(run)
    )
    return _Run(run, free)


def _general(words: Sequence[str], place: int) -> bool:
    """Whether the character at a place belongs to a word of several characters."""
    for word in words:
        if place < len(word):
            return len(word) > 1
        place -= len(word)
    return False


@cache
def _alike(char: str, other: str) -> bool:
    """Whether two characters look alike or sound nearly alike."""
    if any(char in group and other in group for group in _groups("shape")):
        return True
    mine, its = next(iter(readings(char)), ""), next(iter(readings(other)), "")
    if mine[:1] != its[:1] or len(mine) == len(its):
        return mine == its
    return Levenshtein.distance(mine, its, score_cutoff=1) <= 1


def _sounds_like(text: str, other: str) -> bool:
    return [blurred(each) for each in _sounds(text)] == [blurred(each) for each in _sounds(other)]


def _sounds(text: str) -> list[str]:
    return [next(iter(readings(char)), "") for char in text]


@cache
def _chars(kind: str) -> frozenset[str]:
    """Characters of a kind: fixed ones tell things apart, those alone are words of their own."""
    return frozenset("".join(_groups(kind)))


@cache
def _groups(kind: str) -> tuple[str, ...]:
    rules = load_rules("lookalikes", _LEXICONS)
    return tuple(form for rule in rules if rule.fields["kind"] == kind for form in rule.forms)


def asking_words() -> list[str]:
    """The words in which people ask."""
    return [form for rule in load_rules("respelling", _LEXICONS) for form in rule.forms]
