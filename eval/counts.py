"""Numbers that count: rows, lines and citations of an answer, and facts of the corpus."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from indexer.model import Answer, Attribution, ClauseKind, Document, Role
from indexer.parse.numbering import is_article

_ROLES = [frozenset(each) for size in (1, 2, 3) for each in combinations(Role, size)]


class Counts:
    """Counts of the facts of some documents, by what an answer speaks of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Takes the documents that answers speak of."""
        self._documents = documents
        self._of_clause: dict[str, list[Attribution]] = defaultdict(list)
        self._of_organ: dict[str, dict[str, set[Role]]] = defaultdict(dict)
        for document in documents:
            for each in document.attributions:
                self._of_clause[each.clause_id].append(each)
                for name in {each.organ, each.canonical}:
                    roles = self._of_organ[name].setdefault(each.clause_id, set())
                    roles.add(each.role)
        self._of_documents = {
            float(number) for each in documents for number in _parts_of(each)
        } | self._organs()

    def of(self, answer: Answer, text: str) -> set[float]:
        """The numbers by which an answer may count."""
        found = set(self._of_documents)
        cited = answer.citations or answer.related
        found |= {float(len(cited)), float(len({each.clause_id for each in cited}))}
        found |= {float(size) for size in _runs(answer.text)}
        if answer.table:
            found.add(float(len(answer.table.rows)))
        for each in cited:
            named = self._of_clause[each.clause_id]
            found |= {float(sum(a.role in roles for a in named)) for roles in _ROLES}
        documents = {each.doc_id for each in cited}
        for name in {name for name in self._of_organ if name in text}:
            everywhere = self._of_organ[name]
            groups = [list(everywhere.values())]
            for document in documents:
                groups.append([r for c, r in everywhere.items() if c.split("#")[0] == document])
            found |= {
                float(sum(bool(held & roles) for held in group))
                for group in groups
                for roles in _ROLES
            }
        return found

    def _organs(self) -> set[float]:
        """How many organs there are, of each role."""
        groups = [[a for d in self._documents for a in d.attributions]]
        groups += [list(each.attributions) for each in self._documents]
        return {
            float(len({a.canonical for a in group if a.role in roles}))
            for group in groups
            for roles in _ROLES
        }


def _parts_of(document: Document) -> set[int]:
    """Measures, chapters and sections of a plan, and measures in each."""
    measures = list(document.measures())
    ends = (ClauseKind.HEAD, ClauseKind.TAIL)
    outer = [c for c in document.clauses if c.depth == 0 and c.kind not in ends]
    parents = {each.parent_id for each in document.clauses}
    inner = [c for c in document.clauses if c.depth == 1 and c.clause_id in parents]
    articles = [c for c in document.clauses if is_article(c.label)]
    found = {len(measures), len(outer), len(inner), len(articles)}
    for part in (*outer, *inner):
        within = [m for m in measures if part.span.start < m.span.start < part.span.end]
        found |= {len(within), sum(each.parent_id == part.clause_id for each in articles)}
    return found


def _runs(text: str) -> list[int]:
    """How many lines of a list stand together, each time."""
    found, run = [], 0
    for line in [*text.split("\n"), ""]:
        if re.match(r"\s*[-*] ", line):
            run += 1
        elif run:
            found.append(run)
            run = 0
    return [*found, sum(found)]
