"""What tells cases of a benefit apart: fuel, class, displacement, dates, in one form for both sides.

The same rules (``traits.toml``) read a question and a plan, so that the two can be compared:
traits of one facet agree where their names or ranges meet.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from indexer.lexicon import Rule, load_rules
from indexer.parse.numbering import parse_number

LEXICONS = Path(__file__).parents[1] / "lexicons"
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6}
_PERSONS = {"单": 1, "独": 1, "俩": 2}
_DATE = re.compile(r"(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?(?:（含[^）]*）)?")
_BESIDE_DAY = re.compile("(?P<way>及?(?:之?[前后]|以[前后]))（含[^）]*）")
_OWNED = re.compile("名下|过户|转移登记")
_REGISTERED = re.compile("注册登记|注册的|登记(?!证)|上牌|上的牌|上户|落户|买的|购入|买入|车龄")
# Facets of a person or household, by which allowances have tiers.
OF_PERSON = (
    "years_old",
    "disabled",
    "care",
    "household",
    "means",
    "hardship",
    "skill",
    "degree",
    "stage",
    "boarding",
)
OF_SIZE = ("area", "beds", "capacity", "guests", "nights")  # of what is built, or brought
_AT_LEAST = ("served", "reached", "years_old", *OF_SIZE)
_DATED, _FIRST_YEAR = ("owned", "registered"), 10000
_DAY = re.compile(r"(?<!\d年)(?<!\d)(\d{1,2})月(?:(\d{1,2})[日号])?")
_YEARS_AGO = (("去年", 1), ("前年", 2))
_OF_CAR = re.compile("的[^，。]{0,4}车")
_KEPT = re.compile(
    r"(?:名下|过户|到手|持有)[^，。；\d]{0,6}?(?P<under>不到|不足|未满)?"
    r"(?P<value>\d{1,2}(?!\d)|[一二两三四五六七八九十]+|半)(?P<month>个月)?年?(?P<range>(?:（含[^）]*）)?(?:及|或)?以[上下])?"
    r"(?<=[年月上下])"
)
_CENT = 0.01  # what a price has to be off a bound that does not count
_MARKED = re.compile(r"(\d+(?:\.\d+)?)（(不?含)）(万?元)")  # 10（含）万元
# 10万元以上20万元（含）以下, where the other bound follows at once.
_FROM_TO = r"及?以上[、，]?(?=\d+(?:\.\d+)?万?元?(?:（不?含[^）]*）)?及?以[下内])"
_MONEY = r"(?P<{0}>\d+(?:\.\d+)?)(?P<{0}_scale>万)?(?P<{0}_unit>元)?"
_PRICE = re.compile(
    r"(?:(?:最终|销售|成交|开票|购车|车辆|裸车)*价格?|售价|单价|发票金额|车价|价款|(?:保险|消费|实付|订单|投保|合同)金额|保费)[^，。；、（）\d%]{0,10}?(?P<word>不足|不满|不超过|不高于|低于|超过|高于|不低于|在)?"
    + f"(?:{_MONEY.format('low')}(?P<above>（不?含[^）]*）)?(?:-|—|~|至|到|(?P<more>{_FROM_TO})))?{_MONEY.format('value')}"
    + r"(?P<range>(?:（不?含[^）]*）)?(?:及|或|含)?以[上下内])?(?!以?[上下]?的?\d*%)"
)


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait: a name (ev.pure), or a range of numbers; ``words`` as the text has it."""

    facet: str
    words: str
    of: str = "any"
    name: str = ""
    low: float = -math.inf
    high: float = math.inf

    def agrees(self, other: "Trait") -> bool:
        """Whether both can be said of one thing."""
        if self.name or other.name:
            mine, theirs = f"{self.name}.", f"{other.name}."
            same = mine.startswith(theirs) or theirs.startswith(mine)
            return bool(self.name and other.name) and same
        if self.facet in _AT_LEAST:  # a case reaches the step of a plan: 干了6年 that of 满5年
            stepped = math.isinf(other.high) or other.low == other.high
            return other.low <= self.low and (stepped or self.low <= other.high)
        year = 0.0
        if self.facet in _DATED and self.high < _FIRST_YEAR:  # a day of which no year is said
            bounds = (each for each in (other.low, other.high) if not math.isinf(each))
            year = next(bounds, 0.0) // 10000 * 10000
        return max(self.low + year, other.low) <= min(self.high + year, other.high)


