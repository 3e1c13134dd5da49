"""Which documents a text means by level or place."""

from typing import Any

import pytest

from indexer.build import Library
from indexer.levels import Levels
from indexer.model import Document
from tests.cases_of import cases_of


@pytest.mark.parametrize("case", cases_of("levels"))
def test_levels_and_places_name_documents(library: Library, case: dict[str, Any]) -> None:
    assert list(library.levels.meant(case["text"])) == case["meant"]


def test_digests_are_found_only_where_they_are_meant(library: Library) -> None:
    plain = [hit.passage.doc_id for hit in library.search("新能源汽车保有量", 50)]
    meant = [hit.passage.doc_id for hit in library.search("山东省新能源汽车保有量", 50)]
    assert set(plain) == {"zhangqiu-2024-2"}
    assert meant[0] == "shandong-2024-3"


def test_a_corpus_of_digests_alone_speaks(home: Document) -> None:
    digest = Document(**{**_fields(home), "kind": "digest"})
    assert Levels([digest]).plain == (home.doc_id,)
    assert Levels([digest]).digests == frozenset()


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in Document.__slots__}
