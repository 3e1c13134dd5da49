"""What is paid down of a price: 首付2成 of 15万元 is 3万元."""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import plain, yuan
from assistant.compose.benefit_case import Case
from assistant.compose.traits import number
from assistant.draft import Statement

_SHARE = re.compile(
    r"首付(?:款|比例)?[^，。；、\d一二两三四五六七八九]{0,8}"
    r"(?P<value>\d+(?:\.\d+)?|[一二两三四五六七八九])(?P<unit>成(?P<half>半)?|%)"
)
_LEAST = re.compile("不低于|不少于|最低|至少")
_ASKS = re.compile("首付|先(?:要|得)?(?:付|掏|交|拿)|(?:分期|贷款)[^？]*多少钱")


def agreement(case: Case, found: terms.Said) -> str:
    """Whether a share that is supposed is the plan's: 首付3成对吗."""
    mine, theirs = _SHARE.search(case.text), _SHARE.search(found.sentence.text)
    if mine is None or theirs is None:
        return ""
    return "是的，" if _rate(mine) == _rate(theirs) else "不对，"


def _rate(hit: re.Match[str]) -> float:
    """A share in per cent."""
    value = number(hit["value"]) or 0.0
    return value if hit["unit"] == "%" else value * 10 + (5 if hit["half"] else 0)


def worked_out(case: Case, found: terms.Said) -> Statement | None:
    """15万元×20%=3万元; None where the plan names no share, or the question no price."""
    hit = _SHARE.search(found.sentence.text)
    if hit is None or case.price is None or not _ASKS.search(case.text):
        return None
    rate = _rate(hit)
    paid = round(case.price * rate / 100, 2)
    money = yuan if paid >= 1e4 else plain
    steps = f"{plain(case.price)}×{rate:g}%={plain(paid)}"
    least = "至少" if _LEAST.search(hit[0]) else ""
    text = f"{hit[0]}，即{rate:g}%，首付{least}**{money(paid)}**：{steps}。"
    derived = (rate, case.price, case.price / 1e4, paid, paid / 1e4)
    return Statement(text, (found.sentence.evidence,), derived)