def traits_of(text: str) -> tuple[Trait, ...]:
    """The traits that a folded text names, dates and price limits with them."""
    found = []
    for rule in load_rules("traits", LEXICONS):
        for hit in rule.pattern.finditer(text) if rule.pattern else ():
            trait = _read(rule, hit)
            if trait is not None:
                found.append(trait)
    if any(each.facet == "disabled" for each in found):  # 二级 is no class of a device
        found = [each for each in found if each.facet != "grade"]
    return (*found, *_dates(text), *_kept(text))


def prices_of(text: str) -> tuple[Trait, ...]:
    """The limits that a plan sets for the price of what is bought."""
    text = _MARKED.sub(r"\1\3（\2）", text)
    hits = ((hit, _bounds(hit, text)) for hit in _PRICE.finditer(text))
    return tuple(
        Trait("price", hit[0].split("：")[-1], "new", "", *bounds) for hit, bounds in hits if bounds
    )


def _bounds(hit: re.Match[str], text: str) -> tuple[float, float] | None:
    """The lowest and the highest price; None where but a price is named."""
    word, beside = hit["word"] or "", hit["range"] or ""
    if hit["low"]:
        return _between(hit, beside if beside.startswith("（") else text[hit.end() :])
    value = float(hit["value"]) * (1e4 if hit["value_scale"] else 1)
    open_ = beside.startswith("（不")
    if word in ("不超过", "不高于", "低于", "不足", "不满") or beside.endswith(("下", "内")):
        ends = open_ or text.startswith("（不含", hit.end())
        return 0.0, value - (_CENT if ends else 0.0)
    if word in ("超过", "高于", "不低于") or beside.endswith("上"):
        return value + (_CENT if open_ else 0.0), math.inf
    return None


def _between(hit: re.Match[str], marked: str) -> tuple[float, float]:
    """Two bounds; where but one of them is marked as counted, the other does not count.

    10万元以上 counts by itself; where tiers meet, the one that says so holds (``at_bound``).

    Args:
        hit: 3000元（含）至4000元, 10万元以上20万元.
        marked: the words behind it: （含）以下.
    """
    scale = 1e4 if hit["low_scale"] or (hit["value_scale"] and not hit["low_unit"]) else 1
    low = float(hit["low"]) * scale
    high = float(hit["value"]) * (1e4 if hit["value_scale"] else 1)
    above = hit["above"] or ""
    if above.startswith("（不") or (not (above or hit["more"]) and marked.startswith("（含")):
        low += _CENT
    if marked.startswith("（不含") or (above.startswith("（含") and not marked.startswith("（")):
        high -= _CENT
    return low, high


def against(case: tuple[Trait, ...], plan: tuple[Trait, ...]) -> list[tuple[Trait, Trait]]:
    """The facets in which no trait of a case agrees with any of the plan; one pair of each."""
    found = []
    for facet in dict.fromkeys(each.facet for each in case):
        mine = [each for each in case if each.facet == facet]
        theirs = [each for each in plan if each.facet == facet]
        if theirs and not any(one.agrees(other) for one in mine for other in theirs):
            found.append((mine[0], theirs[0]))
    return found


def shared(case: tuple[Trait, ...], plan: tuple[Trait, ...]) -> int:
    """In how many facets the plan says what the case says."""
    return len(
        {mine.facet for mine in case for each in plan if mine.facet == each.facet}
        - {mine.facet for mine, _ in against(case, plan)}
    )


