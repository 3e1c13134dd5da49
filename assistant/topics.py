"""Which clause a topic means: candidates from retrieval, ranked by what they cover.

Coverage is the share of the topic's character bigrams, weighted by rarity (idf over the
clauses), that a clause holds; everyday words count through ``synonyms.toml``. A rank
joins retrieval's score with coverage of heading and text. Low coverage means: not stated,
unless the clause says it in other words: its nearest sentence is near the question, and its
words are near the question's words.
"""

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.knowledge import Knowledge
from indexer.lexicon import Rule, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_CANDIDATES = 20
_STATED = 0.42  # coverage from which a clause is taken to state the topic
# In other words: fitted on the everyday development questions against 60 that no clause
# answers; 136 of 166 pass, 10 of 60 do (about a subject of the plan, asking what it leaves open).
_NEAR, _SAID = 0.35, 0.4


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """A clause for a topic.

    ``coverage``, ``heading`` and ``said`` (coverage in other words) are shares from 0 to 1;
    ``cosine`` is that of the nearest sentence.
    """

    clause: Clause
    score: float
    coverage: float
    heading: float
    said: float = 0.0
    cosine: float = 0.0

    @property
    def stated(self) -> bool:
        """Whether the clause holds enough of the topic to be taken at its word."""
        return self.coverage >= _STATED or (self.cosine >= _NEAR and self.said >= _SAID)


class TopicMatcher:
    """Matches topics against the clauses of a knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Takes the clauses to match against."""
        self._knowledge = knowledge

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
        hits = self._knowledge.library.search(topic, k=_CANDIDATES)
        top = max((hit.score for hit in hits), default=0.0) or 1.0
        closeness = self._knowledge.library.closeness
        matches = []
        for hit in hits:
            clause_id, score = hit.passage.clause_id, hit.score / top
            if clause_id not in self._texts:
                continue
            clause = self._knowledge.clause(clause_id)
            if clause.kind is not ClauseKind.HEAD:
                heading, text = self._texts[clause_id]
                coverage = self.coverage(topic, text)
                in_heading = self.coverage(topic, heading)
                rank = 0.45 * score + 0.35 * coverage + 0.3 * in_heading
                said = closeness.covered(topic, text, _function_words())
                match = TopicMatch(clause, rank, coverage, in_heading, said, hit.cosine)
                matches.append(match)
        return sorted(matches, key=lambda each: -each.score)

    def coverage(self, topic: str, text: str) -> float:
        """The idf-weighted share of the topic's bigrams that ``text`` holds."""
        folded = fold(topic)
        credit = self._synonym_credit(folded, text)
        whole = gained = 0.0
        for bigram in bigrams(folded):
            weight = self.idf(bigram)
            whole += weight
            gained += weight * max(1.0 if bigram in text else 0.0, credit.get(bigram, 0.0))
        return gained / whole if whole else 0.0

    def _synonym_credit(self, topic: str, text: str) -> dict[str, float]:
        """Bigrams of everyday words whose official word the text holds."""
        credit: dict[str, float] = {}
        for rule in _synonyms():
            for form in rule.forms:
                if form in topic and any(word in text for word in rule.fields["expands"]):
                    for bigram in _touching(topic, form):
                        credit[bigram] = max(credit.get(bigram, 0.0), 0.9)
        return credit


def bigrams(text: str) -> list[str]:
    """Character bigrams of each run without spaces; a lone character stands for itself."""
    found = []
    for run in text.split():
        found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    return found


def _touching(topic: str, form: str) -> list[str]:
    """The bigrams of the topic that touch an occurrence of ``form``."""
    start = topic.find(form)
    run = topic[max(0, start - 1) : start + len(form) + 1]
    return bigrams(run)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(form for rule in load_rules("stopwords") for form in rule.forms)


def _synonyms() -> tuple[Rule, ...]:
    return load_rules("synonyms")
