"""Figures each behind its own case: 初级500元、中级1000元的标准给予补贴; 满300元减80元、满600元减180元."""

import re
from collections.abc import Iterator

from indexer.parse.parallel import Parallel

_MONEY = r"\d+(?:,\d{3})*(?:\.\d+)?[万千]?元"
_OFF = re.compile(
    rf"(?P<case>满{_MONEY}(?:（不?含）)?(?:以?上)?的?)，?(?P<verb>可?立?减)(?P<figure>{_MONEY})"
)
_GRADE = re.compile(
    rf"(?P<case>(?:[^，；。、：\d“”（）]|（[^（）\d]{{1,4}}）){{1,12}}?)(?P<verb>)(?P<figure>{_MONEY})"
)
# What is granted is said behind the row, or just before it: 给予一次性奖励，本科2万元、专科1万元.
_GIVEN = re.compile(
    "(?:的?标准)?(?:给予|发放|的)[^，。；、（\\d]{0,10}(?:补贴|补助|奖励|奖补|津贴|资助)"
)
_GIVEN_BEFORE = re.compile(
    "(?:给予|发放)[^，。；：、（\\d]{0,12}(?:补贴|补助|奖励|奖补|津贴|资助)[，：]$"
)
_BOUND = re.compile("上限|最高|不超过|限额|封顶")
_NAMED = re.compile("(?:补贴|补助|奖励|奖补|津贴|资助)$")  # 建设补助|3000元, 每月300元给予运营补助
_LED = re.compile("^.*(?:按照?|分别|给予|为)(?=.)")
_VOUCHER = re.compile(
    "(?:投放|发放|推出|派发|派送|设置|每张|[，。；：“]|^)(?P<name>[^，。；：“\\d]{1,10}券)"
)
_FEWEST = 2
_GIVEN_WITHIN = 24  # characters before a row in which the verb of giving stands


def paired(folded: str, start: int, end: int) -> Iterator[Parallel]:
    """The rows of a sentence; a voucher's steps bear its name, grades the words before them."""
    for row in _rows(_OFF, folded, start, end):
        names = [hit["name"] for hit in _VOUCHER.finditer(folded, start, row[0].start())]
        yield _of_row(row, names[-1] if names else "", row[0].start())
    for row in _rows(_GRADE, folded, start, end):
        before = folded[max(start, row[0].start() - _GIVEN_WITHIN) : row[0].start()]
        if _NAMED.search(row[0]["case"]):
            continue
        given_before = _GIVEN_BEFORE.search(before) and not _BOUND.search(row[0]["case"])
        if not (_GIVEN.match(folded, row[-1].end()) or given_before):
            continue
        begin = max(folded.rfind(mark, start, row[0].start()) + 1 for mark in "；。")
        led = _LED.match(row[0]["case"])
        first = row[0].start() + (led.end() if led else 0)
        begin = max(begin, start)
        head = folded[begin:first].strip("，、；： ") + ("，" if given_before else "")
        yield _of_row(row, head, begin, led.end() if led else 0)


def _rows(
    pattern: re.Pattern[str], folded: str, start: int, end: int
) -> Iterator[list[re.Match[str]]]:
    """Finds one behind another, with nothing but a mark between them."""
    row: list[re.Match[str]] = []
    for hit in pattern.finditer(folded, start, end):
        if row and folded[row[-1].end() : hit.start()] not in ("、", "，"):
            if len(row) >= _FEWEST:
                yield row
            row = []
        row.append(hit)
    if len(row) >= _FEWEST:
        yield row


def _of_row(row: list[re.Match[str]], head: str, begin: int, cut: int = 0) -> Parallel:
    cases = (row[0]["case"][cut:], *(hit["case"] for hit in row[1:]))
    return Parallel(
        begin=begin,
        start=row[0].start(),
        end=row[-1].end(),
        verb=row[0]["verb"],
        figures=tuple(hit["figure"] for hit in row),
        cases=tuple(f"{head}{each}" for each in cases),
    )
