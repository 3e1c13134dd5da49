"""English words of a subject -> the words by which the plan at hand calls it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.english.organs import GONE
from assistant.hearing.sounds import readings
from assistant.knowledge import Knowledge
from indexer.lexicon import load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_WORD = re.compile(r"[a-z][a-z0-9’-]*")
_HEADING = 1.5  # a word of the heading counts so much more
_FURTHER = 0.9  # one of the further words of a term counts so much less
_PLACE_FROM = 4  # letters of a place's name
_STANDS_FOR = 3  # letters of an unknown word that are asked for in its stead


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about: Chinese words, the English ones, those not understood."""

    words: tuple[str, ...]
    english: str
    unknown: tuple[str, ...] = ()


class Terms:
    """The bilingual lexicon, as one corpus speaks."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Takes the corpus whose words are wanted."""
        self._knowledge = knowledge

    def subject(self, text: str, exact: bool = False) -> Subject:
        """The subject of a lower-case question whose cues are gone.

        Args:
            text: what is left of the question.
            exact: whether a wider word (家电 for a fridge) would answer another question.
        """
        found = _terms(text)
        meant = [_narrow(words) if exact else words for *_, words in found]
        rest = list(text)
        for start, end, _ in found:
            rest[start:end] = GONE * (end - start)
        left = [hit for hit in _WORD.finditer("".join(rest)) if not _is_stop(hit[0].strip("’-"))]
        places = [(hit, self._as_written(hit[0]) or self._place(hit[0])) for hit in left]
        unknown = [hit for hit, place in places if not place]
        spans = sorted([(start, end) for start, end, _ in found] + [hit.span() for hit in left])
        words = [*(place for _, place in places if place), *self._chosen(meant)]
        if len(unknown) >= len(found) and unknown:
            words += [hit[0][:_STANDS_FOR] for hit in unknown]
        english = " ".join(text[start:end] for start, end in spans)
        return Subject(tuple(dict.fromkeys(words)), english, tuple(hit[0] for hit in unknown))

    def _chosen(self, terms: Sequence[tuple[str, ...]]) -> list[str]:
        """One word for each term: the first that the clause says which says most of them."""
        if not terms:
            return []
        clause = max(self._clauses, key=lambda each: _said(terms, each))
        whole = clause[0] + clause[1]
        everything = self._everything
        return [
            next(
                (word for word in words if word in whole),
                next((word for word in words if word in everything), words[0]),
            )
            for words in terms
        ]

    def _as_written(self, word: str) -> str:
        """A word that the corpus writes in letters itself: PUE, VOCs."""
        written = re.search(rf"(?i)(?<![a-z]){re.escape(word)}(?![a-z])", self._everything)
        return written[0] if written else ""

    def _place(self, word: str) -> str:
        """The place that a word names in letters: zhangqiu, shanghai."""
        letters = re.sub("[^a-z]", "", word)
        return self._places.get(letters, "") if len(letters) >= _PLACE_FROM else ""

    @cached_property
    def _places(self) -> dict[str, str]:
        names = [form for rule in load_rules("places", _LEXICONS) for form in rule.forms]
        names += [each.region for each in self._knowledge.documents if each.region]
        found: dict[str, str] = {}
        for name in names:
            for form in (name, name.rstrip("省市区县")):
                sounds = [next(iter(readings(char)), "") for char in form]
                found.setdefault("".join(sounds), name)
        return found

    @cached_property
    def _clauses(self) -> list[tuple[str, str]]:
        """Heading and text of each clause."""
        kept: list[Clause] = [
            each for each in self._knowledge.clauses() if each.kind is not ClauseKind.HEAD
        ]
        return [(fold(c.title), fold(c.text).replace("\n", "")) for c in kept] or [("", "")]

    @cached_property
    def _everything(self) -> str:
        return "\n".join(heading + text for heading, text in self._clauses)


def _said(terms: Sequence[tuple[str, ...]], clause: tuple[str, str]) -> float:
    """How many of the terms a clause says; a term's first word is what it means most."""
    heading, text = clause
    weights = []
    for words in terms:
        said = [
            (_HEADING if word in heading else float(word in text)) * (_FURTHER if place else 1.0)
            for place, word in enumerate(words)
        ]
        weights.append(max(said, default=0.0))
    return sum(weights)


def _terms(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """The terms of the field in a text, the longest of those that overlap, left to right."""
    parted = re.sub("(?<=[a-z])-(?=[a-z])", " ", text)  # used-car as used car
    found = [
        (*hit.span(), tuple(rule.fields["expands"]))
        for rule in load_rules("bilingual")
        if rule.pattern is not None
        for written in dict.fromkeys((text, parted))
        for hit in rule.pattern.finditer(written)
    ]
    chosen: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, words in sorted(found, key=lambda each: each[0] - each[1]):
        if all(end <= before or start >= after for before, after, _ in chosen):
            chosen.append((start, end, words))
    return sorted(chosen)


def _narrow(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a term without those that another term means first."""
    return (words[0], *(word for word in words[1:] if word not in _first_words()))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(rule.fields["expands"][0] for rule in load_rules("bilingual"))


def knows(text: str) -> bool:
    """Whether a lower-case text holds a term of the field."""
    return bool(_terms(text))


def _is_stop(word: str) -> bool:
    """Whether a word, or what it is a form of, carries no subject."""
    roots = {word, *(word.removesuffix(end) for end in ("s", "es", "d", "ed", "ing", "’s"))}
    return bool((roots | {f"{root}e" for root in roots}) & _stops())


@cache
def _stops() -> frozenset[str]:
    rules = load_rules("english_words", _LEXICONS)
    return frozenset(form for rule in rules for form in rule.forms)
