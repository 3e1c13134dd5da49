"""A run as JSON keeps it, and the comparison of one run with another."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from eval.answers import AnswersReport
from eval.formats.rows import json_file
from eval.measures.certainty import randomisation
from eval.scoring import MEASURES, Scored, by_kind, means_of, refusal_figures
from indexer.errors import WenceError

TOLERANCE = 0.005  # a measure may fall by this much before it counts as a loss
OTHERS = {
    "refusal_precision": "拒答准确率",
    "refusal_recall": "拒答召回率",
    "p50_ms": "用时中位数（毫秒）",
    "p95_ms": "用时 p95（毫秒）",
}
_COMPARED = ("right", "text", "citation", "status", "citation_recall", "list_exact", "grounded")


@dataclass(frozen=True, slots=True)
class Change:
    """How a measure moved against a baseline, over the questions that both runs have.

    ``p`` is that of the paired randomisation test; None where the baseline keeps no items.
    """

    name: str
    before: float
    now: float
    p: float | None
    tolerance: float

    @property
    def fell(self) -> bool:
        """Whether it fell by more than may be."""
        return self.now < self.before - self.tolerance


def record_of(report: AnswersReport, scored: Sequence[Scored]) -> dict[str, Any]:
    """The figures of a run; ``items`` holds the measures of each question, for comparisons."""
    return {
        "figures": report.figures() | refusal_figures(scored),
        "kinds": {kind: {"right": r, "questions": n} for kind, (r, n) in report.by_kind().items()},
        "measures": {name: _plain(asdict(mean)) for name, mean in means_of(scored).items()},
        "by_kind": {
            kind: {name: round(mean.mean, 6) for name, mean in means_of(found).items()}
            for kind, found in by_kind(scored).items()
        },
        "wrong": [each.topic.id for each in scored if not each.outcome.right],
        "items": {
            each.topic.id: {
                name: round(each.measures[name], 4) for name in _COMPARED if name in each.measures
            }
            for each in scored
        },
    }


def _plain(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in values.items()}


def read_record(path: Path) -> dict[str, Any]:
    """A record written before.

    Raises:
        WenceError: the file is missing or is no record.
    """
    record = json_file(path)
    if not isinstance(record, dict) or not {"figures", "wrong"} <= set(record):
        raise WenceError(f"{path} 不是评测成绩。请用 --report 先生成一份。")
    return record


def changes_of(record: Mapping[str, Any], baseline: Mapping[str, Any]) -> tuple[Change, ...]:
    """Each measure that both have; a baseline may set ``tolerances`` of its own.

    Raises:
        WenceError: the two runs share no question.
    """
    shared = set(record["items"]) & set(baseline.get("items", record["items"]))
    if not shared:
        raise WenceError("基线里没有一题与这次相同，无法比较。请换用同一题集的成绩。")
    found = []
    tolerances = baseline.get("tolerances", {})
    for name in _COMPARED:
        before, now = _mean(baseline, name), _mean(record, name)
        if before is None or now is None:
            continue
        allowed = float(tolerances.get(name, TOLERANCE))
        found.append(Change(name, before, now, _p(record, baseline, name), allowed))
    return tuple(found)


def _mean(record: Mapping[str, Any], name: str) -> float | None:
    mean = record.get("measures", {}).get(name, {}).get("mean")
    found = record["figures"].get(name) if mean is None else mean
    return None if found is None else float(found)


def _p(record: Mapping[str, Any], baseline: Mapping[str, Any], name: str) -> float | None:
    now, before = record.get("items", {}), baseline.get("items", {})
    shared = [each for each in now if name in now[each] and name in before.get(each, {})]
    if not shared:
        return None
    return randomisation(
        [now[each][name] for each in shared], [before[each][name] for each in shared]
    )


def moved(record: Mapping[str, Any], baseline: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The ids of the questions gained and lost, of those that both runs asked."""
    asked = set(record["items"])
    wrong, before = set(record["wrong"]), set(baseline["wrong"])
    known = set(baseline.get("items", asked))
    return sorted((before - wrong) & asked), sorted((wrong - before) & known)


def named(measure: str) -> str:
    """A measure as reports call it."""
    return MEASURES.get(measure) or OTHERS.get(measure, measure)
