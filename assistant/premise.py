"""A figure that a question takes for granted: 2025年要建200座充换电站对吗."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Target

_FIGURE = re.compile(
    r"(?:达到|降到|提高到|是|大约|不少于|不低于|超过|约|有)?(?P<value>(?<!\d)\d+(?:\.\d+)?)(?P<scale>万亿|亿|万)?"
    r"(?P<unit>个百分点|公里|%|亩|吨|[个家座台辆项所场户处元次名条套件倍艘张人米P]|(?<=[万亿])(?![\u4e00-\u9fff]))(?:以上|左右)?"
)
_SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12, None: 1.0}


@dataclass(frozen=True, slots=True)
class Figure:
    """A plain number with the last part of its unit."""

    value: float
    unit: str


def set_aside_figure(text: str) -> tuple[str, Figure | None]:
    """A question without the figure that it supposes, and the figure; None where it has none."""
    hit = _FIGURE.search(text)
    if hit is None:
        return text, None
    figure = Figure(float(hit["value"]) * _SCALES[hit["scale"]], hit["unit"])
    return text[: hit.start()] + text[hit.end() :], figure


def comparable(figure: Figure, target: Target) -> bool:
    """Whether a target counts what the figure counts."""
    return target.value_normalized is not None and (target.unit or "").endswith(figure.unit)


def confirmed(figure: Figure, targets: Sequence[Target]) -> bool:
    """Whether one of the targets says the figure."""
    return any(abs((each.value_normalized or 0.0) - figure.value) < 1e-6 for each in targets)
