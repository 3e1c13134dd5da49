"""By how much targets of two years differ."""

from collections.abc import Sequence

from assistant.compose import targets
from assistant.compose.wording import target_evidence
from assistant.draft import Statement
from indexer.model import Clause, Target


def difference(found: Sequence[tuple[Clause, Target]]) -> list[Statement]:
    """Targets of one indicator in two years, and by how much they differ."""
    statements = targets.target_statements(found)
    pair = (
        sorted(
            (target.deadline, target.value, target.unit or "", clause, target)
            for clause, target in found
            if target.value is not None and target.deadline
        )
        if len(found) == 2
        else []
    )
    if len(pair) != 2 or pair[0][2] != pair[1][2]:
        return statements
    (before, first, unit, *_), (after, last, *_) = pair
    gap = round(abs(last - first), 6)
    word = "多" if last >= first else "少"
    counted = "个百分点" if unit == "%" else unit
    text = f"{after[:4]}年比{before[:4]}年{word}{gap:g}{counted}。"
    evidence = tuple(target_evidence(clause, target) for *_, clause, target in pair)
    return [Statement(text, evidence, derived=(gap,)), *statements]
