"""Which clauses name an organ, in plans that say who does what in prose alone.

A plan that lists its organs in brackets, columns or behind labels says there who has which
duty; in others each sentence that names an organ is all that there is.
"""

from collections import defaultdict
from collections.abc import Iterable

from indexer.model import Attribution, Clause, ClauseKind, Document
from indexer.parse.normalize import fold
from indexer.parse.organ_mentions import find_organ_mentions

_LISTED = 2  # clauses that list organs: more of them, and a plan has lists
_NOT_SAYING = (ClauseKind.HEAD, ClauseKind.TAIL, ClauseKind.ANNEX, ClauseKind.ROW)


def in_prose(document: Document) -> bool:
    """Whether a plan names its organs in running text alone."""
    listed = set()
    for each in document.attributions:
        if not each.rule_id.startswith("prose_"):
            listed.add(each.clause_id)
        if len(listed) > _LISTED:
            return False
    return document.kind != "digest"


def mentioned(documents: Iterable[Document]) -> dict[str, list[Clause]]:
    """The clauses of such plans that name an organ, in reading order, by its canonical name."""
    found: dict[str, dict[str, Clause]] = defaultdict(dict)
    for document in documents:
        if in_prose(document):
            for clause in document.clauses:
                if clause.kind not in _NOT_SAYING:
                    for each in find_organ_mentions(fold(clause.text)):
                        found[each.canonical][clause.clause_id] = clause
    return {name: list(clauses.values()) for name, clauses in found.items()}


def written_in_full(attributions: Iterable[Attribution]) -> dict[str, str]:
    """How organs are first written in full, by canonical names.

    A list may leave out the level behind its first organ: 省发展改革委、商务厅.
    """
    found: dict[str, str] = {}
    for each in attributions:
        name, first = fold(each.organ), found.get(each.canonical, "")
        if name != first and name.endswith(first):
            found[each.canonical] = name
    return found
