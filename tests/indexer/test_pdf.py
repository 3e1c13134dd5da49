"""PDF pages that are more than lines of text: tables of duties over pages, pictures of pages."""

import json
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2
import pytest

from assistant.cli import main
from indexer.errors import CorpusError
from indexer.model import CatalogEntry, ClauseKind, Document, Role
from indexer.parse import parse_document
from indexer.parse.normalize import fold
from indexer.readers import ocr, read_source
from indexer.readers.pdf_places import find_boxes
from tests.indexer.conftest import Typeset

ROWS = 14  # four pages
TASK = "推动第{0}类重点领域设备更新改造，完善政策支持体系，强化要素保障，抓好项目谋划储备。" * 3


@pytest.fixture(scope="module")
def duties_pdf(typeset: Typeset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of duties over four pages, rows parted by the breaks, names wrapped."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{TASK.format(n)}</td><td>市商务局</td><td>市财政局<br>市税务局</td></tr>"
        for n in range(1, ROWS + 1)
    )
    head = "<tr><th>序号</th><th>重点任务</th><th>牵头单位</th><th>责任单位</th></tr>"
    page = (
        "<!doctype html><meta charset='utf-8'><style>*{font-family:'Noto Serif CJK SC'}"
        "table{border-collapse:collapse}td,th{border:1px solid;padding:4px}</style>"
        f"<p>任务分工表</p><table><thead>{head}</thead>{rows}</table><p>表后的一段话。</p>"
    )
    file = tmp_path_factory.mktemp("table") / "page.html"
    file.write_text(page, "utf-8")
    return typeset(file)


