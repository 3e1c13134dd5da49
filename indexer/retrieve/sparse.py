"""BM25 over words and bigrams, with heading and path as fields; the only import of tantivy."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

import tantivy

from indexer.model import Passage

_FIELDS = {"heading": 2.5, "path": 0.8, "body": 1.0}  # a heading names its clause
_HEAP = 32_000_000  # bytes for the writer; plans are small


class SparseIndex:
    """Passages on disk, found by weighted terms."""

    def __init__(self, folder: Path, tokens: Callable[[str], list[str]]) -> None:
        """Opens or creates the index in ``folder``; a damaged one is made anew, empty."""
        self._tokens = tokens
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        for name in ("passage_id", "doc_id"):
            builder.add_text_field(name, stored=True, tokenizer_name="raw")
        for name in _FIELDS:
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
        self._schema = builder.build()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self.fresh = self._index.searcher().num_docs == 0
        except (ValueError, OSError):
            shutil.rmtree(folder)
            folder.mkdir()
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
            self.fresh = True

    def replace(self, removed: Collection[str], passages: Sequence[Passage]) -> None:
        """Removes documents and adds passages, in one commit."""
        writer = self._index.writer(_HEAP, 1)
        for doc_id in {*removed, *(each.doc_id for each in passages)}:
            writer.delete_documents("doc_id", doc_id)
        for each in passages:
            writer.add_document(
                tantivy.Document(
                    passage_id=each.passage_id,
                    doc_id=each.doc_id,
                    heading=" ".join(self._tokens(each.heading)),
                    path=" ".join(self._tokens(" ".join(each.path))),
                    body=" ".join(self._tokens(each.text)),
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(
        self, terms: Mapping[str, float], k: int, doc_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The best passage ids with their BM25 scores, best first."""
        query = tantivy.Query
        should = [
            (
                tantivy.Occur.Should,
                query.boost_query(query.term_query(self._schema, field, term), weight * boost),
            )
            for term, weight in terms.items()
            for field, boost in _FIELDS.items()
        ]
        if not should:
            return []
        wanted = query.boolean_query(should)
        if doc_ids is not None:
            of_documents = query.term_set_query(self._schema, "doc_id", list(doc_ids))
            wanted = query.boolean_query(
                [
                    (tantivy.Occur.Must, wanted),
                    (tantivy.Occur.Must, query.const_score_query(of_documents, 0.0)),
                ]
            )
        searcher = self._index.searcher()
        return [
            (str(searcher.doc(address)["passage_id"][0]), float(score))
            for score, address in searcher.search(wanted, k).hits
        ]
