"""Files come into a corpus and go out of it; a bad one stops none, and nothing is lost."""

import tomllib
from pathlib import Path

import pytest

from assistant.cli import main
from indexer.build import Library
from indexer.collection import add_files, files_of, remove_document
from indexer.doubts import doubts_of
from indexer.errors import CorpusError
from indexer.model import CatalogEntry, SourceText
from indexer.parse import parse_document
from indexer.readers.catalog import check_catalog, load_catalog
from tests.conftest import ROOT

PLAN = "示例市设备更新工作方案\n示政发〔2024〕7号\n一、任务\n（一）推进改造。改造锅炉10台。（牵头单位：市财政局）\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a plan, the same plan again, an edited copy, and a damaged PDF."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    body = PLAN + "".join(f"（{n}）继续推进。第{n}类设备更新。\n" for n in "二三四五六七八")
    (folder / "plan.txt").write_text(body, "utf-8")
    (folder / "plan-again.txt").write_text(body, "utf-8")
    (folder / "plan-edited.txt").write_text(body.replace("10台", "12台"), "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def test_a_folder_gives_its_files_of_known_kinds(inbox: Path) -> None:
    names = [file.name for file in files_of([inbox, inbox / "plan.txt"])]
    assert names == ["broken.pdf", "plan-again.txt", "plan-edited.txt", "plan.txt"]


def test_each_file_is_taken_or_named_with_its_reason(inbox: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    files = [inbox / name for name in ("broken.pdf", "plan.txt", "plan-again.txt", "gone.txt")]
    broken, plan, again, gone = add_files(corpus, files)
    assert "已损坏" in broken.problem
    assert plan.document is not None
    assert plan.document.doc_number == "示政发〔2024〕7号"
    assert "已在库中" in again.problem
    assert "不存在" in gone.problem
    assert check_catalog(corpus) == []
    (entry,) = load_catalog(corpus)
    assert (entry.doc_id, entry.level) == ("plan", plan.document.level)


def test_a_nearly_equal_document_is_taken_and_named(inbox: Path, tmp_path: Path) -> None:
    files = [inbox / "plan.txt", inbox / "plan-edited.txt"]
    _, edited = add_files(tmp_path / "corpus", files)
    assert edited.document is not None
    assert any("几乎相同" in doubt for doubt in edited.doubts)


def test_what_is_removed_can_be_got_back(inbox: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    list(add_files(corpus, [inbox / "plan.txt", inbox / "plan-edited.txt"]))
    aside = remove_document(corpus, "plan")
    assert aside.read_bytes() == (inbox / "plan.txt").read_bytes()
    assert [entry.doc_id for entry in load_catalog(corpus)] == ["plan-edited"]
    with pytest.raises(CorpusError, match="没有 plan"):
        remove_document(corpus, "plan")


def test_comments_of_the_catalogue_stay(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = (ROOT / "corpus" / "catalog.toml").read_text("utf-8")
    (corpus / "catalog.toml").write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    list(add_files(corpus, [tmp_path / "a.txt"]))
    written = (corpus / "catalog.toml").read_text("utf-8")
    assert written.startswith(text)
    assert [each["doc_id"] for each in tomllib.loads(written)["document"]][-1] == "a"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("没有编号的文字。", "没有识别出条款编号"),
        ("一、任务\n1.甲。\n3.丙。（牵头单位：市财政局）\n", "3 之前缺少编号"),
        ("一、任务\n1.甲（乙。（牵头单位：市财政局）\n", "括号不成对"),
        ("一、任务\n1.甲。（牵头单位：某某怪物）\n", "不像单位名称：某某怪物"),
        ("一、任务\n1.甲。\n", "第 2 页没有读出文字"),
        ("一、任务\n1." + "推进设备更新。" * 400 + "\n", "字，可能漏分了条款"),
    ],
)
def test_doubtful_places_are_named(text: str, doubt: str) -> None:
    source = SourceText("d", text, (0, len(text)))
    document = parse_document(source, CatalogEntry("d", Path("d.txt")))
    assert any(doubt in each for each in doubts_of(document, source))


def test_the_home_corpus_has_no_doubtful_place(library: Library) -> None:
    for document in library.documents:
        assert doubts_of(document, library.source(document.doc_id)) == ()


def test_the_commands_add_and_remove(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = ["--corpus", str(tmp_path / "corpus")]
    assert main([*corpus, "corpus", "add", str(inbox)]) == 0
    said = capsys.readouterr().err
    assert "加入 2 份，未加入 2 份" in said
    assert "broken.pdf" in said
    assert main([*corpus, "ask", "锅炉改造由谁牵头"]) == 0
    assert "市财政局" in capsys.readouterr().out
    assert main([*corpus, "corpus", "remove", "plan-edited"]) == 0
    assert main([*corpus, "corpus", "remove", "nothing"]) == 1
    assert main([*corpus, "corpus", "add", str(tmp_path / "nowhere")]) == 1
