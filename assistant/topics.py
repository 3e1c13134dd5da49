"""Which clause a topic means: candidates from retrieval, ranked by what they cover.

Coverage is the share of the topic's character bigrams, weighted by rarity (idf over the
clauses), that a clause holds; everyday words count through ``synonyms.toml``. A rank joins
retrieval's score with coverage, by the same characters and by words that mean the same. Low coverage means: not stated,
unless the clause says it in other words: its nearest sentence is near the question, and its
words are near the question's words.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.retrieve.closeness import Asked
from indexer.retrieve.terms import synonym_forms

_CANDIDATES = 15
_SYNONYM = 0.9  # of a bigram whose everyday word the text says officially
_EDGE = 0.6  # of one that has but a character of that word
# A clause states a topic where the weighted sum of coverage, coverage in other words, cosine,
# nearness to the topic's most telling word and how much it holds at all reaches the bound: a
# long story covers little, but what is held of it may weigh as much as a whole short topic.
# Logistic regression on 744 development questions whose clause is found first, against 1779
# topics and 1734 questions about plans of other fields: 0.977 of the questions pass, 0.052 of
# the topics and 0.28 of the questions about other plans, some of which the plan does speak of
# (by fits without the set asked: 0.06 and 0.30; without the last part: 0.13 and 0.38).
_STATED_WEIGHTS, _STATED = (1.56, 1.37, 3.58, 1.46, 3.84), 3.34
_MUCH = 20.0  # idf of what a clause holds of a topic, from where on more says no more
# Of retrieval's score, coverage, heading's coverage, coverage in other words, cosine. Fitted on
# development questions by random search: the first clause is right for 1.00 of the plain and
# 0.91 of the everyday ones; without the last two for 0.98 and 0.82.
_WEIGHTS = (0.16, 0.37, 0.04, 0.33, 0.2)


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A clause for a topic.

    ``coverage``, ``heading`` and ``said`` (coverage in other words) are shares from 0 to 1;
    ``cosine`` is that of the nearest sentence, ``held`` the weight of what is covered, from 0 to 1.
    """

    clause: Clause
    score: float
    coverage: float
    heading: float
    said: float = 0.0
    cosine: float = 0.0
    telling: float = 0.0
    held: float = 0.0

    @property
    def stated(self) -> bool:
        """Whether the clause says enough of the topic to be taken at its word."""
        parts = (self.coverage, self.said, self.cosine, self.telling, self.held)
        return sum(w * p for w, p in zip(_STATED_WEIGHTS, parts, strict=True)) >= _STATED


@dataclass(frozen=True)
class _Expected:
    """Bigrams of a topic with their idf; official words with the bigrams that they stand for."""

    weights: tuple[tuple[str, float], ...]
    everyday: tuple[tuple[tuple[str, ...], tuple[tuple[str, float], ...]], ...]

    @cached_property
    def whole(self) -> float:
        """The weight of the whole topic."""
        return sum(weight for _, weight in self.weights)


