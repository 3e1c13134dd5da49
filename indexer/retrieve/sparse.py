"""BM25 over words and bigrams, by fields; the only import of tantivy."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tantivy

from indexer.model import Passage
from indexer.retrieve.passages import document_of, sentences

# A heading names its clause; around it stand the headings above and the organs.
FIELDS = {"heading": 2.5, "around": 0.7, "body": 1.0}
_HEAP = 32_000_000  # bytes for the writer
_BULK_HEAP = 256_000_000  # where many documents come at once
_MANY = 20_000  # passages


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage as the index takes it: tokens by field, joined by spaces."""

    number: int
    fields: tuple[str, ...]  # in the order of FIELDS


class SparseIndex:
    """Passages on disk, found by weighted terms."""

    def __init__(self, folder: Path) -> None:
        """Opens or creates the index in ``folder``; a damaged one is made anew, empty."""
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("number", stored=True, indexed=True, fast=True)
        builder.add_integer_field("document", stored=False, indexed=True)
        for name in FIELDS:
            builder.add_text_field(name, stored=False, tokenizer_name="whitespace")
        self._schema = builder.build()
        try:
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        except (ValueError, OSError):
            shutil.rmtree(folder)
            folder.mkdir()
            self._index = tantivy.Index(self._schema, path=str(folder), reuse=True)
        self.fresh = self.passages == 0

    @property
    def passages(self) -> int:
        """How many passages are held."""
        return int(self._index.searcher().num_docs)

    @contextmanager
    def change(
        self, removed: Iterable[int], expected: int = 0
    ) -> Iterator[Callable[[Iterable[Tokens]], None]]:
        """Removes documents by number and takes passages to add, in one commit.

        ``expected`` passages decide how much memory the writer takes.
        """
        writer = self._index.writer(_BULK_HEAP if expected > _MANY else _HEAP, 1)
        for number in removed:
            writer.delete_documents("document", number)

        def add(batch: Iterable[Tokens]) -> None:
            for each in batch:
                fields = dict(zip(FIELDS, each.fields, strict=True))
                document = document_of(each.number)
                writer.add_document(
                    tantivy.Document(number=each.number, document=document, **fields)
                )

        yield add
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(
        self, terms: Mapping[str, float], k: int, numbers: np.ndarray | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` best passages: (number, BM25), best first.

        Args:
            terms: tokens with their weights.
            k: how many passages.
            numbers: only passages of these numbers, int64; None: of all.
        """
        query = tantivy.Query
        should = [
            (
                tantivy.Occur.Should,
                query.boost_query(query.term_query(self._schema, field, term), weight * boost),
            )
            for term, weight in terms.items()
            for field, boost in FIELDS.items()
        ]
        if not should or (numbers is not None and not len(numbers)):
            return []
        wanted = query.boolean_query(should)
        if numbers is not None:
            allowed = query.term_set_query(self._schema, "number", numbers.tolist())
            wanted = query.boolean_query(
                [
                    (tantivy.Occur.Must, wanted),
                    (tantivy.Occur.Must, query.const_score_query(allowed, 0.0)),
                ]
            )
        searcher = self._index.searcher()
        hits = searcher.search(wanted, k).hits
        found = searcher.fast_field_values("number", [address for _, address in hits])
        return [
            (int(number or 0), float(score)) for number, (score, _) in zip(found, hits, strict=True)
        ]

    def rarity(self, terms: Iterable[str]) -> dict[str, float]:
        """Robertson's idf of terms over bodies and headings, never negative."""
        searcher = self._index.searcher()
        total = max(1, searcher.num_docs)
        counts = {
            term: max(searcher.doc_freq(field, term) for field in ("body", "heading"))
            for term in terms
        }
        return {
            term: float(np.log1p((total - count + 0.5) / (count + 0.5)))
            for term, count in counts.items()
        }


def to_tokens(passage: Passage, cut: Callable[[str], Sequence[str]]) -> Tokens:
    """The fields of a passage, cut into tokens."""
    around = (*passage.path, *passage.organs)
    texts = ((passage.heading,), around, sentences(passage))
    return Tokens(
        passage.number,
        tuple(" ".join(token for text in part for token in cut(text)) for part in texts),
    )
