"""The cells of a row as its words give them: 工作措施：…；完成时限：…；牵头部门：…."""

import re
from itertools import pairwise

from indexer.model import Clause
from indexer.parse.normalize import fold

_CELL = re.compile(
    "(?:^|(?<=；))[\u4e00-\u9fff\\d（）]{0,9}(?:任务|措施|举措|事项|内容|工作|项目|目标|时限|期限|时间|节点|进度"
    "|单位|部门|主体|领域|方向|类别|指标|名称|计划值|目标值|备注|清单|要求)："
)
_OF_ORGANS = re.compile(
    "[^：]{0,4}(?:牵头|主责|责任|配合|协办|参与|协同|支持)[^：]{0,4}(?:单位|部门|主体)："
)
_UNTIL = re.compile("(?:时限|期限|时间|节点|进度)[^：；。]{0,4}：([^；。]+)")


def deadline_of_row(clause: Clause) -> str:
    """What its column of deadlines says; empty where it has none."""
    hit = _UNTIL.search(fold(clause.text).replace("\n", ""))
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
    places = [*(hit.start() for hit in _CELL.finditer(text)), len(text)]
    cells = [text[a:b].strip("；。") for a, b in pairwise(places)]
    kept = [
        cell for cell in cells if not _OF_ORGANS.match(cell) and cell.partition("：")[2] != heading
    ]
    if len(kept) == len(cells) or not kept:
        return text
    return "；".join(kept) + "。"
