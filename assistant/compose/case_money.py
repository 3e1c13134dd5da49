"""Figures of a citizen's question: the price, the sum that is supposed, the number of pieces."""

import re

from assistant.compose.traits import number

_MONEY = re.compile(
    r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?P<scale>[亿万千百wk](?![wW]))(?P<rest>\d)?)?(?P<unit>元|块|圆|人民币)?"
)
_HAN_MONEY = re.compile(
    r"(?P<value>[一二两三四五六七八九])(?P<scale>[万千百])(?P<rest>[一二三四五六七八九])?[千百]?[多来]?"
    r"(?P<unit>元|块|(?=[，。？的能可补左对吗吧是]|$))"
)
_SCALES = {"亿": 1e8, "万": 1e4, "千": 1e3, "百": 1e2, "w": 1e4, "k": 1e3}
_CLAIMED = re.compile(
    "(?:补贴?|补助|津贴|助学金|救助金|领|拿|给|减|返|奖励?|上限|封顶|最高|便宜|优惠|那笔|标准|差额)"
    "(?:每[人户个月年天生名位学期]{1,2}|一个?[人月年天]|了|到|的|[之以]后|一共|合计|有|是|为|就|差不多|大概|我|能|可以|只|才|应该|也|金额|钱|额|不是|：)*$"
    # What one may borrow is supposed, too: 最高能贷50万.
    "|(?:最高|最多|至多|能|可以?|额度)(?:能|可以?|只|是|给|就)*(?:贷|借)(?:款|到|出|给)*$"
)
_GIVEN = re.compile("^的?(?:补贴|补助|奖励|优惠|立减|封顶)(?!多少|几|百分|标准|比例)")
_FORMER = re.compile("(?:按|原来|以前|早先|当时|之前|先前)[^，。]{0,6}$")
# What a shop takes off its price is off before anything is granted.
_DISCOUNT = re.compile(
    "(?:店家?|商家|门店|商场|卖家|厂家|老板|平台)[^，。？]{0,4}(?:减|优惠|便宜|让利?|降|抹)(?:了|掉|价)*$"
)
_PRICED = re.compile(
    "(?:价|满|卖|售|花|到手|标价|实付|付了?|要|每[台件辆部套个张]|单价)(?:是|为|了|格|约|大概|差不多)*$"
)
_ENDED = re.compile("(?:的|能|可|补|给|左右|[，。？])|$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CODE = re.compile(r"[第〔（号a-zA-Z\d.-]$")
_COUNTED = re.compile("[辆台套户件家个人座千瓦吨%年月日号级升马米点部张岁]")
_PIECES = re.compile(
    r"(?<![第每限\d.])(?P<value>\d{1,4}|[两二三四五六七八九十]|几)(?=台|件|部|辆|套|张|组|艘|座|亩|条(?:船|[\u4e00-\u9fff]{0,4}[线路]))"
)
# Two persons with one each, whom no limit for one person binds.
COUPLE = re.compile(
    "(?:我[和跟与][^，。？]{1,4}|我们?俩|两口子|夫妻俩?|我们两个?人)[^，。？]{0,4}(?:一人|各自?|每人)[^，。？]{0,6}?一(?P<unit>[辆台部件])"
)
_HALF = re.compile("(?:[补贴给报返]|承担|出)(?:贴|助|息|销)?(?:的是)?(?:一半|五成|对半)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?:%|个(?:百分)?点)")


def money_of(text: str) -> tuple[float | None, float | None]:
    """The price and the sum that is supposed to be granted, in yuan."""
    prices, claimed = sums_of(text)
    return (prices[0] if prices else None), claimed


def sums_of(text: str) -> tuple[tuple[float, ...], float | None]:
    """All prices, and the sum that is supposed to be granted, in yuan."""
    prices: dict[int, float] = {}
    claimed = None
    for pattern in (_MONEY, _HAN_MONEY):
        for hit in pattern.finditer(text):
            before = re.split("[，。？；、]", text[max(0, hit.start() - 12) : hit.start()])[-1]
            after = text[hit.end() : hit.end() + 6]
            if not _is_money(hit, before, after) or _FORMER.search(before):
                continue
            if prices and _DISCOUNT.search(before):
                last = max(prices)
                prices[last] = max(prices[last] - _yuan(hit), 0.0)
            elif _CLAIMED.search(before) or _GIVEN.match(after):
                claimed = _yuan(hit) if claimed is None else claimed
            else:
                prices[hit.start()] = _yuan(hit)
    return tuple(prices[place] for place in sorted(prices)), claimed


def priced_parts(text: str) -> list[tuple[str, float]]:
    """The words that lead to each price, with it: 冰箱6000元 and 再买电视12000元."""
    found, start = [], 0
    for hit in _MONEY.finditer(text):
        before = re.split("[，。？；、]", text[max(0, hit.start() - 12) : hit.start()])[-1]
        after = text[hit.end() : hit.end() + 6]
        given = _CLAIMED.search(before) or _GIVEN.match(after) or _FORMER.search(before)
        if not _is_money(hit, before, after) or given or _DISCOUNT.search(before):
            continue
        goods = re.match("的[^，。？和跟与]{1,8}", text[hit.end() :])
        stop = hit.end() + (goods.end() if goods else 0)
        found.append((text[start:stop], _yuan(hit)))
        start = stop
    return found


def discount_of(text: str) -> float:
    """What a shop takes off its price, in yuan; 0 where nothing is said of it."""
    hits = (hit for hit in _MONEY.finditer(text) if _DISCOUNT.search(text[: hit.start()]))
    return sum(_yuan(hit) for hit in hits)


def percent_of(text: str) -> float | None:
    """The rate in per cent that a question names."""
    hit = _PERCENT.search(text)
    if hit is None and _HALF.search(text):
        return 50.0
    return float(hit[1]) if hit else None


def pieces_of(text: str) -> tuple[int, str]:
    """How many are spoken of, and what one is called; one, where no number is given."""
    hits = [hit for hit in _PIECES.finditer(text) if hit["value"] != "几"]
    counts = [(int(number(hit["value"]) or 1), text[hit.end()]) for hit in hits]
    if (couple := COUPLE.search(text)) and len(counts) < 2:
        counts.append((2, couple["unit"]))
    return max(counts, default=(1, ""))


def _is_money(hit: re.Match[str], before: str, after: str) -> bool:
    if hit["unit"]:
        return True
    if _COUNTED.match(after):
        return False
    if hit["scale"] in ("亿", "万", "w", "k") or not hit["value"][0].isdigit():
        return True
    if before.endswith("满"):
        return True  # 满80减15
    said = _PRICED.search(before) or _CLAIMED.search(before)
    alone = _ENDED.match(after) and not _YEAR.fullmatch(hit["value"]) and not _CODE.search(before)
    return float(hit["value"].replace(",", "")) >= 100 and bool(said or alone)


def _yuan(hit: re.Match[str]) -> float:
    value = number(hit["value"].replace(",", "")) or 0.0
    scale = _SCALES.get(hit["scale"] or "", 1.0)
    rest = (number(hit["rest"]) or 0.0) * scale / 10 if hit["rest"] else 0.0
    return round(value * scale + rest, 2)
