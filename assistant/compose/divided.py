"""Plans that share out their work in a table behind the text: 附件1 重点任务分工表.

The text of such a plan hardly names an organ; the rows of its table are its tasks, and the
complete list of who does them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.compose.wording import whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.topics import bigrams
from indexer.model import Clause, ClauseKind, Document, Role
from indexer.parse.normalize import fold
from indexer.parse.numbering import number_of

_MORE = 2  # times as many rows as measures name organs, where the table shares out the work
_SAME = 0.8  # share of the bigrams of two headings that both hold
_ASIDE = (ClauseKind.HEAD, ClauseKind.TAIL, ClauseKind.ANNEX, ClauseKind.ROW)
_KNOWN: WeakKeyDictionary[Knowledge, dict[str, list[Clause]]] = WeakKeyDictionary()


def tasks(knowledge: Knowledge) -> list[Clause]:
    """What is counted by organs: the measures, or the rows of the table that shares them out."""
    rows = shared_out(knowledge)
    if not rows:
        return knowledge.measures()
    found: list[Clause] = []
    for document in knowledge.documents:
        found += rows.get(document.doc_id) or document.measures()
    return found


def row_of(knowledge: Knowledge, clause: Clause) -> Clause:
    """The row that shares out a measure of the text; any other clause is itself."""
    rows = shared_out(knowledge).get(clause.doc_id, [])
    if not rows or clause.kind is ClauseKind.ROW:
        return clause
    shares = [(_alike(clause, row), row) for row in rows]
    share, row = max(shares, key=lambda each: each[0])
    return row if share >= _SAME else clause


def duties_of(knowledge: Knowledge, names: Sequence[str], role: Role | None = None) -> list[Clause]:
    """The clauses of an organ; of a table that shares out the work first, without what repeats it."""
    clauses = knowledge.duties(names, role)
    found = shared_out(knowledge)
    if not found:
        return clauses
    rows = [each for each in knowledge.duties(names) if each in found.get(each.doc_id, ())]
    rest = [each for each in clauses if each not in rows]
    kept = [each for each in rest if row_of(knowledge, each) not in rows]
    return [*(each for each in clauses if each in rows), *kept]


def numbered(knowledge: Knowledge, label: str) -> list[Clause]:
    """The rows of such a table that bear a number: 第12项任务."""
    rows = (row for found in shared_out(knowledge).values() for row in found)
    return [row for row in rows if number_of(row) == label]


def with_rows(knowledge: Knowledge, draft: Draft) -> Draft:
    """How a plan is built; beside it how many tasks such a table holds."""
    said = [
        Statement(
            f"{annex.label}《{fold(annex.heading)}》列出**{len(rows)}项任务**。",
            (whole(annex), whole(rows[-1])),
            (len(rows),),
        )
        for found in shared_out(knowledge).values()
        for annex in dict.fromkeys(each for row in found for each in knowledge.ancestors(row))
        if annex.heading
        if (rows := [row for row in found if row.parent_id == annex.clause_id])
    ]
    return replace(draft, statements=(*draft.statements[:1], *said, *draft.statements[1:]))


def shared_out(knowledge: Knowledge) -> Mapping[str, list[Clause]]:
    """The rows that name organs, of each document whose work they share out."""
    found = _KNOWN.get(knowledge)
    if found is None:
        named = ((each.doc_id, _sharing(knowledge, each)) for each in knowledge.documents)
        found = _KNOWN[knowledge] = {doc_id: rows for doc_id, rows in named if rows}
    return found


def _sharing(knowledge: Knowledge, document: Document) -> list[Clause]:
    rows = [c for c in document.clauses if c.kind is ClauseKind.ROW]
    if not rows:
        return []
    text = [c for c in document.clauses if c.kind not in _ASIDE]
    # Who leads is what is shared out; where nobody leads, who is responsible.
    led = any(knowledge.attributions(each, Role.LEAD) for each in (*rows, *text))
    role = Role.LEAD if led else None
    rows = [each for each in rows if knowledge.attributions(each, role)]
    of_text = sum(bool(knowledge.attributions(each, role)) for each in text)
    return rows if len(rows) > _MORE * of_text else []


def _alike(clause: Clause, row: Clause) -> float:
    """How much of two headings is the same."""
    mine, theirs = (bigrams(fold(each.heading or "")) for each in (clause, row))
    both = len(set(mine) & set(theirs))
    return both / max(len(set(mine)), len(set(theirs)), 1)
