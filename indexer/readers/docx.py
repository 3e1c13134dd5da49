"""A Word file -> its paragraphs and tables in order, with the numbers that Word generates.

The only import of python-docx. Numbering: ECMA-376 part 1, 17.9 (abstractNum, lvlText, numFmt).
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.parse.normalize import FOOTNOTES
from indexer.parse.numbering import to_han
from indexer.readers.tables import table_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional",
    "taiwaneseCountingThousand", "chineseLegalSimplified",
}  # fmt: skip


def read_docx(file: Path) -> str:
    """The text of a Word file, a line for each paragraph; cells of a row are tab-separated.

    Raises:
        CorpusError: damaged, protected, or without text.
    """
    from docx import Document

    try:
        document = Document(str(file))
        lines = list(_lines(document))
    except Exception as error:  # python-docx raises whatever its parts raise
        raise CorpusError(
            f"Word 文件无法读取：{file}（{type(error).__name__}）。请用 Word 打开后另存为 .docx。"
        ) from error
    if not any(line.strip() for line in lines):
        raise CorpusError(f"Word 文件里没有文字：{file}。如果是扫描图片，请转换成 PDF。")
    return "\n".join(lines) + "\n"


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    counters = _Counters(document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield f"{counters.label(block)}{block.text}"
        elif isinstance(block, Table):
            yield from table_lines([_cells(row) for row in block.rows])
    notes = list(_footnotes(document))
    if notes:
        yield FOOTNOTES
        yield from notes


def _footnotes(document: Any) -> Iterator[str]:
    """The footnotes and endnotes, one a line; Word keeps them in parts of their own."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in parse_xml(relation.target_part.blob):
                text = "".join(each.text or "" for each in note.iter(f"{_W}t")).strip()
                if text:
                    yield text


def _cells(row: Any) -> list[str]:
    """The cells of a row; one merged over columns comes once, one over rows in each row."""
    cells: list[str] = []
    previous = None
    for cell in row.cells:
        if cell._tc is not previous:
            cells.append(cell.text)
        previous = cell._tc
    return cells


class _Counters:
    """The numbers of list paragraphs, counted as Word counts them."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = document.styles
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return  # no numbering part: python-docx raises the second where it would make one
        abstract = {
            each.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl")): level for level in each.iter(f"{_W}lvl")
            }
            for each in root.iter(f"{_W}abstractNum")
        }
        for number in root.iter(f"{_W}num"):
            of = number.find(f"{_W}abstractNumId").get(f"{_W}val")
            self._levels[number.get(f"{_W}numId")] = abstract.get(of, {})

    def label(self, paragraph: Any) -> str:
        """What Word prints before a paragraph: 一、 or （一） or 1. ; empty for plain ones."""
        properties = self._properties(paragraph)
        if properties is None:
            return ""
        number, depth = properties
        levels = self._levels.get(number, {})
        if depth not in levels:
            return ""
        counts = self._counts[number]
        start = _value(levels[depth], "start", "1")
        counts[depth] = counts.get(depth, int(start) - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        text = _value(levels[depth], "lvlText", "")
        for place in range(depth + 1):
            form = _value(levels.get(place), "numFmt", "decimal")
            text = text.replace(f"%{place + 1}", _written(counts.get(place, 1), form))
        return text

    def _properties(self, paragraph: Any) -> tuple[str, int] | None:
        """(numId, level) of a paragraph, its own or its style's."""
        element = paragraph._p.pPr
        style = paragraph.style
        while True:
            found = element.find(f"{_W}numPr") if element is not None else None
            if found is not None:
                number = _value(found, "numId", "0")
                return None if number == "0" else (number, int(_value(found, "ilvl", "0")))
            if style is None:
                return None
            element, style = style.element.find(f"{_W}pPr"), style.base_style


def _value(element: Any, name: str, default: str) -> str:
    child = element.find(f"{_W}{name}") if element is not None else None
    return default if child is None else str(child.get(f"{_W}val"))


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return to_han(number)
    if form == "decimalEnclosedCircle" and number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("lowerLetter", "upperLetter") and number <= 26:
        return chr((97 if form == "lowerLetter" else 65) + number - 1)
    return "" if form in ("none", "bullet") else str(number)