class TopicMatcher:
    """Matches topics against the clauses of a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Takes the clauses to match against."""
        self._knowledge = knowledge
        self._topics: dict[str, _Expected] = {}
        self._last: dict[str, list[TopicMatch]] = {}  # several composers ask for the same

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        """Folded heading and whole text of each clause, by id."""
        return {
            each.clause_id: (
                fold(each.title),
                fold(f"{' '.join(each.path)} {each.text}").replace("\n", ""),
            )
            for each in self._knowledge.clauses()
        }

    @cached_property
    def _frequencies(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for _, text in self._texts.values():
            counts.update(set(bigrams(text)))
        return counts

    def idf(self, bigram: str) -> float:
        """Robertson's idf, never negative."""
        count, total = self._frequencies[bigram], len(self._texts)
        return math.log(1 + (total - count + 0.5) / (count + 0.5))

    def match(self, topic: str) -> list[TopicMatch]:
        """Clauses for a topic, best first; the issuing page is never one."""
        if topic not in self._last:
            self._last = {topic: self._matches(topic)}
        return list(self._last[topic])

    def _matches(self, topic: str) -> list[TopicMatch]:
        hits = self._knowledge.search(topic, _CANDIDATES)
        top = max((hit.score for hit in hits), default=0.0) or 1.0
        scores: dict[str, tuple[float, float]] = {}
        for hit in hits:
            if hit.passage.clause_id in self._texts:
                found = self._knowledge.measure_of(self._knowledge.clause(hit.passage.clause_id))
                for clause in (found, *self._knowledge.ancestors(found)):
                    scores.setdefault(clause.clause_id, (hit.score / top, hit.cosine))
        meaning = self._meaning(topic, scores)
        matches = [self._matched(topic, meaning, name, *found) for name, found in scores.items()]
        return sorted(
            (each for each in matches if each.clause.kind is not ClauseKind.HEAD),
            key=lambda each: -each.score,
        )

    def text(self, clause: Clause) -> str:
        """A clause with its headings, folded."""
        return self._texts[clause.clause_id][1]

    def preambles(self, topic: str) -> list[TopicMatch]:
        """The issuing pages whose preamble sets targets: some plans name their goals there."""
        pages = [each.clause_id for each in self._knowledge.goal_pages]
        meaning = self._meaning(topic, pages)
        return [self._matched(topic, meaning, each, 0.0, 0.0) for each in pages]

    def _matched(
        self,
        topic: str,
        meaning: Asked,
        clause_id: str,
        score: float,
        cosine: float,
    ) -> TopicMatch:
        heading, text = self._texts[clause_id]
        coverage = self.coverage(topic, text)
        in_heading = self.coverage(topic, heading)
        said = meaning.said(text)
        parts = (score, coverage, in_heading, said, cosine)
        rank = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
        clause = self._knowledge.clause(clause_id)
        held = min(1.0, coverage * self._expected(topic).whole / _MUCH)
        telling = meaning.telling(text)
        return TopicMatch(clause, rank, coverage, in_heading, said, cosine, telling, held)

    def _meaning(self, topic: str, clause_ids: Iterable[str]) -> Asked:
        """The topic, compared with the clauses that it may mean."""
        texts = (self._texts[each][1] for each in clause_ids)
        return self._knowledge.closeness.asked(topic, function_words(), texts)

    def coverage(self, topic: str, text: str) -> float:
        """The idf-weighted share of the topic's bigrams that ``text`` holds."""
        gained = 0.0
        expected = self._expected(topic)
        credit: dict[str, float] = {}
        for words, touched in expected.everyday:
            if any(word in text for word in words):
                for bigram, share in touched:
                    credit[bigram] = max(share, credit.get(bigram, 0.0))
        for bigram, weight in expected.weights:
            if bigram in text:
                gained += weight
            elif bigram in credit:
                gained += weight * credit[bigram]
        return gained / expected.whole if expected.whole else 0.0

    def _expected(self, topic: str) -> _Expected:
        """What a text is looked through for; kept for the topics asked last."""
        found = self._topics.get(topic)
        if found is None:
            folded = fold(topic)
            held = synonym_forms().held(folded)
            found = _Expected(
                tuple((bigram, self.idf(bigram) * _share(bigram)) for bigram in bigrams(folded)),
                tuple(
                    (tuple(rule.fields["expands"]), tuple(_touching(folded, form)))
                    for rule in (load_rules("synonyms") if held else ())
                    for form in rule.forms
                    if form in held
                ),
            )
            self._topics = {topic: found}
        return found


def bigrams(text: str) -> list[str]:
    """Character bigrams of each run without spaces; a lone character stands for itself."""
    found = []
    for run in text.split():
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return found


def _touching(topic: str, form: str) -> list[tuple[str, float]]:
    """The bigrams of the topic that touch an occurrence of ``form``, with their credit."""
    start = topic.find(form)
    run = topic[max(0, start - 1) : start + len(form) + 1]
    return [(pair, _SYNONYM if pair in form else _EDGE) for pair in bigrams(run)]


@cache
def _general() -> dict[str, float]:
    """Bigrams of words that a question about anything may hold, and what they weigh."""
    return {
        pair: float(rule.fields["weight"])
        for rule in load_rules("general_words", LEXICONS)
        for form in rule.forms
        for pair in bigrams(form)
    }


def _share(bigram: str) -> float:
    return _general().get(bigram, 1.0)


@cache
def function_words() -> frozenset[str]:
    """Words that say nothing of what a question is about."""
    return frozenset(form for rule in load_rules("stopwords") for form in rule.forms)
