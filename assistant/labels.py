"""Clauses by the number that a question gives: 29, （十一）, 三, 最后一条, 附件1第22项."""

from collections.abc import Mapping, Sequence

from indexer.model import Clause, ClauseKind
from indexer.parse.numbering import number_of, parse_number, to_han


def find_labelled(
    label: str, by_label: Mapping[str, Sequence[Clause]], clauses: Sequence[Clause]
) -> list[Clause]:
    """Clauses that bear a number; 第16条 may be 第十六条, else （十六）."""
    if label == "最后一条":
        return [each for each in clauses if each.kind is ClauseKind.MEASURE][-1:]
    if label == "最后一部分":
        ends = (ClauseKind.TAIL, ClauseKind.ANNEX)
        return [each for each in clauses if each.depth == 0 and each.kind not in ends][-1:]
    if label.startswith("附"):
        return _of_annex(clauses, *label.split("第", 1))
    forms = [label, f"第{label}章", f"第{label}部分"]
    if label.isdigit():
        han = to_han(int(label))
        forms += [f"第{han}条", f"（{han}）"]
    return next((list(by_label[form]) for form in forms if form in by_label), [])


def _of_annex(clauses: Sequence[Clause], annex: str, row: str = "") -> list[Clause]:
    """An annex, or a row of it; 附件一 is 附件1, and 附表1 where there is no 附件1."""
    kind = ClauseKind.ROW if row else ClauseKind.ANNEX
    found = [
        (each, _own_label(each))
        for each in clauses
        if each.kind is kind and row in ("", number_of(each))
    ]
    same = [each for each, label in found if _number(label) == _number(annex)]
    exact = [each for each, label in found if label[:2] == annex[:2] and each in same]
    return exact or same


def _own_label(clause: Clause) -> str:
    return clause.clause_id.rsplit("#", 1)[1].split(".")[0].split("~")[0]


def _number(label: str) -> int | None:
    return parse_number(label[2:])