@pytest.fixture(scope="module")
def landscape(typeset: Typeset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of duties set sideways on its page, the page turned to be read."""
    page = (
        "<!doctype html><meta charset='utf-8'><style>*{font-family:'Noto Serif CJK SC'}"
        "body{margin:0}div{writing-mode:horizontal-tb;transform:rotate(-90deg) translateX(-600px);"
        "transform-origin:0 0;width:600px}table{border-collapse:collapse}"
        "td,th{border:1px solid;padding:4px}</style><div><table>"
        "<tr><th>序号</th><th>工作任务</th><th>牵头单位</th></tr>"
        "<tr><td>1</td><td>更新公交车。</td><td>市交通局</td></tr>"
        "<tr><td>2</td><td>更新电梯。</td><td>市住建局</td></tr></table></div>"
    )
    file = tmp_path_factory.mktemp("landscape") / "page.html"
    file.write_text(page, "utf-8")
    document = pypdfium2.PdfDocument(typeset(file))
    document[0].set_rotation(90)
    turned = file.with_suffix(".pdf")
    document.save(turned)
    return turned


@pytest.fixture(scope="module")
def scan(home_pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first two pages of the home plan as pictures, 150 dots to the inch."""
    document = pypdfium2.PdfDocument(home_pdf)
    pages = [document[n].render(scale=150 / 72).to_pil().convert("RGB") for n in range(2)]
    file = tmp_path_factory.mktemp("scan") / "scan.pdf"
    pages[0].save(file, save_all=True, append_images=pages[1:], resolution=150)
    return file


def _read(file: Path) -> Document:
    entry = CatalogEntry("plan", file)
    return parse_document(read_source(entry), entry)


def test_a_table_of_duties_over_pages_gives_every_row_once(duties_pdf: Path) -> None:
    document = _read(duties_pdf)
    measures = list(document.measures())
    assert [each.label for each in measures] == [str(n) for n in range(1, ROWS + 1)]
    assert all(TASK.format(each.label)[:-1] in each.text for each in measures)
    organs = {(a.organ, a.role) for a in document.attributions}
    assert organs == {
        ("市商务局", Role.LEAD),
        ("市财政局", Role.RESPONSIBLE),
        ("市税务局", Role.RESPONSIBLE),
    }
    assert len(document.attributions) == 3 * ROWS


def test_rows_know_their_pages_and_what_follows_is_kept(duties_pdf: Path) -> None:
    source = read_source(CatalogEntry("plan", duties_pdf))
    assert {clause.page for clause in _read(duties_pdf).measures()} == {1, 2, 3, 4}
    assert source.text.count("重点任务") == 0
    assert "表后的一段话。" in source.text


def test_a_table_on_a_turned_page_is_read(landscape: Path) -> None:
    document = _read(landscape)
    assert [each.text[:5] for each in document.measures()] == ["更新公交车", "更新电梯。"]
    assert [each.organ for each in document.attributions] == ["市交通局", "市住建局"]


def test_two_columns_are_read_one_after_the_other(
    typeset: Typeset, tmp_path: Path, home: Document
) -> None:
    lines = [f"{each.label}.{fold(each.text)}" for each in home.measures()]
    body = "".join(f"<p>{line}</p>" for line in lines)
    style = "body{column-count:2;font-family:'Noto Serif CJK SC'}"
    page = f"<!doctype html><meta charset='utf-8'><style>{style}</style><p>一、任务</p>{body}"
    (tmp_path / "a.html").write_text(page, "utf-8")
    measures = list(_read(typeset(tmp_path / "a.html")).measures())
    assert [each.label for each in measures] == [str(n) for n in range(1, 61)]


def test_a_quote_is_found_on_its_page(home_pdf: Path) -> None:
    document = _read(home_pdf)
    source = read_source(CatalogEntry("plan", home_pdf)).text
    clause = next(each for each in document.clauses if each.label == "6")
    quote = source[clause.own.start : clause.own.end]
    boxes = find_boxes(home_pdf, clause.page or 0, quote)
    assert len(boxes) >= len(quote.splitlines()) - 1
    assert all(
        0 <= left < right <= 1 and 0 <= top < bottom <= 1 for left, top, right, bottom in boxes
    )
    assert find_boxes(home_pdf, 1, "文件里没有的话") == []


def test_show_and_ask_give_the_boxes_of_a_quote(
    home_pdf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tmp_path / "corpus" / "documents"
    documents.mkdir(parents=True)
    (documents / "plan.pdf").write_bytes(home_pdf.read_bytes())
    where = ["--corpus", str(tmp_path / "corpus"), "--index", str(tmp_path / "index")]
    assert main([*where, "show", "plan#6", "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert form["clauses"][0]["page"] == 4
    assert len(form["boxes"]) > 2
    capsys.readouterr()
    assert main([*where, "ask", "农机报废更新实施覆盖率要达到多少", "--json"]) == 0
    citation = json.loads(capsys.readouterr().out)["citations"][0]
    assert (citation["page"], citation["clause"]) == (4, "6")
    assert 1 <= len(citation["boxes"]) <= 3


@pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")
def test_a_scan_is_read_nearly_without_an_error(scan: Path, home_pdf: Path) -> None:
    truth = read_source(CatalogEntry("a", home_pdf))
    wanted = fold("".join(truth.text[: truth.page_starts[2]].split()))
    found = fold("".join(read_source(CatalogEntry("b", scan)).text.split()))
    same = sum(
        size for *_, size in SequenceMatcher(None, wanted, found, False).get_matching_blocks()
    )
    assert same / len(wanted) >= 0.99


def test_a_scan_names_the_extra_where_it_is_missing(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(CorpusError, match=r"第 1 至 2 页.*wence\[ocr\]"):
        read_source(CatalogEntry("scan", scan))


def test_footnotes_stand_at_the_end_and_break_no_clause(typeset: Typeset, tmp_path: Path) -> None:
    sentence = "推动重点行业设备更新改造{0}，完善政策支持体系，强化要素保障，"
    pages = "".join(
        f"<section><p>{first}{sentence.format(f'<sup>{mark}</sup>') * 12}{last}</p>"
        f"<aside>{mark} {note}</aside></section>"
        for first, mark, note, last in (
            ("一、任务<br>1.首先，", "①", "设备更新指以新设备换旧设备。", "依次推进，"),
            ("然后，", "2", "要素指土地、能耗等。", "全面铺开，"),
            ("最后，", "③", "来源：统计公报。", "总结提高。"),
        )
    )
    style = (
        "*{font-family:'Noto Serif CJK SC'}p{font-size:14pt;margin:0}"
        "section{height:200mm;position:relative;break-after:page;text-align:justify}"
        "sup{font-size:7pt}aside{position:absolute;bottom:0;font-size:9pt;border-top:1px solid}"
    )
    page = f"<!doctype html><meta charset='utf-8'><style>{style}</style>{pages}"
    (tmp_path / "a.html").write_text(page, "utf-8")
    *_, clause, tail = _read(typeset(tmp_path / "a.html")).clauses
    text = "".join(clause.text.split())
    assert text.count(sentence.format("")) == 36
    assert not any(mark in text for mark in "①2③")
    assert "统计公报" not in text
    assert tail.kind is ClauseKind.TAIL
    assert [line[0] for line in tail.text.splitlines()] == ["脚", "①", "2", "③"]
