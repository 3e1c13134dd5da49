"""What a table grants (补贴标准表): each figure of a row with the case that its cells describe.

Two forms: a column of standards beside those that say for what (能效 | 比例 | 上限), and a matrix
whose header names the cases (车辆类型 | 5万元—10万元 | 10万元以上). A merged cell, which a row
lacks, is that of the row above.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.lexicon import Patterns
from indexer.model import Benefit
from indexer.parse.normalize import CleanText
from indexer.parse.tables import cells_of, columns_of, is_clean_row

_VALUE = re.compile(
    r"^(?:最高|不超过|每[辆台件套户人]|补贴|约)*(?P<value>\d[\d,]*(?:\.\d+)?)(?P<scale>[万千百])?"
    r"(?P<unit>元|%)?(?:/[\u4e00-\u9fff（）]{1,4})?$"
)
_UNIT_OF_HEADER = re.compile(r"（(?P<scale>[万千百])?(?P<unit>元|%)")
_IN_MONEY = re.compile("[（(][^（）()]*元[^（）()]*[）)]")
_NO_WORDS = re.compile("[—－\\-/／~]+")
_USED, _YEARS = re.compile("使用(?:年限|时间|年数)"), re.compile(r"\d+年")
_MONEY_RANGE = re.compile(r"\d[^，]*元|元[^，]*\d")
_WORDS = Patterns("benefit_tables")
TABLE = "table"  # the rule of what a table grants
_FIGURES = re.compile(r"\d%[^%]*\d%|[^\d]\d[\d.]*%[、；]|补[贴助]?\d+元")
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4}
_AROUND = 120  # characters before a table that say what it is of

# The numbered line above a table: 二、新购补贴.
_HEAD = re.compile(
    "(?:^|\\n)(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\\d{1,2}[.．、])(?P<of>[^\\n。，；：（(]{2,16})[：:]?$"
)

Row = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class GrantTable:
    """The clean range of a table that grants, and its benefits."""

    start: int
    end: int
    benefits: tuple[Benefit, ...]


def grant_tables(
    clean: CleanText, start: int, end: int, clause_id: str, heading: str = ""
) -> list[GrantTable]:
    """The tables of a clean range that grant something."""
    found: list[GrantTable] = []
    runs = list(runs_of_rows(clean.folded, start, end))
    for rows in runs:
        first, last = rows[0][0][0], rows[-1][-1][1]
        before = clean.folded[max(start, first - _AROUND) : first]
        benefits = tuple(_benefits(clean, rows, f"{heading}{before}", clause_id))
        if len(runs) > 1 and (head := _HEAD.search(before.rstrip("\n|\t "))):
            benefits = tuple(_headed(each, head["of"]) for each in benefits)
        if benefits:
            found.append(GrantTable(first, last, benefits))
    return found


def _headed(benefit: Benefit, head: str) -> Benefit:
    """A case of one of several tables, with what heads that table: 新购补贴，重型，3轴."""
    case = f"{head}，{benefit.condition or ''}".rstrip("，")
    return replace(benefit, condition=case, share=f"{head}，{benefit.share}")


def runs_of_rows(folded: str, start: int, end: int) -> Iterator[list[Row]]:
    """Rows of cells in lines one below another, at least a header and one more."""
    run: list[Row] = []
    for hit in re.finditer(r"[^\n]+", folded[start:end]):
        begin = start + hit.start()
        if is_clean_row(hit[0]):
            cells = [(begin + a, begin + b) for a, b in cells_of(hit[0])]
            if re.search("[^|:：—\\s-]", hit[0]):  # not the rule of a Markdown table
                run.append(cells)
        else:
            if len(run) > 1:
                yield run
            run = []
    if len(run) > 1:
        yield run


def _benefits(
    clean: CleanText, rows: Sequence[Row], around: str, clause_id: str
) -> Iterator[Benefit]:
    words = [[clean.folded[a:b] for a, b in row] for row in rows]
    header, width = words[0], len(words[0])
    whole = f"{around}{''.join(header)}"
    if columns_of(header) is not None or not _WORDS["grants"].search(whole):
        return
    body = [_filled(row, width, above) for row, above in zip(words[1:], words, strict=False)]
    values = [
        n
        for n in range(width)
        if _is_value(header[n], [row[n] for row in body])
        and not _WORDS["of_pieces"].search(header[n])
    ]
    counts = [n for n in range(width) if _WORDS["of_pieces"].search(header[n])]
    idle = {*values, *counts}
    labels = [n for n in range(width) if n not in idle and not _WORDS["no_case"].match(header[n])]
    if not values or not labels:
        return
    priced = _WORDS["by_price"].search(whole) is not None
    for row, cells in zip(body, rows[1:], strict=True):
        if any(_FIGURES.search(row[n]) for n in labels):
            continue  # 1级20%、2级15%: a cell of several figures says more than one case
        told = [n for n in labels if row[n] and not _NO_WORDS.fullmatch(row[n])]
        case = "，".join(dict.fromkeys(_label(header[n], row[n]) for n in told))
        limit = next((n for n in values if _WORDS["of_cap"].search(header[n])), None)
        cap = _figure(row[limit], header[limit]) if limit is not None else None
        for n in values:
            figure = _figure(row[n], header[n])
            if figure is None or (n == limit and len(values) > 1):
                continue
            tier = _tier(header[n], priced, len(values) > 1)
            said = "，".join(part for part in (case, tier) if part)
            pieces = "".join(f"，{header[m]}{row[m]}" for m in counts if row[m])
            made = _benefit(
                clean, cells, clause_id, said, figure, cap if n != limit else None, n == limit
            )
            yield replace(made, share=f"{made.share}{pieces}")


def _filled(row: Sequence[str], width: int, above: Sequence[str]) -> list[str]:
    """A row of the table's width; cells that it lacks at its start are those above."""
    missing = width - len(row)
    full = [*above[:missing], *row] if 0 < missing <= len(above) else list(row)
    full = (full + [""] * width)[:width]
    return [each or (above[n] if n < len(above) and n == 0 else "") for n, each in enumerate(full)]


