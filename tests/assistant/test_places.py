"""Places of other governments are told from those of the corpus."""

from typing import Any

import pytest

from assistant.places import Places
from indexer.model import Document
from indexer.parse.normalize import fold
from tests.cases_of import cases_of


@pytest.fixture(scope="module")
def places(home: Document) -> Places:
    return Places([home.title, *(fold(clause.text) for clause in home.clauses)])


@pytest.mark.parametrize("case", cases_of("assistant/places"))
def test_other_places_are_found(places: Places, case: dict[str, Any]) -> None:
    assert list(places.others(case["name"])) == case["others"]
