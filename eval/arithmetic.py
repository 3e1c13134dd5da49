"""Sums that an answer shows: 4000元×20%=800元 is read and worked out again."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TERM = rf"[（(]*(?:{NUMBER})(?:万|亿)?(?:%|[\u4e00-\u9fff]{{1,3}})?[）)]*"
_SUM = re.compile(
    rf"(?<![\d.])(?P<left>{_TERM}(?:[×*÷/+＋\-−－]{_TERM})+)=(?P<right>{_TERM})"
    # 20%（15%+5%）: the result before its parts
    rf"|(?<![\d.])(?P<whole>(?:{NUMBER})%?)[（(](?P<parts>{_TERM}(?:[+＋]{_TERM})+?)[）)]"
)
_ROUNDED = re.compile(  # =5925.9元，向上取整为5926元
    rf"=(?P<exact>{_TERM})[，,](?P<way>向上|向下|四舍五入)(?:取整)?为(?P<whole>{_TERM})"
)
_ROUND = {"向上": math.ceil, "向下": math.floor, "四舍五入": lambda value: math.floor(value + 0.5)}
_TOKEN = re.compile(rf"(?P<number>{NUMBER})(?P<scale>[万亿]?)(?P<share>%?)|(?P<sign>[()×÷+\-])")
_SIGNS = str.maketrans("（）*/＋−－", "()×÷+--")


@dataclass(frozen=True, slots=True)
class Sum:
    """A displayed sum: what it says, its result as written, whether it is right."""

    text: str
    result: str
    right: bool


def sums_of(text: str) -> Iterator[Sum]:
    """The sums of a text, in order."""
    for hit in _SUM.finditer(text):
        result, parts = hit["right"] or hit["whole"], hit["left"] or hit["parts"]
        written, worked = _value(result), _value(parts)
        near = 1e-9 * abs(worked) + (1e-6 if "%" in result else 0.006)  # two places are shown
        yield Sum(hit[0], result, abs(worked - written) <= near)
    for hit in _ROUNDED.finditer(text):
        right = _ROUND[hit["way"]](_value(hit["exact"])) == _value(hit["whole"])
        yield Sum(hit[0], hit["whole"], right)


def _value(text: str) -> float:
    tokens = list(_TOKEN.finditer(text.translate(_SIGNS)))
    value, _ = _added(tokens, 0)
    return value


def _added(tokens: list[re.Match[str]], place: int) -> tuple[float, int]:
    value, place = _multiplied(tokens, place)
    while place < len(tokens) and tokens[place]["sign"] in ("+", "-"):
        other, after = _multiplied(tokens, place + 1)
        value += other if tokens[place]["sign"] == "+" else -other
        place = after
    return value, place


def _multiplied(tokens: list[re.Match[str]], place: int) -> tuple[float, int]:
    value, place = _single(tokens, place)
    while place < len(tokens) and tokens[place]["sign"] in ("×", "÷"):
        other, after = _single(tokens, place + 1)
        value = value * other if tokens[place]["sign"] == "×" else value / (other or float("nan"))
        place = after
    return value, place


def _single(tokens: list[re.Match[str]], place: int) -> tuple[float, int]:
    if place >= len(tokens):
        return float("nan"), place
    token = tokens[place]
    if token["sign"] == "(":
        value, place = _added(tokens, place + 1)
        return value, place + 1
    if token["number"] is None:
        return float("nan"), place + 1
    number = float(token["number"].replace(",", "")) * _SCALES[token["scale"]]
    return (number / 100 if token["share"] else number), place + 1
