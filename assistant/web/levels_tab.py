"""The 上下级对照 tab: an indicator or a topic in every level, side by side, with its values drawn."""

from html import escape
from typing import Any

import gradio as gr

from assistant.compose.comparison import Row
from assistant.service import Service
from assistant.web.table import table
from assistant.web.words import Words

_EXAMPLES = ("二手车交易量", "设备投资规模", "报废汽车回收量", "新能源汽车保有量")


def build_levels(service: Service, words: Words) -> None:
    """The tab's parts, wired."""
    hint = f'<p class="hint">{words("levels.hint")}</p>'
    with gr.Row(elem_id="levels-row"):
        topic = gr.Textbox(
            label=words("levels.topic"),
            placeholder=words("levels.placeholder", example=_EXAMPLES[0]),
            elem_id="levels-topic",
            max_length=100,
        )
        send = gr.Button(words("levels.send"), elem_classes="send", elem_id="levels-send", scale=0)
    gr.HTML(_chips())
    found = gr.HTML(hint, elem_id="levels-found")
    options: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}

    def shown(text: str) -> str:
        return _shown(words, service.compare(text)) if text.strip() else hint

    for event in (topic.submit, send.click):
        event(shown, [topic], [found], **options)


def _chips() -> str:
    buttons = "".join(
        f'<button type="button" data-ask="{each}" data-into="levels">{each}</button>'
        for each in _EXAMPLES
    )
    return f'<div class="chip-row">{buttons}</div>'


def _shown(words: Words, rows: list[Row]) -> str:
    cells = (
        (_level(words, row), _value(row), _sentence(words, row), escape(row.verdict or "—"))
        for row in rows
    )
    names = ("search.level", "targets.value", "measures.text", "levels.verdict")
    shown = table([words(name) for name in names], cells, words("tab.levels"))
    return shown + _bars(words, rows)


def _level(words: Words, row: Row) -> str:
    document = row.document
    note = f'<br><span class="state">{words("card.digest")}</span>'
    digest = note if document.kind == "digest" else ""
    return f"<strong>{escape(document.level or '—')}</strong> {escape(document.title)}{digest}"


def _value(row: Row) -> str:
    target = row.target
    if target is None or target.value is None:
        return "—"
    deadline = f"（{escape(target.deadline)}）" if target.deadline else ""
    return f"{escape(target.comparator)} {target.value:g}{escape(target.unit or '')}{deadline}"


def _sentence(words: Words, row: Row) -> str:
    if row.clause is None:
        return words("levels.absent")
    said = row.target.text if row.target else row.clause.text[:120]
    return f'{escape(said)}<br><span class="quiet">{escape(row.clause.title)}</span>'


def _bars(words: Words, rows: list[Row]) -> str:
    """The values as bars, where at least two levels give one in the same unit."""
    valued = [row for row in rows if row.target is not None and row.target.value_normalized]
    units = {_unit(row) for row in valued}
    if len(valued) < 2 or len(units) != 1:
        return ""
    most = max(_normalized(row) for row in valued)
    bars = "".join(
        f'<li><span class="year">{escape(row.document.level or "—")}</span>'
        f'<span class="bar" style="width:{60 * _normalized(row) / most:.1f}%"></span> {_value(row)}</li>'
        for row in valued
    )
    return f'<ul class="timeline" aria-label="{words("levels.bars")}">{bars}</ul>'


def _unit(row: Row) -> str:
    return (row.target.unit or "").lstrip("万亿") if row.target else ""


def _normalized(row: Row) -> float:
    return float(row.target.value_normalized or 0.0) if row.target else 0.0
