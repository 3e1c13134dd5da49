"""Building and refreshing: only what changed is read, and nothing usable is ever lost."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import build
from indexer.build import Library, open_library, refresh
from indexer.errors import CorpusError, StoreError
from indexer.retrieve.sparse import SparseIndex

TITLE = "推进设备更新"


def test_unchanged_documents_are_left_alone(small_corpus: Path, tmp_path: Path) -> None:
    first = refresh(small_corpus, tmp_path / "index")
    again = refresh(small_corpus, tmp_path / "index")
    assert sorted(first.added) == ["east", "west"]
    assert again.idle
    assert sorted(again.unchanged) == ["east", "west"]


def test_a_changed_file_alone_is_read_again(small_corpus: Path, tmp_path: Path) -> None:
    refresh(small_corpus, tmp_path / "index")
    file = small_corpus / "documents" / "east.txt"
    file.write_text(file.read_text("utf-8").replace("区财政局", "区水利局"), "utf-8")
    report = refresh(small_corpus, tmp_path / "index")
    assert (report.changed, report.unchanged) == (("east",), ("west",))
    library = open_library(small_corpus, tmp_path / "index")
    assert [a.organ for a in library.document("east").attributions] == ["区水利局"]


def test_a_deleted_file_leaves_facts_and_hits(small_corpus: Path, tmp_path: Path) -> None:
    refresh(small_corpus, tmp_path / "index")
    (small_corpus / "documents" / "east.txt").unlink()
    library = open_library(small_corpus, tmp_path / "index")
    assert library.report.removed == ("east",)
    assert {hit.passage.doc_id for hit in library.search(TITLE)} == {"west"}
    with pytest.raises(StoreError, match="east"):
        library.document("east")


def test_gb18030_is_read_as_well_as_utf_8(small_corpus: Path, tmp_path: Path) -> None:
    file = small_corpus / "documents" / "east.txt"
    file.write_bytes(file.read_text("utf-8").encode("gb18030"))
    library = open_library(small_corpus, tmp_path / "index")
    assert "区财政局" in library.source("east").text


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "空"), (b"   \n", "空"), (bytes(range(128, 256)) * 40, "编码")],
    ids=["empty", "blank", "binary"],
)
def test_an_unreadable_file_is_named_and_stops_no_other(
    small_corpus: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    (small_corpus / "documents" / "east.txt").write_bytes(content)
    report = refresh(small_corpus, tmp_path / "index")
    assert report.added == ("west",)
    ((file, said),) = report.failures
    assert file.endswith("east.txt")
    assert message in said


def test_a_missing_corpus_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpus"):
        refresh(tmp_path / "nowhere", tmp_path / "index")


def test_an_empty_corpus_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with pytest.raises(CorpusError, match="空"):
        refresh(tmp_path / "corpus", tmp_path / "index")


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        ("[[document]\n", "catalog.toml"),
        ('[[document]]\ndoc_id = "a"\n', "file"),
        ('[[document]]\ndoc_id = "a"\nfile = "x.txt"\n' * 2, "重复"),
        ('[[document]]\ndoc_id = "a"\nfile = "x.txt"\nissued_on = "2024"\n', "日期"),
    ],
    ids=["bad TOML", "no file", "same id twice", "a date as text"],
)
def test_a_broken_catalogue_is_one_clear_line(
    small_corpus: Path, tmp_path: Path, catalog: str, message: str
) -> None:
    (small_corpus / "catalog.toml").write_text(catalog, "utf-8")
    with pytest.raises(CorpusError, match=message) as caught:
        refresh(small_corpus, tmp_path / "index")
    assert "\n" not in str(caught.value)


def test_a_damaged_store_is_refused_then_set_aside(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    (index / "wence.sqlite").write_bytes(b"SQLite format 3\x00" + os.urandom(4000))
    with pytest.raises(StoreError, match="wence index"):
        open_library(small_corpus, index)
    report = refresh(small_corpus, index)
    assert report.set_aside is not None
    assert report.set_aside.exists()
    assert open_library(small_corpus, index).search(TITLE)


def test_a_store_of_a_newer_version_is_refused(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    with sqlite3.connect(index / "wence.sqlite") as db:
        db.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="--index"):
        refresh(small_corpus, index)


def test_a_lost_sparse_index_is_made_anew(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    for file in (index / "index" / "sparse").iterdir():
        file.unlink()
    assert open_library(small_corpus, index).search(TITLE)


def test_an_index_of_other_rules_is_made_anew(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    manifest = json.loads((index / "manifest.json").read_text("utf-8"))
    (index / "manifest.json").write_text(json.dumps({**manifest, "words": "other"}), "utf-8")
    assert open_library(small_corpus, index).search(TITLE)
    assert json.loads((index / "manifest.json").read_text("utf-8")) == manifest


def test_a_build_that_fails_leaves_the_former_index(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    refresh(small_corpus, index)
    file = small_corpus / "documents" / "east.txt"
    before = file.read_text("utf-8")
    file.write_text(before.replace("设备", "装备"), "utf-8")

    def broken(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(SparseIndex, "change", broken)
        with pytest.raises(RuntimeError):
            refresh(small_corpus, index)
    library = open_library(small_corpus, index)
    assert library.search("装备")[0].passage.doc_id == "east"
    assert _finding(library) == ["east#1", "west#1"]


def _finding(library: Library) -> list[str]:
    """The two clauses of the small corpus that hold the title, each found once."""
    return sorted(hit.passage.clause_id for hit in library.search(TITLE, k=2))


_KILLED = """
import os, signal, sys
from pathlib import Path
from indexer import build
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
build._catch_up = killed
build.refresh(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_build_is_completed_by_the_next(small_corpus: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    ended = subprocess.run([sys.executable, "-c", _KILLED, small_corpus, index], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert _finding(open_library(small_corpus, index)) == ["east#1", "west#1"]


def test_two_processes_may_build_at_once(small_corpus: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "assistant.cli",
        "index",
        "--corpus",
        str(small_corpus),
        "--index",
        str(tmp_path / "index"),
    ]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    said = [each.communicate(timeout=120)[1].decode() for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert _finding(open_library(small_corpus, tmp_path / "index")) == ["east#1", "west#1"]


def test_the_manifest_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    build._write_manifest(path, {"revision": 1})
    assert json.loads(path.read_text("utf-8")) == {"revision": 1}
    assert list(tmp_path.iterdir()) == [path]
