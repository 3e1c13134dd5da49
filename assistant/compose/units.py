"""Whether an answer has a figure in the unit that was asked: 每人多少元 is no matter of 50名."""

import re

from assistant.draft import Draft
from assistant.fitting import asked_unit
from assistant.question import Question

# Units that people and plans use for one another; others are only themselves.
_ALIKE = (
    ("元", "块", "元钱"),
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
_WHO = ("lead", "responsible", "cooperating", "content", "when", "count")


def lacks_unit(question: Question, draft: Draft) -> bool:
    """Whether a question wants one figure in a unit, and the draft shows none in it."""
    unit = asked_unit(question)
    if not draft.found or unit is None or unit in _WIDE or question.asks(*_WHO):
        return False
    if re.search("[哪第]几|谁", question.folded):
        return False
    alike = next((each for each in _ALIKE if unit in each), (unit,))
    said = "".join(each.text for each in draft.statements)
    counted = re.compile(f"{_FIGURE}(?:{'|'.join(map(re.escape, alike))})")
    return counted.search(said.replace("**", "")) is None


def counts_no_measures(question: Question) -> bool:
    """Whether a question about an organ counts what is no measure: 区住建局一共多少人."""
    unit = asked_unit(question)
    return unit in _OF_ORGANS and not re.search("[哪第]几|谁", question.folded)
