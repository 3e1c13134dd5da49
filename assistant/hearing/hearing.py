"""A question as typed -> as it is read: its slips put right, in Chinese whatever its language."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.draft import Draft
from assistant.english.asking import Asked, Asking
from assistant.english.telling import Telling, untold
from assistant.hearing.slips import Lore, asking_words
from assistant.hearing.sounds import Words
from assistant.hearing.spelling import Speller
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import load_rules
from indexer.model import Answer
from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

_LETTERS = re.compile("[a-z]{2,}")
_LATIN = re.compile("[A-Za-z]{2}")
_QUOTED = re.compile("“([\u4e00-\u9fff]{3,6})”")
_LONGEST = 200  # characters of a question whose slips are looked for; a pasted page has none


@dataclass(frozen=True, slots=True)
class Heard:
    """The question that was meant, and a remark on what was changed to get it."""

    text: str
    remark: str = ""
    english: Asked | None = None
    question: Question | None = None  # as read, where nothing was changed

    def asked(self, answer: Answer) -> Answer:
        """An answer to this question as if it had been asked and told in Chinese."""
        table = answer.table
        if self.english is not None and table is not None:
            table = untold(table)
        return replace(answer, question=self.text, table=table)

    def note(self, reading: str) -> str:
        """How a question was read, with the remark before it."""
        return " · ".join(each for each in (self.remark, reading) if each)


class Hearing:
    """Hears questions over one corpus."""

    def __init__(self, knowledge: Knowledge, read: Callable[[str], Question]) -> None:
        """Takes the corpus and the way to read a question over it."""
        self._knowledge, self._read = knowledge, read

    def heard(self, text: str) -> Heard:
        """The question as meant; the same where there is nothing to put right."""
        asked = self._asking.asked(text) if _LATIN.search(text) else None
        if asked is None:
            return self._respelt(text)
        unknown = f" (not understood: {', '.join(asked.unknown)})" if asked.unknown else ""
        return Heard(asked.chinese, f"read as “{asked.chinese}”{unknown}", asked)

    def told(self, heard: Heard, draft: Draft) -> Draft:
        """The draft in the language of the question."""
        if heard.english is None:
            return draft
        return Telling(self._knowledge).told(draft, heard.english.subject)

    def _respelt(self, text: str) -> Heard:
        """A Chinese question with its slips put right."""
        question = self._read(text)
        doubtful = (
            bool(question.unknown_organs)
            or any(not self._corpus.holds(word) for word in question.topic.split())
            or self._speller.doubled(question.folded)
        )
        certain = not doubtful and not _LETTERS.search(question.folded)
        if certain or len(question.folded) > _LONGEST:
            return Heard(text, question=question)
        respelt = self._speller.respelt(fold(simplified(text)), doubtful)
        if not respelt.words:
            return Heard(text, question=question)
        shown = [word for word in respelt.words if word in respelt.text]
        words = "、".join(f"“{word}”" for word in dict.fromkeys(shown))
        return Heard(respelt.text, f"按{words}理解")

    @cached_property
    def _corpus(self) -> Words:
        """All that the documents say, in one line for each clause."""
        said = (fold(f"{' '.join(c.path)}\n{c.text}") for c in self._knowledge.clauses())
        return Words(["\n".join(each.replace("\n", "") for each in said)])

    @cached_property
    def _asking(self) -> Asking:
        return Asking(self._knowledge)

    @cached_property
    def _speller(self) -> Speller:
        lore = Lore(
            self._corpus,
            Words((*self._vocabulary(), *self._quoted)),
            self._quoted,
            lambda: (*_expanded("bilingual"), *self._knowledge.organs.aliases),
            self._knowledge.known_words,
        )
        return Speller(lore, self._pinned)

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """The terms that the documents put in quotation marks: “公物仓”."""
        texts = (self._knowledge.folded(clause) for clause in self._knowledge.clauses())
        return frozenset(term for text in texts for term in _QUOTED.findall(text))

    def _vocabulary(self) -> Iterator[str]:
        """Headings, indicators, what is granted, organs; words of the field and of questions."""
        knowledge = self._knowledge
        for clause in knowledge.clauses():
            yield fold(clause.title)
            yield from (fold(each.indicator) for each in knowledge.targets(clause))
            yield from (
                fold(f"{b.subject}\n{b.condition or ''}") for b in knowledge.benefits(clause)
            )
        yield from knowledge.organs.canonical
        yield from (form for rule in load_rules("synonyms") for form in rule.forms)
        yield from _expanded("synonyms")
        yield from asking_words()

    def _pinned(self, text: str) -> list[tuple[int, int]]:
        """Where a text says what is read otherwise: cues, organs, also those of other places."""
        organs = self._knowledge.organs
        pins = [(mention.start, mention.end) for mention in organs.find(text)]
        pins += _places(text, organs.unknown(text))
        return pins + [
            hit.span()
            for name in ("cues", "everyday")
            for rule in load_rules(name, LEXICONS)
            for hit in (rule.pattern.finditer(text) if rule.pattern else ())
        ]


def _expanded(lexicon: str) -> Iterator[str]:
    return (word for rule in load_rules(lexicon) for word in rule.fields["expands"])


def _places(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    found = [(text.find(word), word) for word in words]
    return [(place, place + len(word)) for place, word in found if place >= 0]
