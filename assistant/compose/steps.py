"""What is granted for each so much comes to so many steps: 每增1000万元奖6万元, of 3000万元 18万元."""

import math
import re
from dataclasses import dataclass

from assistant.compose.own_number import own_numbers
from assistant.compose.traits import number

_SCALES = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_STEP = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{0,8}?)每(?:再)?(?:新增加?|增加?长?|达到?|满|提高|超过?|突破|高出)+(?P<value>\d+(?:\.\d+)?|[一二两三四五六七八九十])"
    r"(?P<scale>[百千万亿]*)(?P<unit>元|[台辆套件家户个人吨亩艘])(?![^，。；]{0,4}以[上下])(?=[^。；]{0,12}(?:给予|奖|补))"
)

_GROWN = re.compile("增|多卖|涨|提高|超出")


@dataclass(frozen=True, slots=True)
class Steps:
    """How many whole steps a number holds; ``size`` in plain units, ``words`` as the plan has it."""

    count: int
    size: float
    value: float
    words: str


def steps_of(question: str, own: str, price: float | None) -> Steps | None:
    """The steps that a question's number holds; None where it names none in the unit of the step.

    Args:
        question: folded, as asked: 增量3000万元.
        own: the words of the grant.
        price: the sum of money that the question names.
    """
    step = _STEP.search(own)
    if step is None or ("增" in step[0] and not _GROWN.search(question)):
        return None
    scale = math.prod(_SCALES[each] for each in step["scale"])
    size = (number(step["value"]) or 0.0) * scale
    money = step["unit"] == "元"
    counted = (each.whole for each in own_numbers(question) if each.unit == step["unit"])
    value = price if money else next(counted, None)
    if value is None or not size:
        return None
    return Steps(int(value // size), size, value, f"{step['value']}{step['scale']}{step['unit']}")


def reckoned(
    steps: Steps, amount: float, cap: tuple[float | None, str]
) -> tuple[float, str, tuple[float, ...]]:
    """The sum of all whole steps, how it comes about, and the numbers worked out.

    Args:
        steps: what the number of the question holds.
        amount: what is granted for one step.
        cap: the most that is granted, and how the plan writes it.
    """
    if not steps.count:
        value = steps.value
        return 0.0, f"{_money(value)}不足{steps.words}", (value, value / 1e4)
    total, (most, words) = amount * steps.count, cap
    parts = round(steps.value / steps.size, 2)
    whole = "" if parts == steps.count else f"，按{steps.count}个整{steps.words}计"
    text = f"{_money(steps.value)}÷{steps.words}={parts:g}{whole}；{_money(amount)}×{steps.count}={_money(total)}"
    derived = [parts, float(steps.count)]
    derived += [
        figure
        for each in (steps.value, amount, total, most or 0.0)
        for figure in (each, each / 1e4)
    ]
    if most is None:
        return total, text, tuple(derived)
    if total <= most:
        return total, f"{text}，未超过{words}的上限", tuple(derived)
    return most, f"{text}，超过{words}的上限，按{_money(most)}计", tuple(derived)


def _money(value: float) -> str:
    return f"{value / 1e4:.10g}万元" if value >= 1e4 else f"{value:.10g}元"
