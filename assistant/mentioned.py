"""Which clauses name an organ, in plans that say who does what in prose alone.

A plan that lists its organs in brackets, columns or behind labels says there who has which
duty; in others each sentence that names an organ is all that there is.
"""

from collections import defaultdict
from collections.abc import Iterable

from indexer.model import Clause, ClauseKind, Document
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
