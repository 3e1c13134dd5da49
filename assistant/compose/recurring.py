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
# 签了3年合同, 毕业2年: no time for which anything is asked.
_OTHER_TIME = re.compile(
    "(?:签|缴|交了|工作|上班|[干做]了|(?<![领拿发补])满|毕业|入职|离校|成立|经营|创办|注册|失业|参保)[^，。\\d]{0,4}$"
)
_ASKS_ONE = re.compile(
    "(?:每|一)个?(?P<unit>年|月|天|日|餐|次|季度?)(?:都|能|可以?|会|给|有|是|领|补|拿|发|贴)*(?:多少|几)"
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
    steps: str = ""  # 3×12, where the time asked is in another unit


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
    if "一次性" in own[each.end() :]:  # 每年培训200人，…给予一次性奖励
        return None
    unit = _as_unit(each["unit"])
    one = _ASKS_ONE.search(question)
    if one and _as_unit(one["unit"]) == unit:  # 一个月多少、最长几年
        return None
    asked = [hit for hit in _TIMES.finditer(question) if not _of_else(question, hit)]
    longest = max(asked, key=lambda hit: _count(hit, unit), default=None)
    count = _count(longest, unit) if longest else 0
    if longest is None or count < 2:
        return None
    limits = (hit for hit in _MOST.finditer(paragraph) if _as_unit(hit["unit"]) == unit)
    most = next((int(number(hit["value"]) or 0) for hit in limits), 0)
    if 0 < most < count:
        return Times(most, unit, True)
    own = _as_unit(longest["unit"])
    steps = f"{number(longest['value']):g}×{_IN[unit, own]}" if own != unit else ""
    return Times(count, unit, steps=steps)


def _of_else(question: str, hit: re.Match[str]) -> bool:
    """Whether a time is that of a contract, of work or since an event."""
    before, after = question[: hit.start()], question[hit.end() :]
    return _OTHER_TIME.search(before) is not None or after.startswith(
        ("合同", "的合同", "以上", "了")
    )


def in_words(times: Times) -> str:
    """36个月, 5年."""
    return f"{times.count}{'个' if times.unit == '月' else ''}{times.unit}"


def _as_unit(written: str) -> str:
    return _PERIODS.get(written.removeprefix("个") if written != "个月" else written, written)


def _count(hit: re.Match[str], unit: str) -> int:
    asked, value = _as_unit(hit["unit"]), number(hit["value"]) or 0.0
    if asked == unit:
        return int(value)
    return int(value * _IN.get((unit, asked), 0))
