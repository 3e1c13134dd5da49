"""Answers against questions: text, citations and status of each, figures per kind."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from eval.formats import Topic
from eval.measures.machine import percentile
from eval.measures.words import held
from indexer.model import Answer, Citation


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went."""

    topic: Topic
    answer: Answer
    text_ok: bool
    citation_ok: bool
    status_ok: bool
    quotes_ok: bool
    unsupported: tuple[str, ...] = ()  # pieces that the citations do not hold
    cited: tuple[str, ...] = ()  # labels of the clauses, or ids of passages, in order

    @property
    def right(self) -> bool:
        """Answer, citation and status together."""
        return self.text_ok and self.citation_ok and self.status_ok


@dataclass(frozen=True, slots=True)
class AnswersReport:
    """All outcomes of a run; means are derived from them."""

    outcomes: tuple[Outcome, ...]

    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Right answers and questions of each kind, in the order of the file."""
        kinds: dict[str, tuple[int, int]] = {}
        for each in self.outcomes:
            right, whole = kinds.get(each.topic.kind, (0, 0))
            kinds[each.topic.kind] = (right + each.right, whole + 1)
        return kinds

    def figures(self) -> dict[str, float]:
        """Shares from 0 to 1, latencies in milliseconds; false quotes and unsupported pieces as numbers."""
        count = len(self.outcomes) or 1
        times = [each.answer.elapsed_ms for each in self.outcomes]
        return {
            "questions": len(self.outcomes),
            "right": sum(each.right for each in self.outcomes) / count,
            "text": sum(each.text_ok for each in self.outcomes) / count,
            "citation": sum(each.citation_ok for each in self.outcomes) / count,
            "status": sum(each.status_ok for each in self.outcomes) / count,
            "false_quotes": sum(not each.quotes_ok for each in self.outcomes),
            "unsupported": sum(len(each.unsupported) for each in self.outcomes),
            "p50_ms": percentile(times, 0.5),
            "p95_ms": percentile(times, 0.95),
        }


def evaluate(
    topics: Sequence[Topic],
    ask: Callable[[Topic], Answer],
    source: Callable[[str], str],
    unsupported: Callable[[Answer], tuple[str, ...]] = lambda _: (),
    cited: Callable[[Citation], str] = lambda citation: citation.clause,
) -> AnswersReport:
    """Asks every question and judges every answer.

    Args:
        topics: the questions.
        ask: the system under test.
        source: the source text of a document, for the check of quotes.
        unsupported: the pieces of an answer that its citations do not hold.
        cited: what a citation is called in the gold: its clause, or the id of its passage.
    """
    judged = (judge(topic, ask(topic), source, cited) for topic in topics)
    return AnswersReport(
        tuple(replace(each, unsupported=unsupported(each.answer)) for each in judged)
    )


def unsupported_lines(report: AnswersReport) -> list[str]:
    """A line for each question whose answer says what its citations do not."""
    return [
        f"无依据：{each.topic.id} {each.topic.question}：{'；'.join(each.unsupported)}"
        for each in report.outcomes
        if each.unsupported
    ]


def judge(
    topic: Topic,
    answer: Answer,
    source: Callable[[str], str],
    cited: Callable[[Citation], str] = lambda citation: citation.clause,
) -> Outcome:
    """One answer against what its question asks for."""
    names = tuple(cited(each) for each in answer.citations)
    text = _folded(answer.text)
    must = all(any(_folded(word) in text for word in each.split("|")) for each in topic.must)
    never = any(_folded(word) in text for each in topic.never for word in each.split("|"))
    quotes = all(
        source(each.doc_id)[each.span.start : each.span.end] == each.quote
        for each in (*answer.citations, *answer.related)
    )
    return Outcome(
        topic,
        answer,
        must and not never and _refers(topic, answer),
        _cited(topic, names),
        answer.status == topic.status,
        quotes,
        cited=names,
    )


def _refers(topic: Topic, answer: Answer) -> bool:
    """Whether an answer holds a reference answer, where the gold gives nothing else to go by."""
    if not topic.answers or topic.must or topic.status != "answered":
        return True
    return bool(held(answer.text, topic.answers))


def _cited(topic: Topic, cited: Sequence[str]) -> bool:
    if topic.match == "any":
        return bool(cited) and cited[0] in topic.clauses
    if topic.match == "all":
        return set(cited) == set(topic.clauses)
    return topic.status == "answered" or not cited


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("*", "")
