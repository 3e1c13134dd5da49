"""Whether an answer has a figure in the unit that was asked: 每人多少元 is no matter of 50名."""

import re

from assistant.compose.targets import target_statements
from assistant.draft import Draft, Statement
from assistant.fitting import asked_unit, of_another_kind
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import bigrams
from indexer.model import Clause
from indexer.parse.normalize import fold

# Units that people and plans use for one another; others are only themselves.
_ALIKE = (
    ("元", "块", "元钱", "亿级", "亿"),
    ("人", "名", "位"),
    ("家", "户", "个"),
    ("辆", "台", "部", "套"),
    ("座", "个", "处", "站"),
    ("日", "天", "工作日", "小时", "周", "月"),
    ("吨", "千克", "公斤"),
    ("亩", "公顷", "平方米"),
    ("度", "千瓦时"),
)
_WIDE = (
    "个",
    "项",
    "条",
    "种",
    "类",
    "次",
    "处",
    "场",
    "件",
    "头",
    "只",
    "张",
    "点",
)  # count anything
_OF_ORGANS = ("人", "名", "元", "岁", "辆", "平方米")  # what an organ has, and no measure is
_FIGURE = r"[\d一二三四五六七八九十百千万亿两半](?:余|多)?(?:个|余)?"
_WHO = ("lead", "responsible", "cooperating", "content", "when")


def lacks_unit(question: Question, draft: Draft) -> bool:
    """Whether a question wants one figure in a unit, and the draft shows none in it."""
    unit = asked_unit(question)
    if not draft.found or unit is None or unit in _WIDE or question.asks(*_WHO):
        return False
    if question.asks("count") and unit != "元":  # 一共几个亿 counts nothing but money
        return False
    if re.search("[哪第]几|谁", question.folded):
        return False
    alike = next((each for each in _ALIKE if unit in each), (unit,))
    said = "".join(each.text for each in draft.statements)
    counted = re.compile(f"{_FIGURE}(?:{'|'.join(map(re.escape, alike))})")
    return counted.search(said.replace("**", "")) is None


def in_unit(knowledge: Knowledge, question: Question, clause: Clause) -> tuple[Statement, ...]:
    """The one target of a clause that counts in the unit asked: 要换多少台, of its elevators."""
    unit = asked_unit(question)
    found = [
        (clause, target)
        for target in knowledge.targets(clause)
        if unit and unit in (target.unit or "")
        if any(pair in question.topic for pair in bigrams(fold(target.indicator)))
        if not of_another_kind(knowledge, question, clause, target)
    ]
    return tuple(target_statements(found)) if len(found) == 1 else ()


def counts_no_measures(question: Question) -> bool:
    """Whether a question about an organ counts what is no measure: 区住建局一共多少人."""
    unit = asked_unit(question)
    return unit in _OF_ORGANS and not re.search("[哪第]几|谁", question.folded)
