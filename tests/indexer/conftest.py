"""The home plan typeset in the forms in which people have it."""

import html
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from indexer.model import Document
from indexer.parse.normalize import clean

HEAD, TOP = "章丘区人民政府文件", "<nav><a href='/'>首页</a> <a href='/zwgk'>政务公开</a></nav>"
_LINES = 38  # of an OFD page
_WIDTH = 30  # Chinese characters of an OFD line


@pytest.fixture(scope="session")
def paragraphs(home_text: str) -> list[str]:
    """The home plan's paragraphs, without the line wraps of its source."""
    return [line for line in clean(home_text).text.split("\n") if line.strip()]


@pytest.fixture(scope="session")
def home_html(paragraphs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of a government site, with its navigation, scripts and footer."""
    body = "".join(f"<p>　　{html.escape(each)}</p>\n" for each in paragraphs)
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{HEAD}</title>"
        "<style>p{font-family:'Noto Serif CJK SC';font-size:16pt}</style></head><body>"
        f"{TOP}<script>var a = '统计代码';</script><div id='zoom'>{body}</div>"
        "<footer>主办单位：区政府办公室 备案号 1234</footer></body></html>"
    )
    file = tmp_path_factory.mktemp("html") / "plan.html"
    file.write_text(page, "utf-8")
    return file


@pytest.fixture(scope="session")
def home_docx(paragraphs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    file = tmp_path_factory.mktemp("docx") / "plan.docx"
    document.save(str(file))
    return file


Typeset = Callable[[Path], Path]


@pytest.fixture(scope="session")
def typeset(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Typeset:
    """Sets a web page as a PDF; skipped where there is no browser."""
    return lambda page: _set(browser, page, tmp_path_factory.mktemp("pdf") / "plan.pdf")


@pytest.fixture(scope="session")
def home_pdf(home_html: Path, typeset: Typeset) -> Path:
    """A PDF with running heads and page numbers."""
    return typeset(home_html)


def _set(browser: Any, source: Path, file: Path) -> Path:
    small = "font-size:9px;width:100%;text-align:center;font-family:'Noto Serif CJK SC'"
    page = browser.new_page()
    page.goto(source.as_uri())
    page.evaluate("document.querySelectorAll('nav,footer').forEach(e => e.remove())")
    page.pdf(
        path=str(file),
        format="A4",
        display_header_footer=True,
        header_template=f'<div style="{small}">{HEAD}</div>',
        footer_template=f"<div style=\"{small}\">- <span class='pageNumber'></span> -</div>",
        margin={"top": "2.5cm", "bottom": "2.5cm", "left": "2.8cm", "right": "2.6cm"},
    )
    page.close()
    return file


@pytest.fixture(scope="session")
def home_ofd(paragraphs: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An OFD file, hard-wrapped."""
    lines = [line for each in paragraphs for line in _wrapped(each)]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    file = tmp_path_factory.mktemp("ofd") / "plan.ofd"
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    with zipfile.ZipFile(file, "w") as archive:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f"<ofd:OFD {space}>{root}</ofd:OFD>")
        places = "".join(
            f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:Pages>{places}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Boundary="20 {20 + 6 * row} 170 6">'
                f'<ofd:TextCode X="0" Y="5">{html.escape(line)}</ofd:TextCode></ofd:TextObject>'
                for row, line in enumerate(page)
            )
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml", f"<ofd:Page {space}>{content}</ofd:Page>"
            )
    return file


def _wrapped(paragraph: str) -> list[str]:
    """Lines as wide as a page; figures and Latin letters take half a place."""
    lines, width = [""], 0.0
    for char in paragraph:
        step = 0.5 if char.isascii() else 1.0
        if width + step > _WIDTH:
            lines.append("")
            width = 0.0
        lines[-1] += char
        width += step
    return lines


def outline(document: Document) -> list[tuple[object, ...]]:
    """What must be the same in every form: clauses with their words, organs and targets."""

    def plain(text: str | None) -> str:
        return "".join((text or "").split())

    clauses = [(c.clause_id.split("#")[1], c.kind, plain(c.text)) for c in document.clauses]
    organs = [(a.clause_id.split("#")[1], plain(a.organ), a.role) for a in document.attributions]
    targets = [
        (t.clause_id.split("#")[1], t.comparator, t.value, t.unit, t.deadline)
        for t in document.targets
    ]
    return [*clauses, *organs, *targets]
