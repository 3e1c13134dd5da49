"""The 目标台账 tab: targets with value, deadline and lead organ; a timeline; exports with a calendar."""

from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.calendars import to_calendar
from assistant.service import PageService
from assistant.web.facts import Row, table, targets_of
from assistant.web.measures_tab import written

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "约 ", "=": "", "qualitative": ""}
_NO_YEAR = "未写期限"
_FORMS = ("xlsx", "csv", "ics")


def build_targets(service: PageService) -> None:
    """The tab's parts, wired."""
    rows = targets_of(service)
    if not rows:
        gr.HTML('<p class="hint">文件库里没有读到目标。</p>')
        return
    years = sorted({_year(row) for row in rows})
    leads = sorted({name for row in rows for name in row["lead"]})
    gr.HTML(_timeline(rows), elem_id="targets-timeline")
    with gr.Row(elem_id="targets-filters"):
        year = gr.Dropdown([("全部年份", ""), *years], value="", label="期限")
        lead = gr.Dropdown([("全部单位", ""), *leads], value="", label="牵头单位")
        words = gr.Textbox(label="含有", placeholder="例如 新能源", max_length=100)
        order = gr.Radio(["按条款", "按期限"], value="按条款", label="排序")
    found = gr.HTML(_table(rows), elem_id="targets-found")
    with gr.Row():
        buttons = [
            gr.DownloadButton(f"导出 {form}", value=_file(rows, form), elem_id=f"targets-{form}")
            for form in _FORMS
        ]
    filters: list[Any] = [year, lead, words, order]

    def shown(*given: str) -> tuple[str, ...]:
        kept = _chosen(rows, *given)
        return _table(kept), *(_file(kept, form) for form in _FORMS)

    for each in filters:
        each.change(
            shown, filters, [found, *buttons], show_progress="hidden", api_visibility="private"
        )


def _file(rows: list[Row], form: str) -> str:
    if form != "ics":
        return written(rows, "目标台账", form)
    path = Path(written([], "目标台账", "csv")).with_suffix(".ics")
    path.write_bytes(to_calendar(rows))
    return str(path)


def _year(row: Row) -> str:
    return (row["deadline"] or "")[:4] or ("每年" if row["recurrence"] else _NO_YEAR)


def _chosen(rows: list[Row], year: str, lead: str, words: str, order: str) -> list[Row]:
    kept = [
        row
        for row in rows
        if (not year or _year(row) == year)
        and (not lead or lead in row["lead"])
        and all(word in f"{row['indicator']}{row['text']}" for word in words.split())
    ]
    return sorted(kept, key=lambda row: row["deadline"] or "9999") if order == "按期限" else kept


def _table(rows: list[Row]) -> str:
    if not rows:
        return '<p class="hint">没有这样的目标。请少选一些条件。</p>'
    cells = (
        (
            escape(row["indicator"] or row["text"][:30]),
            escape(_value(row)),
            escape(row["deadline"] or row["recurrence"] or "—"),
            escape("、".join(row["lead"])) or "—",
            escape(row["clause"]),
            f"<details><summary>原文</summary>{escape(row['text'])}</details>",
        )
        for row in rows
    )
    columns = ("指标", "要求", "期限", "牵头单位", "条款", "原文")
    return (
        f'<p class="count" role="status">{len(rows)} 项目标</p>{table(columns, cells, "目标台账")}'
    )


def _value(row: Row) -> str:
    if row["value"] is None:
        return "定性要求"
    return f"{_SIGNS.get(row['comparator'], '')}{row['value']:g}{row['unit'] or ''}"


def _timeline(rows: list[Row]) -> str:
    """How many targets fall due in each year, as bars that say their number."""
    counts = Counter(_year(row) for row in rows)
    most = max(counts.values())
    bars = "".join(
        f'<li><span class="year">{escape(name)}</span>'
        f'<span class="bar" style="width:{60 * count / most:.1f}%"></span> {count} 项</li>'
        for name, count in sorted(counts.items())
    )
    return f'<ul class="timeline" aria-label="各年到期的目标">{bars}</ul>'
