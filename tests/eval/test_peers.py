"""Peers rank the same passages, and chunks stand for the clauses that they hold."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from eval.formats.datasets import Dataset
from eval.peers import _scored, _unfold, peer_rankers
from eval.scale import measure
from eval.synthetic import generate, questions
from indexer.build import Library
from indexer.model import Span
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.tokenizer import Tokenizer

HOME = Dataset("home", {}, {"1": "农机报废更新"}, {"1": {"6": 1}})


def test_peers_rank_the_clauses_of_the_library(library: Library, tmp_path: Path) -> None:
    rankers = peer_rankers(HOME, lambda: library, open_encoder(None, Tokenizer((), tmp_path)))
    assert set(rankers) == {"llama-index BM25", "llama-index dense", "bm25s + jieba"}
    assert "6" in [name for name, _ in rankers["llama-index dense"]("农机报废更新")[:10]]
    assert rankers["bm25s + jieba"]("农机报废更新")[0][0] == "6"


def test_hits_without_a_shared_word_are_left_out_and_ties_stand_in_order() -> None:
    found = [("b", 0, 1.0), ("a", 9, 1.00001), ("c", 0, 0.0), ("a", 0, 1.0), ("c", 5, 2.0)]
    hits = [
        SimpleNamespace(node=SimpleNamespace(ref_doc_id=name, start_char_idx=start), score=score)
        for name, start, score in found
    ]
    kept = [(hit.node.ref_doc_id, hit.node.start_char_idx) for hit in _scored(hits)]
    assert kept == [("c", 5), ("a", 0), ("a", 9), ("b", 0)]


def test_bm25s_ranks_equal_passages_in_the_order_of_the_set(tmp_path: Path) -> None:
    passages = {f"{n:03}": ("", "城市改造" if n % 2 else "农机报废") for n in range(300)}
    dataset = Dataset("ties", passages, {"1": "改造"}, {"1": {"001": 1}})

    def never() -> Library:
        raise AssertionError("a set with passages of its own opens no library")

    rankers = peer_rankers(dataset, never, open_encoder(None, Tokenizer((), tmp_path)))
    ranked = [name for name, _ in rankers["bm25s + jieba"]("改造")]
    assert ranked == [f"{n:03}" for n in range(1, 200, 2)]
    assert all(ranker("") == [] for ranker in rankers.values())


@pytest.mark.parametrize(
    ("chunk", "names"),
    [((0, 10), ["a"]), ((0, 30), ["a", "b"]), ((12, 30), ["b"]), ((9, 14), ["b"]), ((40, 50), [])],
)
def test_a_chunk_stands_for_what_it_holds(chunk: tuple[int, int], names: list[str]) -> None:
    node = SimpleNamespace(start_char_idx=chunk[0], end_char_idx=chunk[1], ref_doc_id="doc")
    found = _unfold(
        [SimpleNamespace(node=node, score=1.0)], {"doc": [("a", Span(0, 10)), ("b", Span(10, 30))]}
    )
    assert [name for name, _ in found] == names


def test_synthetic_plans_are_the_same_for_the_same_seed() -> None:
    first, again = list(generate(120)), list(generate(120))
    assert first == again
    assert first != list(generate(120, seed=8))
    assert sum(len(each.clauses) for each in first) == 120
    assert len(set(questions(50, 120))) > 40


def test_the_scale_figures_are_measured() -> None:
    figures = measure(300)
    assert figures["recall@10"] == 1.0
    assert figures["vectors"] > 600
    assert all(figures[f"{leg}_p95_ms"] > 0 for leg in ("hybrid", "sparse", "dense"))
