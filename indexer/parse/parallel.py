"""Figures given side by side: 国三、国四货车分别补贴1万元、2万元, each with the case that it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AND = "(?:、|和|及|以及|，)"
_FIGURE = rf"{_NUMBER}(?:[万亿千百]?元|%)"
_LIST = re.compile(
    rf"分别(?P<verb>[^，；。、\d]{{0,12}}?)(?P<figures>{_FIGURE}(?:{_AND}{_FIGURE})+)"
)
_BREAK = re.compile("；|[元%](?:的?(?:补贴|补助|奖励))?，")
_GOAL = re.compile("达|降|增长|超过|不少|不低|提高|完成|承担|负担|分担|占")
_PART = re.compile("、|和|及(?!以)|或者?|与|以及")
_IN = "(?:（不?含）)?"
_TO = "(?:—|-|－|~|至)"
_UNIT = r"(?:[万亿千百]?元|马力|千瓦|平方米|\D)"
_COUNTED = re.compile(
    rf"[\d.,]+{_IN}(?:{_TO}[\d.,]+{_IN})?(?P<unit>{_UNIT}){_IN}(?:{_TO}[\d.,]+{_UNIT}{_IN})?(?:以?[上下内]{_IN})?"
    "|[一二三四五六七八九十甲乙丙丁]+[级类档年次]"
)
_COUNTED_LAST = re.compile(f"(?:{_COUNTED.pattern})$")
_RANGE = re.compile(rf"(?<![\d.])(?P<first>\d)(?:级|星级?|A级?)?{_TO}(?P<last>\d)(?=星|A|级|类|档)")
_SHORT = 3  # 国三, 国四: members so short are told by their first character
_LEVEL = re.compile("(?:国家|自治区|(?<!全)[省市县区州])(?P<rank>级?)")  # 国家、省级企业技术中心
_LEADING = re.compile(
    "^.*(?:取得|考取|考得|获评|具有|购买|购置|更新|更换|报废|新购|换购|转让|评为|认定为|获得|建设|对于?)"
)
_LIKE = 6  # characters in which a member and the one before it come to the same end
_DEGREE = re.compile(
    "(?:大专|专科|本科|硕士|博士|研究生|[初中高]级(?:工|技师)?|(?:特级|首席)?技师)"
)
_TRAILING = re.compile("的?(?:，|：|$)")
_BOUND = (
    rf"(?:(?:高于|低于|不?超过|不足|不满|不低于|不高于|满)[\d.]+{_UNIT}"
    rf"|[\d.]+{_UNIT}?{_IN}{_TO}[\d.]+{_UNIT}{_IN}|[\d.]+{_UNIT}{_IN}及?以[上下内]{_IN})"
)
_TIER = re.compile(
    rf"(?P<tier>[^，；。：、\d]{{0,12}}{_BOUND}[^，；。：、\d]{{0,6}}?)的?，?"
    rf"[^，；。、\d]{{0,6}}?(?:补贴|补助|奖励|奖补|给予)[^，；。、\d]{{0,8}}{_FIGURE}"
)


@dataclass(frozen=True, slots=True)
class Parallel:
    """Figures in a row, at clean places; the words of the case of each, from ``begin`` on."""

    begin: int
    start: int
    end: int
    verb: str
    figures: tuple[str, ...]
    cases: tuple[str, ...]


def parallels(folded: str, start: int, end: int) -> Iterator[Parallel]:
    """The rows of a sentence whose figures and cases are as many; a goal's figures are none."""
    for hit in _LIST.finditer(folded, start, end):
        breaks = [each.end() for each in _BREAK.finditer(folded, start, hit.start())]
        begin = breaks[-1] if breaks else start
        figures = tuple(re.findall(_FIGURE, hit["figures"]))
        before = folded[begin : hit.start()].strip("，、；： ")
        cases = _cases(before, len(figures))
        if not cases:
            begin, cases = _of_tiers(folded, start, begin, before, len(figures))
        if cases and not _GOAL.search(hit["verb"]):
            yield Parallel(begin, hit.start(), hit.end(), hit["verb"], figures, cases)


