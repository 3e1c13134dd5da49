"""Bytes -> SourceText, one door for each kind of file."""

from indexer.model import CatalogEntry, SourceText
from indexer.readers.docx import read_docx
from indexer.readers.html import read_html
from indexer.readers.kind import kind_of
from indexer.readers.legacy import read_legacy
from indexer.readers.ofd import read_ofd
from indexer.readers.pdf import read_pdf
from indexer.readers.text import read_text


def read_source(entry: CatalogEntry) -> SourceText:
    """Reads the file of a catalogue entry.

    Raises:
        CorpusError: the file cannot be read, or its kind is not known.
    """
    kind = kind_of(entry.file)
    if kind == "pdf":
        return SourceText(entry.doc_id, *read_pdf(entry.file))
    if kind == "ofd":
        return SourceText(entry.doc_id, *read_ofd(entry.file))
    readers = {"docx": read_docx, "legacy": read_legacy, "html": read_html, "text": read_text}
    return SourceText(entry.doc_id, readers[kind](entry.file))
