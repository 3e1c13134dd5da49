"""The cells of a row as its words give them: 工作措施：…；完成时限：…；牵头部门：…."""

import re
from itertools import pairwise

from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold

_ANNEXES = Patterns("annexes", LEXICONS)
_CELL = re.compile(
    r"(?:^|(?<=[；。（]))(?P<name>[\u4e00-\u9fffA-Za-z]{2,10}(?:（[^（）：]{1,8}）)?)：(?P<value>[^；。]*)"
)
# A row as a reader of pages writes it: task。column：…。（牵头单位：…；完成时限：…）
_IN_BRACKET = re.compile("（(?P<cells>[^（）：]{2,8}：[^（）]*(?:（[^（）]*）[^（）]*)*)）$")


def cells_of_row(clause: Clause) -> list[tuple[str, str]]:
    """The columns of a row beside those of organs and of its task, with what they say."""
    heading = fold(clause.heading or "")
    text = fold(clause.text).replace("\n", "")
    return [
        (hit["name"], hit["value"].rstrip("）").strip())
        for hit in _CELL.finditer(text)
        if hit["value"] not in ("", heading) and hit["name"] != heading
        if not _ANNEXES["known_column"].search(hit["name"])
    ]


def deadline_of_row(clause: Clause) -> str:
    """What its column of deadlines says; empty where it has none."""
    hit = _ANNEXES["until_of_row"].search(fold(clause.text).replace("\n", ""))
    return hit[1].strip("—-– ") if hit else ""


def measure_of_row(clause: Clause) -> str:
    """The first sentence of the measure of a row that stands under a task: 工作措施：…."""
    heading = fold(clause.heading or "")
    text = fold(clause.text).replace("\n", "")
    said = said_in_row(text, heading)
    if said == text or f"：{heading}；" not in text:
        return ""
    return said.partition("：")[2].partition("。")[0].partition("；完成时限")[0].strip("★☆")


def said_in_row(text: str, heading: str) -> str:
    """A row without the cells that its name and who is named for it repeat."""
    if (bracket := _IN_BRACKET.search(text)) is not None:
        return _said_in_line(text, bracket, heading)
    places = [*(hit.start() for hit in _ANNEXES["cell"].finditer(text)), len(text)]
    cells = [text[a:b].strip("；。") for a, b in pairwise(places)]
    kept = [
        cell
        for cell in cells
        if not _ANNEXES["organs_of_row"].match(cell) and cell.partition("：")[2] != heading
    ]
    if len(kept) == len(cells) or not kept:
        return text
    return "；".join(kept) + "。"


def _said_in_line(text: str, bracket: re.Match[str], heading: str) -> str:
    """A row of one line without its name and without who is named for it."""
    said = text[: bracket.start()].removeprefix(f"{heading}：")
    cells = (each.strip() for each in bracket["cells"].split("；"))
    kept = [each for each in cells if not _ANNEXES["organs_of_row"].match(each)]
    return f"{said}{'；'.join(kept)}{'。' if kept else ''}"
