"""那要是只有800米呢: the question asked before, with another number of the asker's."""

import re

from assistant.dialogue_state import Followed, Ground, State

_UNITS = "公里|千米|小时|分钟|个?工作日|平方米|公斤|[米天岁吨亩元家个座人辆台层户%]|个月|年"
_FRAGMENT = re.compile(
    r"^(?:那么?|要是|如果|假如|若是?|换成|改成|变成|，|我们?|它|PUE|pue)*(?:只|才|就|大概|大约|约)*(?:有|是|做到|达到|降到|升到|到|测出来|测得)?(?:大概|大约|约)?"
    rf"(?P<number>\d+(?:\.\d+)?(?P<unit>[万亿]?(?:{_UNITS}))?半?)(?:的?话|的)?(?:呢|行吗|行不行|可以吗)?[？。！?]*$"
)
_NUMBER = re.compile(
    rf"(?<![\d.第])\d+(?:\.\d+)?(?P<unit>[万亿]?(?:{_UNITS}))?半?(?![\d年月日号]|\.\d)"
)
_KINDS = {"千米": "公里", "米": "公里", "分钟": "小时"}


def other_number(text: str, ground: Ground, state: State) -> Followed | None:
    """The whole question with the number of a fragment; None where it is no such fragment."""
    found = _FRAGMENT.match(text)
    if found is None or not state.whole:
        return None
    kind = _kind(found["unit"])
    same = [hit for hit in _NUMBER.finditer(state.whole) if _kind(hit["unit"]) == kind]
    if len(same) != 1:
        return None
    begin, end = same[0].span()
    whole = f"{state.whole[:begin]}{found['number']}{state.whole[end:]}"
    return Followed(whole, (), state.documents, leaning=True)


def _kind(unit: str | None) -> str:
    plain = (unit or "").lstrip("万亿")
    return _KINDS.get(plain, plain)
