"""Every measure of every question, and their means with intervals, overall and per kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.answers import Outcome
from eval.formats.topics import Topic
from eval.measures.certainty import interval
from eval.measures.citing import clause_score, list_score, refusals
from eval.measures.slots import slot_score, slots_of
from eval.measures.words import exact, held, token_f1
from indexer.model import Answer

# In the order in which reports show them; a lower figure is better for none of them.
MEASURES = {
    "right": "答对（文字、引用、状态都对）",
    "text": "文字对",
    "citation": "引用对",
    "status": "状态对",
    "exact": "与参考答案相同",
    "held": "含参考答案",
    "f1": "参考答案的字 F1",
    "organs": "单位 F1",
    "values": "数值 F1",
    "dates": "日期 F1",
    "citation_precision": "引用准确率（条款）",
    "citation_recall": "引用召回率（条款）",
    "list_precision": "清单准确率",
    "list_recall": "清单召回率",
    "list_exact": "清单全对",
    "quotes": "引文逐字相同",
    "grounded": "没有无依据的话",
}


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of a measure over ``count`` questions, with its 95% bootstrap interval."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Scored:
    """An outcome with its measures, by name; a measure that does not apply is left out."""

    outcome: Outcome
    measures: Mapping[str, float]

    @property
    def topic(self) -> Topic:
        """The question."""
        return self.outcome.topic

    @property
    def answer(self) -> Answer:
        """The answer."""
        return self.outcome.answer


def score_all(outcomes: Iterable[Outcome], organs: Callable[[str], set[str]]) -> tuple[Scored, ...]:
    """The measures of each outcome.

    Args:
        outcomes: as judged.
        organs: the organs that a text names, under one name each.
    """
    return tuple(Scored(each, _measures(each, organs)) for each in outcomes)


def _measures(outcome: Outcome, organs: Callable[[str], set[str]]) -> dict[str, float]:
    topic, answer = outcome.topic, outcome.answer
    found = {
        "right": float(outcome.right),
        "text": float(outcome.text_ok),
        "citation": float(outcome.citation_ok),
        "status": float(outcome.status_ok),
        "quotes": float(outcome.quotes_ok),
        "grounded": float(not outcome.unsupported),
    }
    if topic.answers:
        for name, measure in (("exact", exact), ("held", held), ("f1", token_f1)):
            found[name] = measure(answer.text, topic.answers)
    gold = slots_of((*topic.answers, *(each.split("|")[0] for each in topic.must)), organs)
    said = slots_of([answer.text], organs)
    found |= {kind: score.f1 for kind, score in slot_score(gold, said).items()}
    cited = list(outcome.cited)
    clauses, whole = clause_score(topic, cited), list_score(topic, cited)
    if clauses is not None:
        found |= {"citation_precision": clauses.precision, "citation_recall": clauses.recall}
    if whole is not None:
        found |= {"list_precision": whole.precision, "list_recall": whole.recall}
        found["list_exact"] = float(whole.f1 == 1.0)
    return found


def means_of(scored: Sequence[Scored]) -> dict[str, Mean]:
    """The mean of each measure over the questions to which it applies."""
    found = {}
    for name in MEASURES:
        values = [each.measures[name] for each in scored if name in each.measures]
        if values:
            low, high = interval(values)
            found[name] = Mean(sum(values) / len(values), low, high, len(values))
    return found


def by_kind(scored: Sequence[Scored]) -> dict[str, tuple[Scored, ...]]:
    """The questions of each kind, in the order of the file."""
    kinds: dict[str, list[Scored]] = {}
    for each in scored:
        kinds.setdefault(each.topic.kind or "—", []).append(each)
    return {kind: tuple(found) for kind, found in kinds.items()}


def refusal_figures(scored: Sequence[Scored]) -> dict[str, float]:
    """Precision and recall of refusing, where the set has questions to be refused."""
    pairs = [(each.topic.status, each.answer.status) for each in scored]
    if not any(gold == "not_found" for gold, _ in pairs):
        return {}
    score = refusals(pairs)
    return {"refusal_precision": score.precision, "refusal_recall": score.recall}
