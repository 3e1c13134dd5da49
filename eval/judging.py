"""``wence eval answers --judge``: a language model's opinion of the answers, apart from the measures.

Correctness against the gold after reference-guided grading (Zheng et al. 2023, "Judging
LLM-as-a-Judge with MT-Bench and Chatbot Arena"), by filling a form (Liu et al. 2023, "G-Eval");
faithfulness as the share of an answer's statements that its clauses state (Es et al. 2023,
"RAGAS"). No gate looks at it. What is judged is fenced by a mark that it cannot know, and a verdict
counts only with that mark and in its strict form; all else is unjudged, never a pass.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.generation.model import LanguageModel, ModelError
from assistant.generation.prompts import Prompt, load_prompt
from assistant.generation.thoughts import without_thoughts
from eval.measures.certainty import interval
from eval.report.expected import STATUS, expected
from eval.scoring import Scored

_BEST = 2  # of correctness, 0 to 2
_MOST_STATEMENTS = 200
_LONGEST = 20_000  # characters of answer and clauses that are sent; cut ones could not be judged
_FAILURES = 3  # in a row, after which a model that fails is not asked again
_SHOWN = 80  # characters of a reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one answer: 0 to 2, and how many of its statements are supported."""

    correctness: int
    statements: int
    supported: int
    reason: str

    @property
    def faithfulness(self) -> float | None:
        """The share of the statements that is supported; None where there are none."""
        return self.supported / self.statements if self.statements else None


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its verdict, or with why there is none."""

    topic_id: str
    right: bool  # by the deterministic measures
    verdict: Verdict | None
    unjudged: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All verdicts of a run, who gave them, and by which prompt."""

    model: str
    prompt: str
    judged: tuple[Judged, ...]

    def record(self) -> dict[str, Any]:
        """The block of a report: means from 0 to 1 over what was judged, with their intervals."""
        given = [(each, each.verdict) for each in self.judged if each.verdict is not None]
        faithful = [found.faithfulness for _, found in given]
        agreed = [float(each.right == (found.correctness == _BEST)) for each, found in given]
        return {
            "model": self.model,
            "prompt": self.prompt,
            "judged": len(given),
            "unjudged": len(self.judged) - len(given),
            "why_unjudged": dict(Counter(each.unjudged for each in self.judged if each.unjudged)),
            "measures": {
                "judge_correctness": _mean([found.correctness / _BEST for _, found in given]),
                "judge_faithfulness": _mean([each for each in faithful if each is not None]),
                "judge_agreement": _mean(agreed),
            },
            "items": {each.topic_id: _item(each) for each in self.judged},
        }


def judge_all(scored: Sequence[Scored], model: LanguageModel) -> Judgement:
    """Has a model judge each answer; one that fails time and again is not asked for the rest."""
    prompt = load_prompt("judge")
    return Judgement(
        model.name, f"{prompt.id} v{prompt.version}", tuple(_judged(scored, model, prompt))
    )


def _judged(scored: Sequence[Scored], model: LanguageModel, prompt: Prompt) -> Iterator[Judged]:
    failures = 0
    for each in scored:
        name, right = each.topic.id, each.outcome.right
        if failures >= _FAILURES:
            yield Judged(name, right, None, f"连续 {_FAILURES} 次失败，没有再问")
            continue
        mark, user = _filled(each, prompt)
        if len(user) > _LONGEST:
            yield Judged(name, right, None, "回答和条款太长")
            continue
        try:
            with model.stream(prompt.system, user) as pieces:
                verdict = parse_verdict("".join(pieces), mark)
        except ModelError as error:
            failures += 1
            yield Judged(name, right, None, str(error))
            continue
        failures = 0
        yield Judged(name, right, verdict, "" if verdict else "评语不合格式")


def parse_verdict(text: str, mark: str) -> Verdict | None:
    """The one verdict of a judge's text; None where there is none, or several that differ.

    Args:
        text: what the judge wrote; thoughts, fences of code and words around the JSON may be there.
        mark: what the verdict has to bear, unknown to those who wrote what is judged.
    """
    found = {
        _verdict(each) for each in _objects(without_thoughts(text)) if each.get("mark") == mark
    }
    return found.pop() if len(found) == 1 else None


def _verdict(found: dict[str, Any]) -> Verdict | None:
    """A verdict in its strict form: whole numbers in their bounds, nothing left out."""
    numbers = [found.get(each) for each in ("correctness", "statements", "supported")]
    whole = [each for each in numbers if type(each) is int]  # True is no number here
    if len(whole) != len(numbers):
        return None
    correctness, statements, supported = whole
    if not (0 <= correctness <= _BEST and 0 <= supported <= statements <= _MOST_STATEMENTS):
        return None
    return Verdict(correctness, statements, supported, str(found.get("reason") or "")[:_SHOWN])


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text, in order."""
    decoder = json.JSONDecoder()
    start = text.find("{")
    while start >= 0:
        try:
            found, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            end = start + 1
        else:
            yield found
            end = end if "mark" in found else start + 1  # a verdict may lie inside
        start = text.find("{", end)


def _filled(scored: Scored, prompt: Prompt) -> tuple[str, str]:
    """The mark of a question, and the message to the judge."""
    answer = scored.answer
    cited = answer.citations or answer.related
    clauses = "\n\n".join(
        f"[{each.marker}] 《{each.title}》{' › '.join(each.path)}\n{each.quote}" for each in cited
    )
    asked = "\n".join([*scored.topic.history, answer.question])
    # No text can hold the digest of itself, so that nothing judged can close its own fence.
    digest = hashlib.sha256(f"{asked}\n{answer.text}\n{clauses}".encode()).hexdigest()
    mark = f"#{digest[:12]}"
    user = prompt.filled(
        mark=mark,
        question=asked,
        expected=expected(scored),
        status=STATUS[answer.status],
        answer=answer.text,
        clauses=clauses or "（没有引用）",
    )
    return mark, user


def _mean(values: Sequence[float]) -> dict[str, float] | None:
    if not values:
        return None
    low, high = interval(values)
    mean = sum(values) / len(values)
    return {
        "mean": round(mean, 6),
        "low": round(low, 6),
        "high": round(high, 6),
        "count": len(values),
    }


def _item(judged: Judged) -> dict[str, Any]:
    verdict = judged.verdict
    if verdict is None:
        return {"unjudged": judged.unjudged}
    return {
        "correctness": verdict.correctness,
        "statements": verdict.statements,
        "supported": verdict.supported,
        "reason": verdict.reason,
    }
