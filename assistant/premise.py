"""A figure that a question takes for granted: 2025年要建200座充换电站对吗."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Target
from indexer.parse.numbering import parse_number

_FIGURE = re.compile(
    r"(?:达到|降到|提高到|是|大约|不少于|不低于|超过|约|有)?(?P<value>(?<!\d)\d+(?:\.\d+)?)(?P<scale>万亿|亿|万)?"
    r"(?P<unit>个百分点|公里|平方米|立方米|平方公里|千瓦时?|公斤|公顷|%|亩|吨|[个家座台辆项所场户处元次名条套件倍艘张人米P]|(?<=亿)[元级]|(?<=[万亿])(?=[吧吗么]|的?(?:消费券|补贴|补助|奖励|资金|专项|贷款|经费|优惠券|红包|预算)|(?![\u4e00-\u9fff])))(?:以上|左右)?"
)
_ROMAN = re.compile("(?<![A-Za-z])(?:VIII|VII|VI|IV|III|II|I|V)(?=[类级型期阶])")
_NUMERALS = dict(zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), "ⅠⅡⅢⅣⅤⅥⅦⅧ", strict=True))
_PER_CENT = re.compile("百分之(?P<number>[零一二三四五六七八九十百]+)(?![几多])")
_OF_MONEY = ("", "元", "级")
_UNITS = re.compile("[（）()/]")
_MANY = 1000.0  # what is counted in 万 is more than this
_SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12, None: 1.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """A plain number with the last part of its unit."""

    value: float
    unit: str


def with_digits(text: str) -> str:
    """The text with 70% for 百分之七十, 100% for 百分之百, and Ⅳ类 for IV类, as plans write it."""

    def digits(hit: re.Match[str]) -> str:
        number = 100 if hit["number"] == "百" else parse_number(hit["number"])
        return hit[0] if number is None else f"{number}%"

    text = _ROMAN.sub(lambda hit: _NUMERALS[hit[0]], text)
    return _PER_CENT.sub(digits, text)


def set_aside_figure(text: str) -> tuple[str, Figure | None]:
    """A question without the figure that it supposes, and the figure; None where it has none."""
    hit = _FIGURE.search(text)
    if hit is None:
        return text, None
    figure = Figure(float(hit["value"]) * _SCALES[hit["scale"]], hit["unit"])
    return text[: hit.start()] + text[hit.end() :], figure


def figures_in(text: str) -> list[tuple[str, Figure]]:
    """Every figure of a text, as it is written there and what it comes to."""
    return [
        (hit[0], Figure(float(hit["value"]) * _SCALES[hit["scale"]], hit["unit"]))
        for hit in _FIGURE.finditer(text)
    ]


def comparable(figure: Figure, target: Target) -> bool:
    """Whether a target counts what the figure counts."""
    if target.value_normalized is None:
        return False
    many = figure.value >= _MANY and target.value_normalized >= _MANY
    unit = (target.unit or "").removesuffix("级")  # 400亿级
    if figure.unit in _OF_MONEY and unit in ("亿", "亿元"):
        return many
    if figure.unit in ("", *"辆台户人件吨") and unit in ("", "万", "亿"):
        return many  # 达到2.8万: the plan leaves the unit to the indicator
    if not figure.unit:  # 补10万 is no number of places
        return many or figure.value < _MANY
    # 2万台 of a target in 台（套）
    return any(each.endswith(figure.unit) for each in _UNITS.split(unit))


def confirmed(figure: Figure, targets: Sequence[Target]) -> bool:
    """Whether one of the targets says the figure."""
    return any(abs((each.value_normalized or 0.0) - figure.value) < 1e-6 for each in targets)
