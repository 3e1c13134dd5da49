"""The cells of a row as its words give them: 工作措施：…；完成时限：…；牵头部门：…."""

from itertools import pairwise

from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold

_ANNEXES = Patterns("annexes", LEXICONS)


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
