"""Catalogue and text files: what is read, and what is refused in one clear line."""

from pathlib import Path
from typing import Any

import pytest

from indexer.errors import CorpusError
from indexer.model import CatalogEntry
from indexer.readers import read_source
from indexer.readers.catalog import check_catalog, load_catalog
from indexer.readers.html import read_html
from indexer.readers.text import _guessed, read_text
from tests.cases_of import cases_of
from tests.conftest import HOME

PLAN = "一、总体要求\n到２０２５年，推进设备更新。\n"


def _written(folder: Path, data: bytes, name: str = "plan.txt") -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_the_text_is_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    assert read_text(_written(tmp_path, PLAN.encode(encoding))) == PLAN


def test_big5_is_read() -> None:
    text = "推動大規模設備更新和消費品以舊換新工作方案。" * 3
    assert _guessed(text.encode("big5")) == text
    assert _guessed(PLAN.encode("gb18030")) == PLAN


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    assert read_text(_written(tmp_path, "一、甲\r\n二、乙\r".encode())) == "一、甲\r\n二、乙\r"


@pytest.mark.parametrize(
    ("data", "message"),
    {
        "empty": (b"", "空"),
        "white": (b" \r\n\t ", "空"),
        "a byte order mark alone": (b"\xef\xbb\xbf", "空"),
        "wide spaces alone": ("\u3000\xa0\n".encode(), "空"),
        "UTF-16": (PLAN.encode("utf-16"), "纯文本"),
        "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "纯文本"),
        "control characters": (b"\x01\x02\x03\x1b[0m" * 50, "纯文本"),
        "a zero among letters": (PLAN.encode() * 400 + b"\x00\x00", "纯文本"),
        "Latin 1": ("Ünïcödé été à la carte ".encode("latin-1") * 20, "编码"),
        "a stray byte": (PLAN.encode() + b"\xff" + PLAN.encode(), "编码"),
        "high bytes": (bytes(range(128, 256)) * 40, "编码"),
    }.values(),
    ids=lambda value: None if isinstance(value, str) else "",
)
def test_what_is_no_text_is_one_clear_line(tmp_path: Path, data: bytes, message: str) -> None:
    file = _written(tmp_path, data)
    with pytest.raises(CorpusError, match=message) as caught:
        read_text(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"nothing\.txt"):
        read_text(tmp_path / "nothing.txt")


def test_an_unknown_kind_of_file_names_the_known_ones(tmp_path: Path) -> None:
    file = _written(tmp_path, b"something", "plan.xyz")
    with pytest.raises(CorpusError, match=r"\.txt"):
        read_source(CatalogEntry("plan", file))


def test_the_home_catalogue_states_its_plan(corpus: Path) -> None:
    entry, *parents = load_catalog(corpus)
    assert (entry.doc_id, entry.doc_number, entry.level) == (HOME, "章政发〔2024〕2号", "区")
    assert entry.file == corpus / "documents" / f"{HOME}.txt"
    assert [each.kind for each in parents] == ["digest"] * 3
    assert set(entry.parents) <= {each.doc_id for each in parents}
    assert check_catalog(corpus) == []


@pytest.mark.parametrize("case", cases_of("catalogs"))
def test_a_broken_catalogue_is_one_clear_line(small_corpus: Path, case: dict[str, Any]) -> None:
    (small_corpus / "catalog.toml").write_text(case["catalog"], "utf-8")
    with pytest.raises(CorpusError, match=case["message"]) as caught:
        load_catalog(small_corpus)
    assert str(small_corpus / "catalog.toml") in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_a_catalogue_that_is_no_utf_8_is_one_clear_line(small_corpus: Path) -> None:
    (small_corpus / "catalog.toml").write_bytes("title = '方案'".encode("gb18030"))
    with pytest.raises(CorpusError, match=r"catalog\.toml"):
        load_catalog(small_corpus)


def test_files_that_the_catalogue_lacks_come_after_it(small_corpus: Path) -> None:
    catalog = '[[document]]\ndoc_id = "z"\nfile = "documents/west.txt"\n'
    (small_corpus / "catalog.toml").write_text(catalog, "utf-8")
    assert [entry.doc_id for entry in load_catalog(small_corpus)] == ["z", "east"]


def test_files_of_one_name_in_several_folders_get_ids_of_their_own(small_corpus: Path) -> None:
    for folder in "abc":
        (small_corpus / "documents" / folder).mkdir()
        _written(small_corpus / "documents" / folder, PLAN.encode(), "east.txt")
    ids = [entry.doc_id for entry in load_catalog(small_corpus)]
    assert len(ids) == len(set(ids)) == 5


@pytest.mark.parametrize("name", [".hidden.txt", ".wence/note.txt", "README.md", "scan.xyz"])
def test_other_files_are_no_documents(small_corpus: Path, name: str) -> None:
    file = small_corpus / "documents" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(PLAN, "utf-8")
    assert [entry.doc_id for entry in load_catalog(small_corpus)] == ["east", "west"]


def test_checking_names_what_is_wrong_file_by_file(small_corpus: Path) -> None:
    catalog = """
[[document]]
doc_id = "east"
file = "documents/east.txt"
sha256 = "0000"
[[document]]
doc_id = "lost"
file = "documents/lost.txt"
"""
    (small_corpus / "catalog.toml").write_text(catalog, "utf-8")
    problems = check_catalog(small_corpus)
    assert [problem.split("：")[0] for problem in problems] == ["east", "lost", "west"]
    assert [
        word in problem
        for word, problem in zip(("sha256", "不存在", "未登记"), problems, strict=True)
    ] == [True] * 3


_ROWS = (
    ("序号", "改革举措", "主要内容", "指导部门", "推广范围"),
    ("1", "共享试验", "共享仪器设备", "科技部、财政部", "全国"),
)


@pytest.mark.parametrize(
    ("header", "line"),
    [
        (_ROWS[0], "1.共享试验：共享仪器设备。推广范围：全国。（责任单位：科技部、财政部）"),
        (
            ("名称", "主要内容", "数量", "规格", "范围"),
            "1\t共享试验\t共享仪器设备\t科技部、财政部\t全国",
        ),
    ],
)
def test_a_table_of_a_page_keeps_all_its_columns(
    tmp_path: Path, header: tuple[str, ...], line: str
) -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>"
        for row in (header, _ROWS[1])
    )
    page = f"<html><body><p>附件</p><p>推广清单</p><table>{rows}</table></body></html>"
    file = _written(tmp_path, page.encode(), "page.html")
    assert line in read_html(file).split("\n")
