"""Targets of a row of a table of indicators: 指标 | 单位 | 2026年计划值."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.model import Target
from indexer.parse.annexes import Annex, Row, year_of
from indexer.parse.normalize import CleanText
from indexer.parse.tables import INDICATOR, UNIT, VALUE

INDICATOR_ROW = "indicator_row"  # the rule of such targets
_ISSUED = re.compile("〔(20\\d\\d)〕")  # of the first number in the text, the plan's own
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
# What a name says in brackets behind it: its unit, and that it is counted from the beginning.
_IN_NAME = re.compile(
    "（(?!）)(?:(?P<unit>[^（）\\d，、]{1,8}(?:（[^（）\\d]{1,4}）)?))?[，、]?(?:(?P<all>累计)|当年)?）$"
)
_NOTE = re.compile("（[^（）]*）$")  # beside a figure: 1.1（增长22%）
_SEVERAL = re.compile("[；;/]|(?<!\\d),|，|、")
_DEED = re.compile("^[\u4e00-\u9fff]{2,8}(?=[\\d≥≤<>])")
_IN_ALL = "累计"
_SCALES = (("万亿", 1e12), ("亿", 1e8), ("万", 1e4))
_NO_UNIT = {"", "—", "——", "-", "/", "无"}


def indicator_targets(clean: CleanText, annex: Annex, row: Row, clause_id: str) -> Iterator[Target]:
    """A target for each planned value of the row; the year stands in the head of its column."""
    name, unit, where = "", "", (row.start, row.end)
    for place, cell in row.cells.items():
        if annex.columns.get(place) == INDICATOR:
            name, where = clean.text[slice(*cell)], cell
        elif annex.columns.get(place) == UNIT:
            unit = clean.text[slice(*cell)]
    in_all = False
    if hit := _IN_NAME.search(name):
        unit, in_all = unit or hit["unit"] or "", bool(hit["all"])
        name = name[: hit.start()]
    unit = "" if unit in _NO_UNIT else unit
    issued = _ISSUED.search(clean.folded)
    for place, (start, end) in sorted(row.cells.items()):
        said = clean.text[start:end]
        if not name or annex.columns.get(place) != VALUE or said in _NO_UNIT:
            continue
        year = _YEAR.search(annex.header[place])
        if year and issued and year[0] < issued[1]:
            continue  # what had been reached before the plan
        bare = Target(
            clause_id=clause_id,
            indicator=name,
            comparator="qualitative",
            value=None,
            unit=None,
            deadline=year[0] if year else year_of(annex),
            recurrence=None,
            baseline=None,
            text=f"{name}{said}",
            span=clean.span(min(where[0], start), max(where[1], end)),
            rule_id=INDICATOR_ROW,
        )
        for each in _of_cell(bare, said, unit):
            yield _counted_in_all(each) if in_all and not each.cumulative else each


def _counted_in_all(target: Target) -> Target:
    """A target of a row whose name says that its figures are counted from the beginning."""
    text = target.text.replace(target.indicator, f"{target.indicator}{_IN_ALL}", 1)
    return replace(target, text=text, cumulative=True)


def _of_cell(bare: Target, said: str, unit: str) -> Iterator[Target]:
    """The targets of one cell: a figure, a few with the deed of each, or words."""
    parts = [each.strip() for each in _SEVERAL.split(said) if each.strip()]
    if len(parts) > 1:
        several = [_of_part(bare, each, unit) for each in parts]
        if all(several):
            yield from (each for each in several if each)
            return
    yield _of_part(bare, said, unit) or bare


def _of_part(bare: Target, said: str, unit: str) -> Target | None:
    """新建120 or 1.1（增长22%） as a target; None where it is no figure."""
    note = _NOTE.search(said)
    figure = said[: note.start()] if note else said
    deed = _DEED.match(figure)
    words = deed[0] if deed and not _FIGURE.match(figure) else ""
    hit = _FIGURE.match(figure[len(words) :])
    if not hit:
        return None
    target = _with_figure(replace(bare, indicator=f"{bare.indicator}{words}"), hit, unit)
    text = f"{target.text}{note[0] if note else ''}"
    if words != _IN_ALL:
        return replace(target, text=text)
    return replace(target, indicator=bare.indicator, text=text, cumulative=True)


def _scale_of(unit: str) -> float:
    """What a figure is counted by: of 万, and of the column of units that says 万台."""
    return next((by for word, by in _SCALES if unit.startswith(word)), 1.0)


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
        value_normalized=round(value * _scale_of(scale or measure), 6),
        cumulative="累计" in bare.indicator,
    )
