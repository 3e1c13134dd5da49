"""What is granted each time or each month comes to so much for a day, a year: 每人每餐4元, 一天两顿."""

import re
from dataclasses import dataclass

from assistant.compose.traits import number

_HAN = "一二两三四五六七八九十半"
_PER = re.compile(
    "每(?P<unit>年|月|天|日|餐|次|季度?|千瓦(?!时)|平方米|吨)[^，。；每\d]{0,8}(?:补|给予|奖|资助|发放|\d)"
)
_PERIODS = {"日": "天", "季度": "季", "顿": "餐", "个月": "月"}
_IN = {("月", "年"): 12, ("季", "年"): 4, ("月", "季"): 3}
_TIMES = re.compile(
    rf"(?P<value>\d+|[{_HAN}])(?P<unit>年|个月|个?季度|天|顿|餐|次|千瓦(?!时)|平方米|吨)(?!前|内|级|之)"
)
_MOST = re.compile(
    rf"(?:不超过|最多|最长|至多|以)(?P<value>\d+|[{_HAN}])个?(?P<unit>年|月|天|日|餐|次)"
)


@dataclass(frozen=True, slots=True)
class Times:
    """How often a sum is granted: ``count`` of ``unit``, and the limit where that cuts it."""

    count: int
    unit: str
    limited: bool = False


def times_of(question: str, own: str, paragraph: str) -> Times | None:
    """How often the sum of a grant is asked for; None where it is asked for once.

    Args:
        question: folded, as asked: 连着领满三年.
        own: the words of the grant: 每站每年补助2400元.
        paragraph: what stands around them, which may set a limit: 补助期限不超过3年.
    """
    each = _PER.search(own)
    if each is None:
        return None
    unit = _as_unit(each["unit"])
    count = max((_count(hit, unit) for hit in _TIMES.finditer(question)), default=0)
    if count < 2:
        return None
    limits = (hit for hit in _MOST.finditer(paragraph) if _as_unit(hit["unit"]) == unit)
    most = next((int(number(hit["value"]) or 0) for hit in limits), 0)
    return Times(min(count, most), unit, True) if 0 < most < count else Times(count, unit)


def _as_unit(written: str) -> str:
    return _PERIODS.get(written.removeprefix("个") if written != "个月" else written, written)


def _count(hit: re.Match[str], unit: str) -> int:
    asked, value = _as_unit(hit["unit"]), number(hit["value"]) or 0.0
    if asked == unit:
        return int(value)
    return int(value * _IN.get((unit, asked), 0))