def _of_tiers(
    folded: str, start: int, begin: int, before: str, count: int
) -> tuple[int, tuple[str, ...]]:
    """The words before, with each of the tiers that the piece of the sentence before names.

    购买新能源车，10万元以下的补贴8000元，10万元以上的补贴1.2万元；购买燃油车，分别补贴6000元、1万元.
    """
    piece = max(start, folded.rfind("；", start, max(start, begin - 1)) + 1)
    tiers = list(_TIER.finditer(folded, piece, begin))
    if len(tiers) != count or not before:
        return begin, ()
    return tiers[0].start(), tuple(f"{before}，{hit['tier']}的" for hit in tiers)


def _cases(before: str, count: int) -> tuple[str, ...]:
    """The words before, once for each member of the list in them; () where no list is as long."""
    marks = _between(before, [hit.span() for hit in _PART.finditer(before)], count - 1)
    if not marks:
        return _of_range(before, count)
    starts = [0, *(stop for _, stop in marks)]
    stops = [*(begin for begin, _ in marks), len(before)]
    members = [before[a:b] for a, b in zip(starts, stops, strict=True)]
    first = _begin(members[0], members[1])
    last = _end(members[-1], members[-2][first:] if count == 2 else members[-2])
    head, tail = members[0][:first], members[-1][last:]
    named = _ranked((members[0][first:], *members[1:-1], members[-1][:last]))
    return tuple(f"{head}{each}{tail}" for each in named) if all(named) else ()


def _between(before: str, marks: list[tuple[int, int]], count: int) -> list[tuple[int, int]]:
    """So many marks in a row that part members of one form; the last ones where several do.

    Of 初级、中级、高级资格证书或技能等级证书 those that part the degrees, not the certificates.
    """
    rows = [marks[at : at + count] for at in range(len(marks) - count + 1)]
    return max(
        reversed(rows), key=lambda row: sum(_comes_to(before, *mark) for mark in row), default=[]
    )


def _comes_to(before: str, start: int, stop: int) -> bool:
    """Whether what follows a mark soon ends as what precedes it does: 中级、高|级."""
    counted = _COUNTED_LAST.search(before[:start]) and _COUNTED.match(before, stop)
    return before[start - 1 : start] in before[stop : stop + _LIKE] or bool(counted)


def _ranked(members: tuple[str, ...]) -> tuple[str, ...]:
    """The members; of levels of government that only the last calls 级, each is called so."""
    levels = [_LEVEL.fullmatch(each) for each in members]
    if all(levels) and members[-1].endswith("级"):
        return tuple(f"{each.removesuffix('级')}级" for each in members)
    return members


def _of_range(before: str, count: int) -> tuple[str, ...]:
    """The words before, once for each member of a range that is as long: 2—5星级."""
    for hit in _RANGE.finditer(before):
        first, last = int(hit["first"]), int(hit["last"])
        if last - first + 1 == count:
            head, tail = before[: hit.start()], before[hit.end("last") :]
            return tuple(f"{head}{each}{tail}" for each in range(first, last + 1))
    return ()


def _begin(first: str, second: str) -> int:
    """Where the first member begins, by the form of the second: …工作满2年、5年."""
    counted = _COUNTED.match(second)
    if counted:
        alike = [hit for hit in _COUNTED.finditer(first) if _unit(hit) == _unit(counted)]
        if alike:
            return alike[-1].start()
    for named in (_LEVEL, _DEGREE):
        level = re.search(f"{named.pattern}$", first)
        if level and named.match(second):
            return level.start()
    alike_at = first.rfind(second[:1], max(0, len(first) - 8)) if second else -1
    if alike_at > 0:
        return alike_at
    leading = _LEADING.match(first)
    return leading.end() if leading else 0


def _unit(counted: re.Match[str]) -> str:
    return counted["unit"] or counted[0][-1]


def _end(last: str, before: str) -> int:
    """Where the last member ends, by the form of the one before: 国三、国四|柴油货车."""
    counted = _COUNTED.match(last)
    if counted and _COUNTED.match(before):
        return counted.end()
    for named in (_LEVEL, _DEGREE):
        level = named.match(last)
        if level and named.fullmatch(before):
            return level.end()
    alike = last.find(before[-1:]) if before else -1
    if 0 <= alike < len(before) + 4:
        return alike + 1
    if last[:1] == before[:1] and len(before) <= _SHORT:
        return len(before)
    trailing = _TRAILING.search(last)
    return trailing.start() if trailing else len(last)
