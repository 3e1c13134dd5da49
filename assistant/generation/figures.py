"""Figures of a text with what they count: what a sentence says and its clause has to say, too."""

import re
from collections.abc import Iterator

from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number

_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_FIGURE = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万亿]?)\s*(余|多)?([\u4e00-\u9fff%℃]?)")
_UNITS = frozenset("个项家座辆台套所户场次元吨亩名人年月日天%倍米公千件条只部处批期级档度")
_HAN = re.compile(
    "[一二两三四五六七八九十百千万亿半]+(?=[个项家座辆台套所户场次元吨亩名人年月日天倍米公件条只部处批期级档成度]|分之|番)"
)
_ONE = re.compile("一(?:个|项|种|批|部|次|名|级|期|处|条|件|家|年)")  # a, rather than one


def figures_of(text: str) -> frozenset[tuple[float, str]]:
    """Each figure with the sign that it counts, 万 and 亿 reckoned in."""
    return frozenset(_figures(fold(text)))


def holds(ground: frozenset[tuple[float, str]], figure: tuple[float, str]) -> bool:
    """Whether a ground states a figure; a sign that is no unit need not be the same."""
    value, unit = figure
    if unit in _UNITS:
        return figure in ground
    return any(value == each for each, _ in ground)


def han_figures(text: str) -> list[str]:
    """Figures written in characters: 三十项, 两成, 三分之一; 一个 is none."""
    plain = _ONE.sub("", text)
    return [plain[hit.start() : hit.end() + 1] for hit in _HAN.finditer(plain)]


def han_value(figure: str) -> tuple[float, str] | None:
    """三十项 as the figure that it is; None where it is no whole number."""
    value = parse_number(figure[:-1].replace("两", "二"))
    return None if value is None else (float(value), figure[-1])


def _figures(text: str) -> Iterator[tuple[float, str]]:
    for hit in _FIGURE.finditer(text):
        yield float(hit[1].replace(",", "")) * _SCALES[hit[2]], hit[4]
