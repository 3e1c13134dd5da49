"""A throw-away library of a test set's own passages, each a document."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from indexer.build import open_library
from indexer.library import Library


@contextmanager
def library_of(
    corpus: Mapping[str, tuple[str, str]], folder: Path, encoder: str | None = None
) -> Iterator[Library]:
    """The passages written to ``folder`` and indexed there; their ids are the documents' ids.

    Args:
        corpus: (title, text) by id.
        folder: an empty folder.
        encoder: another than the shipped one.
    """
    documents = folder / "documents"
    documents.mkdir()
    for name, (title, text) in corpus.items():
        (documents / f"{name}.txt").write_text(f"{title}\n{text}".strip() + "\n", "utf-8")
    library = open_library(folder, folder / "index", encoder=encoder)
    yield library
    library.check_legs()
