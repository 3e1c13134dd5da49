"""The same questions under several settings of the retrieval."""

from pathlib import Path

import pytest

from eval.sweep import Setting, settings
from indexer.errors import WenceError
from indexer.library import Library
from indexer.model import Source


def test_one_thing_is_changed_at_a_time() -> None:
    found = settings(["hybrid", "sparse"], [0.2], ["models/甲"])
    assert [each.name for each in found] == [
        "hybrid",
        "sparse",
        "hybrid，词法权重 0.2",
        "hybrid，甲",
    ]


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(WenceError, match="权重"):
        settings(["hybrid"], [0.2, -1], [])


@pytest.mark.parametrize(("leg", "source"), [("sparse", Source.SPARSE), ("dense", Source.DENSE)])
def test_a_setting_searches_by_its_leg_alone(library: Library, leg: str, source: Source) -> None:
    hits = Setting(leg).of(library).search("农机报废更新", 5)
    assert {hit.source for hit in hits} == {source}
    assert {hit.source for hit in library.search("农机报废更新", 5)} == {Source.FUSED}


def test_without_weight_the_sparse_leg_orders_nothing(library: Library) -> None:
    query = "农机报废更新由谁牵头"
    alone = [hit.passage.clause_id for hit in Setting("dense").of(library).search(query, 5)]
    weightless = Setting(weight=0.0).of(library).search(query, 5)
    assert [hit.passage.clause_id for hit in weightless][:1] == alone[:1]


def test_a_setting_leaves_the_library_as_it_was(library: Library, tmp_path: Path) -> None:
    before = [hit.score for hit in library.search("充换电站", 5)]
    Setting(weight=5.0).of(library).search("充换电站", 5)
    assert [hit.score for hit in library.search("充换电站", 5)] == before
