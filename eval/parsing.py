"""Parsed facts against gold: organs per measure and role, targets with their fields."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from eval.measures.sets import set_score
from indexer.model import Document, Role, Target
from indexer.parse.normalize import fold

Key = tuple[str, float | None, str | None]


def parsing_figures(gold: dict[str, Any], document: Document) -> tuple[dict[str, float], list[str]]:
    """Figures from 0 to 1, and a line for each difference."""
    labels = {each.clause_id: each.clause_id.split("#", 1)[1] for each in document.clauses}
    figures: dict[str, float] = {}
    differences: list[str] = []
    if "measures" in gold:
        figures |= _measure_figures(gold["measures"], document, labels, differences)
    if "targets" in gold:
        figures |= _target_figures(gold["targets"], document, labels, differences)
    if "benefits" in gold:
        figures |= _benefit_figures(gold["benefits"], document, differences)
    return figures, differences


def _measure_figures(
    rows: Sequence[dict[str, Any]],
    document: Document,
    labels: dict[str, str],
    differences: list[str],
) -> dict[str, float]:
    wanted = {row["clause"]: row for row in rows}
    found = {labels[clause.clause_id] for clause in document.measures()}
    ids = {clause.clause_id for clause in document.measures()}
    figures = {"measures": set_score(frozenset(wanted), found).f1}
    exact = dict.fromkeys(wanted, True)
    for role in Role:
        want = {(n, fold(organ)) for n, row in wanted.items() for organ in row[role.value]}
        have = {
            (labels[a.clause_id], fold(a.organ))
            for a in document.attributions
            if a.role is role and a.clause_id in ids
        }
        figures[f"{role.value}_f1"] = set_score(want, have).f1
        for number, organ in sorted(want ^ have):
            differences.append(f"第{number}条 {role.value}：{organ}")
            exact[number] = False
    figures["measures_exact"] = sum(exact.values()) / (len(exact) or 1)
    return figures


def _benefit_figures(
    rows: Sequence[dict[str, Any]], document: Document, differences: list[str]
) -> dict[str, float]:
    """F1 on clause, rate or amount, and cap; equal cases of one clause are counted apart."""
    want = _numbered((r["clause"], r["rate"], r["amount"], r["cap"]) for r in rows)
    have = _numbered(
        (b.clause_id.split("#", 1)[1], b.rate, b.amount, b.cap) for b in document.benefits
    )
    differences += [f"补贴不符：{key}" for key in sorted(want ^ have, key=str)]
    return {"benefit_f1": set_score(want, have).f1}


def _numbered(keys: Iterable[Hashable]) -> set[tuple[Hashable, int]]:
    seen: Counter[Hashable] = Counter()
    found = set()
    for key in keys:
        seen[key] += 1
        found.add((key, seen[key]))
    return found


def _target_figures(
    rows: Sequence[dict[str, Any]],
    document: Document,
    labels: dict[str, str],
    differences: list[str],
) -> dict[str, float]:
    want: dict[Key, dict[str, Any]] = {
        (row["clause"], row["value"], fold(row["unit"] or "") or None): row
        for row in rows
        if row["value"] is not None
    }
    have: dict[Key, Target] = {
        (labels[t.clause_id], t.value, t.unit): t for t in document.targets if t.value is not None
    }
    differences += [f"目标不符：{key}" for key in sorted(want.keys() ^ have.keys(), key=str)]
    both = want.keys() & have.keys()
    right = dict.fromkeys(("comparator", "deadline", "recurrence", "baseline"), 0)
    for key in both:
        for name in right:
            if want[key].get(name, getattr(have[key], name)) == getattr(have[key], name):
                right[name] += 1
            else:
                differences.append(f"目标 {key} 的 {name}：{getattr(have[key], name)}")
    figures = {f"target_{name}": count / (len(both) or 1) for name, count in right.items()}
    qualitative = {(row["clause"], row["indicator"]) for row in rows if row["value"] is None}
    parsed = {(labels[t.clause_id], fold(t.indicator)) for t in document.targets if t.value is None}
    if qualitative:  # a gold may hold figures alone
        figures["qualitative_f1"] = set_score(qualitative, parsed).f1
    return {"target_f1": set_score(want.keys(), have.keys()).f1, **figures}
