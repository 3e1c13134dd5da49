"""The dense leg: exact at first, inverted lists when large, changes without a rebuild."""

from pathlib import Path

import numpy as np
import pytest

from indexer.retrieve.dense import DenseIndex
from indexer.retrieve.passages import PLACE_BITS

DIMENSION = 32
DRAW = np.random.default_rng(5)


def _unit(count: int) -> np.ndarray:
    vectors = DRAW.normal(size=(count, DIMENSION)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def _numbers(document: int, count: int) -> np.ndarray:
    return np.arange(count, dtype=np.int64) + (document << PLACE_BITS)


def _filled(folder: Path, documents: int, limit: int = 10**6) -> tuple[DenseIndex, np.ndarray]:
    """Documents 1, 2, ... of 50 vectors each."""
    index = DenseIndex(folder, DIMENSION, limit)
    vectors = _unit(50 * documents)
    with index.change((), expected=len(vectors)) as add:
        for number in range(documents):
            add(_numbers(number + 1, 50), vectors[50 * number : 50 * (number + 1)])
    return index, vectors


@pytest.mark.parametrize(("limit", "kind"), [(10**6, "flat"), (2000, "ivf")])
def test_each_vector_finds_itself_first(tmp_path: Path, limit: int, kind: str) -> None:
    index, vectors = _filled(tmp_path, 60, limit)
    assert index.kind.startswith(kind)
    assert index.vectors == 3000
    for place in range(0, 3000, 97):
        number, score = index.search(vectors[place], 1)[0]
        assert number == ((place // 50 + 1) << PLACE_BITS) + place % 50
        assert score == pytest.approx(1, abs=0.06)


def test_the_inverted_file_finds_what_an_exact_search_finds(tmp_path: Path) -> None:
    index, vectors = _filled(tmp_path, 60, limit=2000)
    shares = []
    for query in _unit(40):
        exact = {
            ((int(p) // 50 + 1) << PLACE_BITS) + int(p) % 50
            for p in np.argsort(-(vectors @ query))[:10]
        }
        shares.append(len(exact & {number for number, _ in index.search(query, 10)}) / 10)
    assert np.mean(shares) >= 0.95


@pytest.mark.parametrize("limit", [10**6, 2000])
def test_an_index_is_the_same_after_opening_again(tmp_path: Path, limit: int) -> None:
    index, _ = _filled(tmp_path, 60, limit)
    query = _unit(1)[0]
    again = DenseIndex(tmp_path, DIMENSION, limit)
    assert not again.fresh
    assert again.kind == index.kind
    assert again.search(query, 5) == index.search(query, 5)


@pytest.mark.parametrize("limit", [10**6, 2000])
def test_a_removed_document_is_found_no_more(tmp_path: Path, limit: int) -> None:
    index, vectors = _filled(tmp_path, 60, limit)
    with index.change([1]):
        pass
    for each in (index, DenseIndex(tmp_path, DIMENSION, limit)):
        assert each.search(vectors[0], 1)[0][0] != 1 << PLACE_BITS
        assert each.search(vectors[50], 1)[0][0] == 2 << PLACE_BITS


@pytest.mark.parametrize("limit", [10**6, 2000])
def test_a_document_is_added_without_a_rebuild(tmp_path: Path, limit: int) -> None:
    index, _ = _filled(tmp_path, 60, limit)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("bulk/*")}
    more = _unit(5)
    with index.change(()) as add:
        add(_numbers(99, 5), more)
    assert index.search(more[3], 1)[0][0] == (99 << PLACE_BITS) + 3
    assert {file: file.stat().st_mtime_ns for file in tmp_path.glob("bulk/*")} == before


def test_a_passage_counts_by_its_nearest_window(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, DIMENSION)
    vectors = _unit(3)
    with index.change(()) as add:
        add(np.array([7, 7, 8], dtype=np.int64), vectors)
    found = index.search(vectors[1], 5)
    assert [number for number, _ in found] == [7, 8]
    assert found[0][1] == pytest.approx(1, abs=1e-5)


def test_a_search_may_be_limited_to_passages(tmp_path: Path) -> None:
    index, vectors = _filled(tmp_path, 3)
    allowed = _numbers(2, 50)
    assert {n >> PLACE_BITS for n, _ in index.search(vectors[0], 10, allowed)} == {2}
    assert index.search(vectors[0], 10, np.zeros(0, dtype=np.int64)) == []


@pytest.mark.parametrize("harm", ["garbage", "gone", "other dimension"])
def test_a_damaged_index_is_made_anew(tmp_path: Path, harm: str) -> None:
    _filled(tmp_path, 2)
    (tail,) = tmp_path.glob("tail-*.faiss")
    if harm == "garbage":
        tail.write_bytes(b"nothing of faiss")
    elif harm == "gone":
        tail.unlink()
    index = DenseIndex(tmp_path, DIMENSION // 2 if harm == "other dimension" else DIMENSION)
    assert index.fresh
    assert index.vectors == 0


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    assert DenseIndex(tmp_path, DIMENSION).search(_unit(1)[0], 5) == []
