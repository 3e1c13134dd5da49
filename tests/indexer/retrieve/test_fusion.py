"""Two lists become one."""

import pytest

from indexer.retrieve.fusion import Fusion, coverage, fuse


def test_the_weight_rises_with_coverage() -> None:
    fusion = Fusion(high=0.4, low=0.1, middle=0.5, width=0.05)
    weights = [fusion.weight(share / 10) for share in range(11)]
    assert weights == sorted(weights)
    assert weights[0] == pytest.approx(0.1, abs=0.01)
    assert weights[5] == pytest.approx(0.25)
    assert weights[-1] == pytest.approx(0.4, abs=0.01)


def test_what_both_legs_find_comes_before_what_one_finds() -> None:
    fused = fuse([(1, 9.0), (2, 8.0)], [(2, 0.8), (3, 0.4)], 0.3, 100)
    assert fused[0][0] == 2
    assert {number for number, _ in fused} == {1, 2, 3}


def test_a_passage_that_the_dense_leg_lacks_gets_the_least_cosine() -> None:
    scores = dict(fuse([(1, 5.0)], [(2, 0.9), (3, 0.4)], 0.0, 100))
    assert scores == {1: pytest.approx(0.4), 2: pytest.approx(0.9), 3: pytest.approx(0.4)}


def test_equal_scores_keep_the_order_of_numbers() -> None:
    assert [number for number, _ in fuse([], [(9, 0.5), (2, 0.5)], 0.3, 10)] == [2, 9]


def test_coverage_weighs_rare_words_more() -> None:
    rarity = {"燃气": 3.0, "更新": 1.0}
    assert coverage({"燃气", "更新"}, {"燃气"}, rarity) == 0.75
    assert coverage({"燃气", "更新"}, set(), rarity) == 0
    assert coverage(set(), {"燃气"}, rarity) == 0
