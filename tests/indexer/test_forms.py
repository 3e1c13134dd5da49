"""The same plan as text, web page, Word, PDF and OFD gives the same clauses and facts."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from indexer.errors import CorpusError
from indexer.model import CatalogEntry, Document
from indexer.parse import parse_document
from indexer.readers import read_source
from indexer.readers.kind import kind_of
from indexer.readers.pdf import _once, _readable, _without_running_heads
from tests.indexer.conftest import HEAD, outline

FORMS = ("home_html", "home_docx", "home_pdf", "home_ofd")


def _read(file: Path) -> Document:
    entry = CatalogEntry("plan", file)
    return parse_document(read_source(entry), entry)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_clauses_and_facts(
    form: str, home: Document, request: pytest.FixtureRequest
) -> None:
    file: Path = request.getfixturevalue(form)
    found = _read(file)
    assert outline(found) == outline(home)
    assert (found.doc_number, found.issued_on) == (home.doc_number, home.issued_on)


@pytest.mark.parametrize("form", ["home_pdf", "home_ofd"])
def test_clauses_know_their_pages(form: str, request: pytest.FixtureRequest) -> None:
    pages = [clause.page for clause in _read(request.getfixturevalue(form)).clauses]
    assert pages[0] == 1
    assert all(page is not None for page in pages)
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert len(set(pages)) >= 10


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_around_the_text_is_gone(form: str, request: pytest.FixtureRequest) -> None:
    text = read_source(CatalogEntry("plan", request.getfixturevalue(form))).text
    assert text.count(HEAD) <= 1
    assert not any(word in text for word in ("首页", "统计代码", "备案号", "- 3 -"))


@pytest.mark.parametrize("form", FORMS)
def test_the_kind_is_told_by_the_content(
    form: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file: Path = request.getfixturevalue(form)
    other = tmp_path / "misnamed.txt"
    other.write_bytes(file.read_bytes())
    assert kind_of(other) == form.removeprefix("home_")


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("<p>某某局关于印发</p><p>工作方案的通知</p>", "某某局关于印发工作方案的通知"),
        ("<p>某某局关于印发工作方案的通知</p>", "某某局关于印发工作方案的通知"),
        ("<p>各单位：</p>", "某某局关于印发工作方案的通知"),
    ],
)
def test_the_title_of_a_page_stands_in_one_line(tmp_path: Path, body: str, first: str) -> None:
    title = "<title>某某局关于印发工作方案的通知 - 某某局</title>"
    page = f"<html><head>{title}</head><body><div>{body}<p>一、任务</p></div></body></html>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    text = read_source(CatalogEntry("a", tmp_path / "a.html")).text
    assert text.splitlines()[0] == first
    assert text.count("工作方案的通知") == 1


def test_numbers_that_word_generates_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth, (form, text) in enumerate([("chineseCounting", "%1、"), ("decimal", "%2.")]):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text)):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    of = OxmlElement("w:abstractNumId")
    of.set(qn("w:val"), "77")
    number.append(of)
    numbering.append(number)
    for text, depth in (("总体要求", 0), ("甲", 1), ("乙", 1), ("工作任务", 0), ("丙", 1)):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_numId().val = 77
        properties.get_or_add_ilvl().val = depth
    document.save(str(tmp_path / "plan.docx"))
    text = read_source(CatalogEntry("plan", tmp_path / "plan.docx")).text
    assert text.split() == ["一、总体要求", "1.甲", "2.乙", "二、工作任务", "1.丙"]


DUTIES = [
    ("序号", "重点任务", "牵头单位", "责任单位", "完成时限"),
    ("1", "农机报废更新", "区农业农村局", "区财政局\n区商务局", "2025年12月"),
    ("序号", "重点任务", "牵头单位", "责任单位", "完成时限"),
    ("2", "病房改造", "区卫生健康局", "区财政局", ""),
]


def test_a_table_of_duties_in_word_gives_attributions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、任务分工")
    table = document.add_table(len(DUTIES), 5)
    for row, cells in enumerate(DUTIES):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.save(str(tmp_path / "plan.docx"))
    found = _read(tmp_path / "plan.docx").attributions
    assert [(a.clause_id, a.organ, a.role.value) for a in found] == [
        ("plan#1", "区农业农村局", "lead"),
        ("plan#1", "区财政局", "responsible"),
        ("plan#1", "区商务局", "responsible"),
        ("plan#2", "区卫生健康局", "lead"),
        ("plan#2", "区财政局", "responsible"),
    ]


def test_a_table_of_duties_on_a_page_spans_rows(tmp_path: Path) -> None:
    page = """<html><body><p>一、任务分工</p><table>
    <tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>
    <tr><td>1</td><td>农机报废</td><td rowspan="2">区农业农村局</td></tr>
    <tr><td>2</td><td>农机更新</td></tr></table></body></html>"""
    (tmp_path / "plan.html").write_text(page, "utf-8")
    found = _read(tmp_path / "plan.html").attributions
    assert [(a.clause_id, a.organ) for a in found] == [
        ("plan#1", "区农业农村局"),
        ("plan#2", "区农业农村局"),
    ]


def test_other_tables_are_read_row_by_row(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("补贴标准")
    table = document.add_table(2, 2)
    for row, cells in enumerate([("品类", "比例"), ("冰箱", "15%")]):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    document.save(str(tmp_path / "plan.docx"))
    lines = read_source(CatalogEntry("plan", tmp_path / "plan.docx")).text.splitlines()
    assert lines == ["补贴标准", "品类\t比例", "冰箱\t15%"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.4\nnothing", "已损坏"),
        ("a.pdf", b"no pdf at all", "扩展名不符"),
        ("a.docx", b"PK\x03\x04broken", "已损坏"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 80, "另存为 .docx"),
        ("a.html", b"<html><body></body></html>", "没有正文"),
        ("a.xyz", b"something", "暂不支持"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(CorpusError, match=message) as caught:
        read_source(CatalogEntry("a", file))
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("names", [["other.txt"], ["OFD.xml"], ["word/document.xml"]])
def test_an_archive_without_its_parts_is_one_clear_line(tmp_path: Path, names: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        for name in names:
            archive.writestr(name, "<a/>")
    with pytest.raises(CorpusError) as caught:
        read_source(CatalogEntry("a", tmp_path / "a.docx"))
    assert "\n" not in str(caught.value)


def test_bold_by_printing_twice_is_read_once() -> None:
    assert _once("大大规规模模设设备备") == "大规模设备"
    assert _once("2022年22项") == "2022年22项"


@pytest.mark.parametrize("mark", ["- 14 -", "— 14 —", "第 14 页", "14", "第14页 共20页", "14/20"])
def test_page_numbers_go_with_their_pages(mark: str) -> None:
    pages = [["一、总体要求", "第一句。", mark]]
    assert _without_running_heads(pages) == [["一、总体要求", "第一句。"]]


def test_running_heads_go_and_text_stays() -> None:
    body = ["推进改造。", "扩大消费。", "畅通循环。", "完善标准。", "强化保障。"]
    pages = [
        [f"某某方案 第{n}页", *(f"{text}{word}" for word in "甲乙丙丁戊己庚"), "内部资料"]
        for n, text in enumerate(body)
    ]
    kept = _without_running_heads(pages)
    assert [len(page) for page in kept] == [7] * 5
    assert not any("某某方案" in line or "内部资料" in line for page in kept for line in page)


def test_a_page_of_codes_without_meaning_counts_as_a_picture() -> None:
    assert _readable("推动大规模设备更新")
    assert not _readable("\ue001\ue002\ue003设备")
    assert not _readable(" \n")


@pytest.fixture
def old_word(home_docx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An old Word file, and a program in LibreOffice's place that hands out a Word file."""
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        'for last; do :; done\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'cp {home_docx} "$2/$(basename "${{last%.*}}").docx"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    file = tmp_path / "plan.wps"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    return file


def test_an_old_word_file_is_converted(old_word: Path, home: Document) -> None:
    assert outline(_read(old_word)) == outline(home)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_libreoffice_itself_converts_the_home_plan(
    home_docx: Path, home: Document, tmp_path: Path, kind: str
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(home_docx)], check=True, capture_output=True)
    assert outline(_read(tmp_path / f"plan.{kind}")) == outline(home)


def test_an_old_word_file_asks_for_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    with pytest.raises(CorpusError, match="请安装 LibreOffice"):
        _read(tmp_path / "plan.doc")


def test_footnotes_of_word_are_kept_at_the_end(tmp_path: Path) -> None:
    note = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:footnote><w:p><w:r><w:t>公物仓指统一管理闲置资产的平台。</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    document = docx.Document()
    document.add_paragraph("一、任务")
    document.add_paragraph("1.建设公物仓。")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(part, f"{RELATIONSHIP_TYPE.FOOTNOTES}")
    document.save(str(tmp_path / "plan.docx"))
    *_, clause, tail = _read(tmp_path / "plan.docx").clauses
    assert clause.text == "建设公物仓。"
    assert tail.text == "脚注\n公物仓指统一管理闲置资产的平台。"
