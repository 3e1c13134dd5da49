"""What the composers ask of the library: clauses, facts and organs by the ways of a question."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar

from assistant.labels import find_labelled
from assistant.mentioned import mentioned, written_in_full
from assistant.organ_names import OrganNames
from indexer.levels import Levels
from indexer.model import (
    Attribution,
    Benefit,
    Clause,
    ClauseKind,
    Document,
    Hit,
    Role,
    Scope,
    SourceText,
    Target,
)
from indexer.parse.normalize import CleanText, fold
from indexer.parse.numbering import number_of
from indexer.retrieve.closeness import Closeness

_PATTERNS = 256  # patterns whose clauses are kept
_T = TypeVar("_T")


class Library(Protocol):
    """The part of ``indexer.build.Library`` that answering needs."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of the catalogue."""

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""

    def clean(self, doc_id: str) -> CleanText:
        """A document's source without layout."""

    def search(self, query: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
        """The best passages for a query."""

    def document(self, doc_id: str) -> Document:
        """A document by id."""

    @property
    def levels(self) -> Levels:
        """Tells which documents a question means."""

    @property
    def closeness(self) -> Closeness:
        """Compares words of a question with words of a clause."""

    def known_words(self, text: str) -> list[str]:
        """The text cut into words of the dictionary; what is none is cut into characters."""


class Knowledge:
    """Clauses and facts of some documents of a library, ready for questions."""

    def __init__(self, library: Library, doc_ids: Sequence[str] | None = None) -> None:
        """Takes a library and the documents meant; None: all full texts."""
        self._library = library
        self._wanted = None if doc_ids is None else tuple(doc_ids)
        chosen = set(library.levels.plain if doc_ids is None else doc_ids)
        self.documents = tuple(each for each in library.documents if each.doc_id in chosen)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {each.doc_id: each for each in self.documents}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {c.clause_id: c for doc in self.documents for c in doc.clauses}

    @cached_property
    def _attributions(self) -> dict[str, list[Attribution]]:
        facts = (each for doc in self.documents for each in doc.attributions)
        return _grouped(facts, lambda fact: fact.clause_id)

    @cached_property
    def _targets(self) -> dict[str, list[Target]]:
        facts = (each for doc in self.documents for each in doc.targets)
        return _grouped(facts, lambda fact: fact.clause_id)

    @cached_property
    def _benefits(self) -> dict[str, list[Benefit]]:
        facts = (each for doc in self.documents for each in doc.benefits)
        return _grouped(facts, lambda fact: fact.clause_id)

    @cached_property
    def _measures(self) -> list[Clause]:
        return [each for each in self.clauses() if each.kind is ClauseKind.MEASURE]

    @cached_property
    def _measures_of(self) -> dict[str, list[Clause]]:
        return _grouped(self._measures, lambda clause: clause.doc_id)

    @cached_property
    def _by_label(self) -> dict[str, list[Clause]]:
        named = (c for c in self.clauses() if c.label == number_of(c) or not c.label.isdigit())
        return _grouped(named, lambda clause: clause.label)

    @cached_property
    def _by_parent(self) -> dict[str, list[Clause]]:
        return _grouped(self.clauses(), lambda clause: clause.parent_id or "")

    @cached_property
    def _all_targets(self) -> list[tuple[Clause, Target]]:
        return [(clause, t) for clause in self.clauses() for t in self.targets(clause)]

    @cached_property
    def goal_pages(self) -> list[Clause]:
        """The issuing pages whose preamble sets targets."""
        return [c for c in self.clauses() if c.kind is ClauseKind.HEAD and self.targets(c)]

    @cached_property
    def _duties(self) -> dict[tuple[str, Role | None], dict[int, Clause]]:
        """The clauses of each organ by role, and in any, under their places in reading order."""
        found: dict[tuple[str, Role | None], dict[int, Clause]] = defaultdict(dict)
        for place, clause in enumerate(self.clauses()):
            for each in self.attributions(clause):
                found[each.canonical, each.role][place] = clause
                found[each.canonical, None][place] = clause
        return dict(found)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {c.clause_id: fold(c.text).replace("\n", "") for c in self.clauses()}

    @cached_property
    def saying(self) -> Callable[[re.Pattern[str]], frozenset[str]]:
        """The ids of the clauses in whose lines, or in one line, a shared pattern is found."""
        return lru_cache(_PATTERNS)(
            lambda said: frozenset(
                c.clause_id
                for c in self.clauses()
                if said.search(fold(c.text)) or said.search(self.folded(c))
            )
        )

    def folded(self, clause: Clause) -> str:
        """A clause's text in one line, variants of width folded."""
        return self._folded[clause.clause_id]

    def clean(self, doc_id: str) -> CleanText:
        """A document's source without layout."""
        return self._library.clean(doc_id)

    @cached_property
    def mentions(self) -> dict[str, list[Clause]]:
        """The clauses of plans in prose that name an organ, by its canonical name."""
        return mentioned(self.documents)

    @cached_property
    def organs(self) -> OrganNames:
        """All organs that the documents name."""
        return OrganNames.from_names(
            (*(each.canonical for each in self._named), *self.mentions),
            (fold(clause.heading or "") for clause in self.clauses()),
        )

    @cached_property
    def written_organs(self) -> tuple[str, ...]:
        """Organ names as written and canonical, for verification."""
        return tuple({name for each in self._named for name in (each.organ, each.canonical)})

    def called(self, names: Iterable[str]) -> str:
        """Organs by their canonical names, in words: each as the documents first write it in full."""
        return "、".join(self._first_written.get(name, name) for name in names)

    @cached_property
    def _first_written(self) -> dict[str, str]:
        return written_in_full(self._named)

    @cached_property
    def _named(self) -> list[Attribution]:
        return [each for doc in self.documents for each in doc.attributions]

    def document(self, doc_id: str) -> Document:
        """A document by id."""
        return self._documents[doc_id]

    @property
    def whole_library(self) -> tuple[Document, ...]:
        """All documents of the library, asked or not."""
        return self._library.documents

    def held(self, doc_id: str | None) -> Document | None:
        """A document of the whole library, where there is one of this id."""
        return next((each for each in self._library.documents if each.doc_id == doc_id), None)

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        return self._library.source(doc_id)

    def search(self, query: str, k: int) -> list[Hit]:
        """The best passages of these documents."""
        scope = None if self._wanted is None else Scope(doc_ids=self._wanted)
        return self._library.search(query, k, scope)

    @property
    def closeness(self) -> Closeness:
        """Compares words of a question with words of a clause."""
        return self._library.closeness

    def known_words(self, text: str) -> list[str]:
        """The text cut into words of the dictionary; what is none is cut into characters."""
        return self._library.known_words(text)

    def clause(self, clause_id: str) -> Clause:
        """A clause by id."""
        return self._clauses[clause_id]

    @cached_property
    def _measures_by_heading(self) -> dict[tuple[str, str, str], Clause]:
        return {(c.doc_id, number_of(c), fold(c.heading or "")): c for c in self.measures()}

    def measure_of(self, clause: Clause) -> Clause:
        """The measure that a row of a table is about; any other clause is itself."""
        key = (clause.doc_id, number_of(clause), fold(clause.heading or ""))
        mine = clause.kind is ClauseKind.MEASURE  # 项目内容 may stand below each project
        return clause if mine else self._measures_by_heading.get(key, clause)

    def clause_at(self, doc_id: str, place: int) -> Clause:
        """The innermost clause whose own text, or else whose range, holds a place of the source."""
        clauses = self.document(doc_id).clauses
        own = [c for c in clauses if c.own.start <= place < c.own.end]
        return (own or [c for c in clauses if c.span.start <= place < c.span.end])[-1]

    def clauses(self) -> Iterable[Clause]:
        """All clauses in reading order."""
        return self._clauses.values()

    def measures(self) -> list[Clause]:
        """All measures in reading order."""
        return list(self._measures)

    def labelled(self, label: str) -> list[Clause]:
        """Clauses that bear a number: 29, （十一）, 三, 附件1第22."""
        return find_labelled(label, self._by_label, list(self.clauses()))

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """The clauses above, nearest first."""
        while parent := self._clauses.get(clause.parent_id or ""):
            yield parent
            clause = parent

    def children(self, clause: Clause) -> list[Clause]:
        """The clauses directly below."""
        return list(self._by_parent.get(clause.clause_id, ()))

    def measures_under(self, clause: Clause) -> list[Clause]:
        """The measures below a chapter or section, at any depth."""
        return [
            each
            for each in self._measures_of.get(clause.doc_id, ())
            if each.clause_id != clause.clause_id
            and clause.span.start <= each.span.start
            and each.span.end <= clause.span.end
        ]

    def attributions(self, clause: Clause, role: Role | None = None) -> list[Attribution]:
        """The organs of a clause, in one role or in all."""
        return [a for a in self._attributions.get(clause.clause_id, ()) if role in (None, a.role)]

    def attributed(self, clause: Clause) -> Clause:
        """The clause, or the nearest above that names organs where it names none."""
        return next((c for c in (clause, *self.ancestors(clause)) if self.attributions(c)), clause)

    def targets(self, clause: Clause) -> list[Target]:
        """The targets of a clause."""
        return self._targets.get(clause.clause_id, [])

    def benefits(self, clause: Clause) -> list[Benefit]:
        """What a clause grants."""
        return self._benefits.get(clause.clause_id, [])

    def all_targets(self) -> list[tuple[Clause, Target]]:
        """All targets with their clauses, in reading order."""
        return list(self._all_targets)

    def duties(self, names: Sequence[str], role: Role | None = None) -> list[Clause]:
        """The clauses in which any of the organs stands, in one role or in any."""
        found = {p: c for name in names for p, c in self._duties.get((name, role), {}).items()}
        return [found[place] for place in sorted(found)]


def _grouped(given: Iterable[_T], key: Callable[[_T], str]) -> dict[str, list[_T]]:
    """Clauses or facts by a key of theirs, in reading order."""
    found: dict[str, list[_T]] = defaultdict(list)
    for each in given:
        found[key(each)].append(each)
    return dict(found)
