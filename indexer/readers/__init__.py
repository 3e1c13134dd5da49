"""Bytes -> SourceText, one door for each kind of file."""

from indexer.errors import CorpusError
from indexer.model import CatalogEntry, SourceText
from indexer.readers.catalog import SUFFIXES
from indexer.readers.text import read_text


def read_source(entry: CatalogEntry) -> SourceText:
    """Reads the file of a catalogue entry.

    Raises:
        CorpusError: the file cannot be read, or its kind is not known.
    """
    suffix = entry.file.suffix.lower()
    if suffix not in SUFFIXES:
        known = "、".join(sorted(SUFFIXES))
        raise CorpusError(f"暂不支持这种文件：{entry.file}。目前能读 {known}，请先转换。")
    return SourceText(entry.doc_id, read_text(entry.file))
