"""Hard negatives: passages that share a question's words without being its answer."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

_LOOK = 10  # ranks to look at


def with_negatives(
    rows: Sequence[tuple[str, ...]], count: int, folder: Path
) -> list[tuple[str, ...]]:
    """Gives every n-th row the best passage of another row that BM25 finds, ``count`` times."""
    schema = (
        tantivy.SchemaBuilder()
        .add_integer_field("row", stored=True)
        .add_text_field("body", tokenizer_name="whitespace")
        .build()
    )
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(128_000_000)
    for number, row in enumerate(rows):
        writer.add_document(tantivy.Document(row=number, body=row[1]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    step = max(1, len(rows) // count)
    mined = list(rows)
    for number in range(0, len(rows), step):
        question, passage = rows[number][:2]
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", term))
            for term in dict.fromkeys(question.split())
        ]
        hits = searcher.search(tantivy.Query.boolean_query(terms), _LOOK).hits if terms else []
        for _, address in hits[2:]:  # the very first may be as good as the true one
            other = rows[searcher.doc(address)["row"][0]]
            if passage != other[1] and question != other[0]:
                mined[number] = (question, passage, other[1])
                break
    return mined
