"""What a question may name of a whole library: document numbers and places."""

from collections.abc import Sequence
from functools import cached_property

from assistant.places import Places
from indexer.model import Document
from indexer.parse.normalize import fold


class Named:
    """What a question may name of the whole library: numbers of documents, places."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Takes all documents of a library."""
        self._documents = documents

    @cached_property
    def numbers(self) -> dict[str, list[str]]:
        """doc_ids by document number; two documents can bear the same one."""
        found: dict[str, list[str]] = {}
        for document in self._documents:
            if document.doc_number:
                found.setdefault(fold(document.doc_number), []).append(document.doc_id)
        return found

    @cached_property
    def places(self) -> Places:
        """The places that the documents stand for or speak of."""
        named = [clause.text for each in self._documents for clause in each.clauses]
        named += [
            word
            for each in self._documents
            for word in (each.title, each.issuer, each.region)
            if word
        ]
        regions = [each.region for each in self._documents if each.region]
        return Places((fold(text) for text in named), regions)