def _is_value(name: str, cells: Sequence[str]) -> bool:
    hits = [hit for each in cells if (hit := _VALUE.match(each))]
    plain = all(hit["unit"] is None for hit in hits)
    enough = len(hits) * 2 > len([each for each in cells if each])
    return (
        enough
        and not (plain and not _WORDS["of_money"].search(name))
        and not _WORDS["no_case"].match(name)
    )


def _label(name: str, cell: str) -> str:
    """What a cell says of the case; a sum below a head of prices is the price, years so long used."""
    if _USED.search(name) and _YEARS.match(cell):  # 20年以上 below 电梯使用年限
        return f"使用年限{cell}"
    priced = _WORDS["by_price"].search(name) and _MONEY_RANGE.search(cell)
    return f"价格{cell}的" if priced and not _WORDS["by_price"].search(cell) else cell


def _tier(name: str, priced: bool, several: bool) -> str:
    """What the head of a column says of the case: the price of a matrix, a class, a kind."""
    bare = _IN_MONEY.sub("", name)
    exhaust = bare.replace("排放标准", "")
    if several and bare != name and not _WORDS["of_money"].search(exhaust):
        return bare  # 国六排放标准货车（万元/辆） beside 新能源货车（万元/辆）
    if _WORDS["of_money"].search(name) and not _MONEY_RANGE.search(name):
        return ""
    if not (priced and _MONEY_RANGE.search(name)):
        return name
    return f"{name}的" if _WORDS["by_price"].search(name) else f"价格{name}的"


def _figure(cell: str, name: str) -> tuple[float, str, str] | None:
    """Value in yuan or per cent, unit, and the figure as it is said."""
    hit = _VALUE.match(cell)
    if hit is None:
        return None
    head = _UNIT_OF_HEADER.search(name)
    unit = hit["unit"] or (head["unit"] if head else "元")
    scale = hit["scale"] or (head["scale"] if head and not hit["unit"] else None) or ""
    value = float(hit["value"].replace(",", "")) * (_SCALES.get(scale, 1.0) if unit == "元" else 1)
    return value, unit, f"{hit['value']}{scale}{unit}"


def _benefit(
    clean: CleanText,
    cells: Row,
    clause_id: str,
    case: str,
    figure: tuple[float, str, str],
    cap: tuple[float, str, str] | None,
    only_cap: bool,
) -> Benefit:
    value, unit, words = figure
    verb = "最高补贴" if only_cap else "补贴比例为" if unit == "%" else "补贴"
    limit = f"，每件最高{cap[2]}" if cap else ""
    start, end = cells[0][0], cells[-1][1]
    return Benefit(
        clause_id=clause_id,
        subject=case[-24:],
        condition=case or None,
        rate=value if unit == "%" else None,
        amount=value if unit == "元" and not only_cap else None,
        cap=value if only_cap else cap[0] if cap else None,
        unit=unit,
        window=None,
        text=clean.text[start:end],
        span=clean.span(start, end),
        rule_id=TABLE,
        share=f"{case}，{verb}{words}{limit}",
    )