def _read(rule: Rule, hit: re.Match[str]) -> Trait | None:
    facet, of = str(rule.fields["facet"]), str(rule.fields["of"])
    if not rule.fields.get("number"):
        return Trait(facet, hit[0], of, str(rule.fields["value"]))
    groups = hit.groupdict()
    value = number(groups["value"])
    if value is None:
        return None
    value += 0.5 if groups.get("half") else 0.0
    if groups.get("from"):
        value -= _CENT if groups.get("below") is not None else 0.0
        return Trait(facet, hit[0], of, "", number(groups["from"]) or 0.0, value)
    if groups.get("under"):  # 不足200平方米
        return Trait(facet, hit[0], of, "", -math.inf, value - _CENT)
    beside = groups.get("range") or ""
    up = beside.endswith("上")
    if not beside.endswith(("上", "下")):
        return Trait(facet, hit[0], of, "", value, value)
    if up != (rule.fields.get("better") == "low"):
        return Trait(facet, hit[0], of, "", value, math.inf)
    return Trait(facet, hit[0], of, "", -math.inf, value)


def number(written: str) -> float | None:
    """A number in figures, in Roman figures or in Chinese; 半 is one half, 夫妻俩 are two."""
    if written == "半":
        return 0.5
    try:
        return float(written)
    except ValueError:
        found = (
            _ROMAN.get(written)
            or _PERSONS.get(written)
            or parse_number(written.replace("两", "二"))
        )
        return None if found is None else float(found)


def _dates(text: str) -> list[Trait]:
    """The days before or after which something was registered, or came to its owner."""
    hits = list(_DATE.finditer(text))
    found = []
    for place, hit in enumerate(hits):
        stop = hits[place + 1].start() if place + 1 < len(hits) else len(text)
        beside = _BESIDE_DAY.match(text, hit.end(), stop)  # 30日前（含当日，下同）注册登记
        begin = beside.end() if beside else hit.end()
        after = beside["way"] if beside else ""
        after += re.split("[，。；、？]", text[begin : min(stop, begin + 18)])[0]
        before = re.split("[，。；、？]", text[max(0, hit.start() - 18) : hit.start()])[-1]
        facet = _dated(after) or _dated(before)
        if facet:
            low, high = _days(hit)
            if re.match("及?(?:之?前|以前)", after) or re.search("不得?晚于$", before):
                low = -math.inf
            elif re.match("及?(?:之?后|以后)|起", after):
                high = math.inf
            words = re.split("的", after)[0] if _dated(after) else ""
            if words and beside:
                words = beside[0] + words.removeprefix(beside["way"])
            found.append(Trait(facet, hit[0] + words, "old", "", low, high))
            if facet == "registered" and after.startswith("买的"):  # then it came to its owner, too
                found.append(Trait("owned", hit[0] + words, "old", "", low, high))
    return found


def days_of(text: str) -> tuple[Trait, ...]:
    """Days without a year, as questions name them: 7月26号才过户到我名下."""
    found = []
    for hit in _DAY.finditer(text):
        after = re.split("[，。；、？]", text[hit.end() : hit.end() + 18])[0]
        before = re.split("[，。；、？]", text[max(0, hit.start() - 18) : hit.start()])[-1]
        facet = _dated(after) or _dated(before)
        if facet:
            # 去年 is the year before that of the plan, which ``Trait.agrees`` adds.
            ago = next((n for word, n in _YEARS_AGO if before.endswith(word)), 0)
            month, day = float(hit[1]) * 100 - ago * 10000, hit[2]
            low, high = month + float(day or 1), month + float(day or 31)
            found.append(Trait(facet, hit[0] + after, "old", "", low, high))
    return tuple(found)


def _dated(words: str) -> str:
    if _OF_CAR.match(words):
        return "registered"
    if _OWNED.search(words):
        return "owned"
    return "registered" if _REGISTERED.search(words) else ""


def _days(hit: re.Match[str]) -> tuple[float, float]:
    """The first and the last day, as numbers like 20240725."""
    year, month, day = (int(each) if each else 0 for each in hit.groups())
    low = year * 10000 + (month or 1) * 100 + (day or 1)
    high = year * 10000 + (month or 12) * 100 + (day or 31)
    return float(low), float(high)


def _kept(text: str) -> list[Trait]:
    found = []
    for hit in _KEPT.finditer(text):
        value = number(hit["value"])
        if value is None:
            continue
        years = value / 12 if hit["month"] else value
        low = high = years
        if hit["under"]:
            low, high = 0.0, years - 0.01
        elif (hit["range"] or "").endswith("上"):
            high = math.inf
        found.append(Trait("kept", hit[0], "old", "", low, high))
    return found
