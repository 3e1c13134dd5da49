"""Which encoder an index is built and asked with."""

import json
from pathlib import Path

import numpy as np
import pytest

from indexer.build import Way, open_library, refresh
from indexer.errors import StoreError
from indexer.retrieve.encoder import save

WORDS = ["设备", "更新", "推进", "改造", "完成"]


def _manifest(index: Path) -> dict[str, object]:
    manifest: dict[str, object] = json.loads((index / "manifest.json").read_text("utf-8"))
    return manifest


@pytest.fixture
def own(tmp_path: Path) -> str:
    """An encoder of the user's own: five words on five axes."""
    save(tmp_path / "own", WORDS, np.eye(len(WORDS), dtype=np.float32))
    return str(tmp_path / "own")


def test_the_manifest_records_the_encoder(small_corpus: Path, tmp_path: Path, own: str) -> None:
    refresh(small_corpus, tmp_path / "a")
    assert _manifest(tmp_path / "a")["encoder"] is None
    assert str(_manifest(tmp_path / "a")["encoder_name"]).startswith("static-")
    assert _manifest(tmp_path / "a")["dense"] == "flat"
    refresh(small_corpus, tmp_path / "b", way=Way(encoder=own))
    assert _manifest(tmp_path / "b")["encoder"] == own


def test_an_index_is_asked_with_the_encoder_that_built_it(
    small_corpus: Path, tmp_path: Path, own: str
) -> None:
    refresh(small_corpus, tmp_path / "index", way=Way(encoder=own))
    before = _manifest(tmp_path / "index")
    assert open_library(small_corpus, tmp_path / "index").search("设备更新", leg="dense")
    assert _manifest(tmp_path / "index") == before


def test_another_encoder_than_the_index_has_is_a_clear_error(
    small_corpus: Path, tmp_path: Path, own: str
) -> None:
    refresh(small_corpus, tmp_path / "index", way=Way(encoder=own))
    with pytest.raises(StoreError, match="wence index --encoder another"):
        open_library(small_corpus, tmp_path / "index", encoder="another")


def test_building_with_another_encoder_makes_the_vectors_anew(
    small_corpus: Path, tmp_path: Path, own: str
) -> None:
    refresh(small_corpus, tmp_path / "index")
    refresh(small_corpus, tmp_path / "index", way=Way(encoder=own))
    assert _manifest(tmp_path / "index")["encoder"] == own
    assert open_library(small_corpus, tmp_path / "index").search("设备更新", leg="dense")


def test_a_rebuild_gives_the_same_hits(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    before = open_library(small_corpus, index).search("设备更新")
    refresh(small_corpus, index, way=Way(rebuild=True))
    assert open_library(small_corpus, index).search("设备更新") == before


def test_a_change_that_was_begun_is_made_once(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    manifest = _manifest(index)
    file = small_corpus / "documents" / "east.txt"
    file.write_text(file.read_text("utf-8").replace("10个", "20个"), "utf-8")
    refresh(small_corpus, index)
    begun = {**manifest, "begun": True}
    (index / "manifest.json").write_text(json.dumps(begun), "utf-8")
    hits = open_library(small_corpus, index).search("推进设备更新", k=10)
    found = [hit.passage.clause_id for hit in hits]
    assert len(found) == len(set(found))
    assert any("20个" in hit.passage.text for hit in hits)
    assert not any("10个" in hit.passage.text and "east" in hit.passage.doc_id for hit in hits)


def test_a_model_that_is_not_there_is_one_clear_line(small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"transformers|no-such-model") as caught:
        refresh(small_corpus, tmp_path / "index", way=Way(encoder=str(tmp_path / "no-such-model")))
    assert "\n" not in str(caught.value)
