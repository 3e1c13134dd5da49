"""Some documents of a library, asked as if they were all there is."""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from assistant.knowledge import Library
from indexer.levels import Levels
from indexer.model import Document, Hit, Scope, SourceText
from indexer.parse.normalize import CleanText
from indexer.retrieve.closeness import Closeness


class PartLibrary:
    """A library without the documents that the asker has set aside."""

    def __init__(self, whole: Library, doc_ids: Collection[str]) -> None:
        """Takes a library and the documents that are kept."""
        self._whole = whole
        self.documents: tuple[Document, ...] = tuple(
            each for each in whole.documents if each.doc_id in doc_ids
        )

    @cached_property
    def levels(self) -> Levels:
        """Tells which of the documents kept a question means."""
        return Levels(self.documents)

    @property
    def closeness(self) -> Closeness:
        """Compares words of a question with words of a clause."""
        return self._whole.closeness

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""
        return self._whole.source(doc_id)

    def clean(self, doc_id: str) -> CleanText:
        """A document's source without layout."""
        return self._whole.clean(doc_id)

    def document(self, doc_id: str) -> Document:
        """A document by id."""
        return self._whole.document(doc_id)

    def known_words(self, text: str) -> list[str]:
        """The text cut into words of the dictionary; what is none is cut into characters."""
        return self._whole.known_words(text)

    def search(self, query: str, k: int = 10, scope: Scope | None = None) -> list[Hit]:
        """The best passages of the documents kept."""
        asked = scope or Scope()
        kept = tuple(
            each.doc_id
            for each in self.documents
            if asked.doc_ids is None or each.doc_id in asked.doc_ids
        )
        return self._whole.search(query, k, replace(asked, doc_ids=kept)) if kept else []
