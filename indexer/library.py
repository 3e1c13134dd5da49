"""An open corpus: documents and facts from the store, hits from the index."""

from collections import defaultdict
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from indexer.errors import StoreError
from indexer.levels import Levels
from indexer.model import Attribution, Clause, Document, Hit, Passage, Scope, SourceText, Span
from indexer.parse.cleaned import Cleaned
from indexer.parse.normalize import CleanText, fold
from indexer.parse.references import resolver
from indexer.readers.kind import kind_of
from indexer.retrieve.closeness import Closeness
from indexer.retrieve.encoders import word_encoder
from indexer.retrieve.fusion import Fusion
from indexer.retrieve.index import Index
from indexer.retrieve.passages import PLACE_BITS, document_of, place_of, to_passage
from indexer.retrieve.terms import query_terms, translated
from indexer.retrieve.tokenizer import Tokenizer
from indexer.store import Store

_PASSAGES = 4096  # read ones that are kept


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a refresh did: doc_ids, and failures as (file, message)."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    set_aside: Path | None = None  # where a damaged store was moved

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.added or self.changed or self.removed or self.set_aside)


class Library:
    """An open corpus; threads may share it."""

    def __init__(
        self,
        store: Store,
        index: Index,
        tokenizer: Tokenizer,
        report: BuildReport,
        files: Mapping[str, Path],
    ) -> None:
        """Takes the opened parts; see ``indexer.build.open_library``."""
        self._store, self._index, self._tokenizer = store, index, tokenizer
        self._files = files
        self._leg = "hybrid"
        self.report = report
        self._sources: dict[str, SourceText] = {}
        self._cleaned = Cleaned(lambda doc_id: self.source(doc_id).text)
        self._counts: dict[str, int] = {}
        self._passage = lru_cache(_PASSAGES)(self._read_passage)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order of the catalogue; what they cite is looked up here."""
        found = self._store.documents()
        resolve = resolver(found)
        return tuple(
            replace(
                each,
                references=tuple(
                    replace(cited, resolved_doc_id=resolve(cited)) for cited in each.references
                ),
            )
            for each in found
        )

    @cached_property
    def originals(self) -> tuple[Document, ...]:
        """The full texts, or all documents where there are only digests."""
        return tuple(each for each in self.documents if each.doc_id in self.levels.plain)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {each.doc_id: each for each in self.documents}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {c.clause_id: c for doc in self.documents for c in doc.clauses}

    @cached_property
    def _numbered(self) -> dict[int, Document]:
        return {number: self.document(each) for each, number in self._store.numbers().items()}

    @cached_property
    def _attributions(self) -> dict[str, list[Attribution]]:
        found: dict[str, list[Attribution]] = defaultdict(list)
        for doc in self.documents:
            for each in doc.attributions:
                found[each.clause_id].append(each)
        return dict(found)

    def document(self, doc_id: str) -> Document:
        """A document by id; StoreError where there is none."""
        if doc_id not in self._documents:
            raise StoreError(f"文件库中没有 {doc_id}。运行 wence corpus list 查看现有文件。")
        return self._documents[doc_id]

    def clause(self, clause_id: str) -> Clause:
        """A clause by id; StoreError where there is none."""
        if clause_id not in self._clauses:
            raise StoreError(f"没有这一条：{clause_id}。运行 wence show 文件编号 查看条款。")
        return self._clauses[clause_id]

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        if doc_id not in self._sources:
            self._sources[doc_id] = self._store.source(doc_id)
        return self._sources[doc_id]

    def pdf_page(self, doc_id: str, place: int) -> tuple[Path, int] | None:
        """The PDF and its page, from 1, on which a character stands; None in other kinds."""
        page, file = self.source(doc_id).page_of(place), self._files.get(doc_id)
        if page is None or file is None or not file.exists() or kind_of(file) != "pdf":
            return None
        return file, page

    def clean(self, doc_id: str) -> CleanText:
        """A document's source without layout."""
        return self._cleaned.of(doc_id)

    def boxes(self, doc_id: str, span: Span) -> list[tuple[float, ...]]:
        """Where a quote stands on the page of a PDF on which it begins; [] in other kinds."""
        found = self.pdf_page(doc_id, span.start)
        if found is None:
            return []
        from indexer.readers.pdf_places import find_boxes

        return list(find_boxes(*found, self.source(doc_id).text[span.start : span.end]))

    def page_picture(self, doc_id: str, span: Span) -> bytes:
        """The page on which a quote begins as a PNG picture, the quote framed.

        Raises:
            StoreError: the document has no pages to show.
        """
        found = self.pdf_page(doc_id, span.start)
        if found is None:
            raise StoreError(f"{doc_id} 不是 PDF，没有原页图像。")
        from indexer.readers.pdf_pictures import draw_page

        return draw_page(*found, self.boxes(doc_id, span))

    def search(
        self, query: str, k: int = 10, scope: Scope | None = None, leg: str | None = None
    ) -> list[Hit]:
        """The best passages for a query, best first.

        Args:
            query: words or a question, in Chinese or English.
            k: how many passages.
            scope: which clauses may be found; None: all but the digests that are not meant.
            leg: hybrid, sparse or dense; None: that of the library, which is hybrid.
        """
        numbers = None if scope is None or scope == Scope() else self._numbers(scope)
        skipped = self._set_aside(query, scope or Scope())
        wanted = k + sum(self._passages_of(doc_id) for doc_id in skipped)
        hits: list[Hit] = []
        for each in self._index.search(query, wanted, self._passage, numbers, leg or self._leg):
            passage = self._passage(each.number)
            if passage is not None and passage.doc_id not in skipped and len(hits) < k:
                hits.append(Hit(passage, each.score, len(hits) + 1, each.source, each.cosine))
        return hits

    def searched(self, leg: str = "hybrid", fusion: Fusion | None = None) -> "Library":
        """The same library, searched by this leg where none is named, and joined by ``fusion``."""
        view = copy(self)
        view._leg = leg
        view._index = self._index.joined_by(fusion) if fusion else self._index
        return view

    def marks(self, query: str) -> dict[str, float]:
        """The weighted words and synonyms of a query, for highlighting."""
        return query_terms(translated(query), self._tokenizer).weights

    @cached_property
    def closeness(self) -> Closeness:
        """Compares words of a question with words of a clause."""
        return Closeness(word_encoder(self._index.encoder, self._tokenizer))

    def known_words(self, text: str) -> list[str]:
        """The text cut into words of the dictionary; what is none is cut into characters."""
        return self._tokenizer.known_words(text)

    def check_legs(self) -> None:
        """StoreError where a leg of the index answered none of many queries."""
        self._index.check_legs()

    def close(self) -> None:
        """Closes the store."""
        self._store.close()

    @cached_property
    def levels(self) -> Levels:
        """Tells which documents a question means."""
        return Levels(self._store.outlines())

    def _set_aside(self, query: str, scope: Scope) -> frozenset[str]:
        """Digests that neither the scope nor the query means."""
        digests = self.levels.digests
        if not digests or scope.doc_ids is not None or scope.level or scope.region:
            return frozenset()
        return digests - frozenset(self.levels.meant(fold(query)))

    def _passages_of(self, doc_id: str) -> int:
        if doc_id not in self._counts:
            self._counts[doc_id] = self._store.count_clauses((doc_id,))
        return self._counts[doc_id]

    def _numbers(self, scope: Scope) -> np.ndarray:
        """Numbers of the passages that a scope allows, int64."""
        places = self._store.clause_places(scope)
        return np.array([n << PLACE_BITS | place for n, place in places], dtype=np.int64)

    def _read_passage(self, number: int) -> Passage | None:
        """A passage by number, from the documents where they are open, else from the store."""
        if "documents" not in vars(self):
            found = self._store.clause_at(document_of(number), place_of(number))
            return to_passage(*found, number) if found else None
        document = self._numbered.get(document_of(number))
        clauses = document.clauses if document else ()
        if place_of(number) >= len(clauses):
            return None
        clause = clauses[place_of(number)]
        return to_passage(clause, self._attributions.get(clause.clause_id, ()), number)
