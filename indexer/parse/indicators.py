"""Targets of a row of a table of indicators: 指标 | 单位 | 2026年计划值."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.model import Target
from indexer.parse.annexes import Annex, Row, year_of
from indexer.parse.normalize import CleanText
from indexer.parse.tables import INDICATOR, UNIT, VALUE

INDICATOR_ROW = "indicator_row"  # the rule of such targets
_YEAR = re.compile("20\\d\\d(?=年)")
_FIGURE = re.compile(
    r"^(?P<pre>≥|>=|≧|不低于|不少于|≤|<=|≦|不高于|不超过|>|＞|<|＜|约)?\s*"
    r"(?P<value>-?\d[\d,]*(?:\.\d+)?)\s*(?P<scale>万|亿)?(?P<unit>[^\d以左，。；]{0,8}?)"
    r"(?P<post>以上|以下|以内|左右)?$"
)
_SIGNS = {
    ">=": ("≥", ">=", "≧", "不低于", "不少于", "以上"),
    "<=": ("≤", "<=", "≦", "不高于", "不超过", "以下", "以内"),
    ">": (">", "＞"),
    "<": ("<", "＜"),
    "~": ("约", "左右"),
}
_SAID = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "~": "约", "=": ""}
_UNIT_IN_NAME = re.compile("（([^（）\\d]{1,8})）$")
_NO_UNIT = {"", "—", "——", "-", "/", "无"}


def indicator_targets(clean: CleanText, annex: Annex, row: Row, clause_id: str) -> Iterator[Target]:
    """A target for each planned value of the row; the year stands in the head of its column."""
    name, unit, where = "", "", (row.start, row.end)
    for place, cell in row.cells.items():
        if annex.columns.get(place) == INDICATOR:
            name, where = clean.text[slice(*cell)], cell
        elif annex.columns.get(place) == UNIT:
            unit = clean.text[slice(*cell)]
    if hit := _UNIT_IN_NAME.search(name):
        unit = unit or hit[1]
    unit = "" if unit in _NO_UNIT else unit
    for place, (start, end) in sorted(row.cells.items()):
        if not name or annex.columns.get(place) != VALUE or end <= start:
            continue
        year = _YEAR.search(annex.header[place])
        yield _target(
            clean,
            (min(where[0], start), max(where[1], end)),
            clean.text[start:end],
            (name, unit),
            year[0] if year else year_of(annex),
            clause_id,
        )


def _target(
    clean: CleanText,
    place: tuple[int, int],
    said: str,
    named: tuple[str, str],
    deadline: str | None,
    clause_id: str,
) -> Target:
    name, unit = named
    hit = _FIGURE.match(said)
    bare = Target(
        clause_id=clause_id,
        indicator=name,
        comparator="qualitative",
        value=None,
        unit=None,
        deadline=deadline,
        recurrence=None,
        baseline=None,
        text=f"{name}{said}",
        span=clean.span(*place),
        rule_id=INDICATOR_ROW,
    )
    return bare if hit is None else _with_figure(bare, hit, unit)


def _with_figure(bare: Target, hit: re.Match[str], unit: str) -> Target:
    words = {hit["pre"], hit["post"]}
    sign = next((sign for sign, known in _SIGNS.items() if words & set(known)), "=")
    value = float(hit["value"].replace(",", ""))
    scale = hit["scale"] or ""
    measure = hit["unit"] or unit
    return replace(
        bare,
        comparator=sign,
        value=value,
        unit=f"{scale}{measure}" or None,
        text=f"{bare.indicator}{_SAID[sign]}{hit['value']}{scale}{measure}",
        value_normalized=round(value * {"万": 1e4, "亿": 1e8}.get(scale, 1.0), 6),
        cumulative="累计" in bare.indicator,
    )
