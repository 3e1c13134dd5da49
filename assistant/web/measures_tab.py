"""The 责任清单 tab: measures as a table and as a picture of organs by chapters."""

import tempfile
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.export import WRITERS
from assistant.service import PageService
from assistant.web.facts import Row, chosen, matrix, measures_of, table

_ROLES = [("全部角色", ""), ("牵头", "lead"), ("责任", "responsible"), ("配合", "cooperating")]
_MOST_ORGANS = 40  # of the picture
_FORMS = ("xlsx", "csv")
_PARTS = "\t"  # between organ and chapter of a chosen cell


def build_measures(service: PageService) -> None:
    """The tab's parts, wired."""
    rows = measures_of(service)
    if not rows:
        gr.HTML('<p class="hint">文件库里没有读到措施。</p>')
        return
    organs, chapters, _ = matrix(rows)
    with gr.Row(elem_id="measures-filters"):
        organ = gr.Dropdown([("全部单位", ""), *organs], value="", label="单位")
        role = gr.Dropdown(_ROLES, value="", label="角色")
        chapter = gr.Dropdown([("全部章节", ""), *chapters], value="", label="章")
        words = gr.Textbox(label="含有", placeholder="例如 充电", max_length=100)
    pick = gr.Textbox(elem_id="measures-pick", elem_classes="offscreen", label="选中的格子")
    with gr.Accordion("单位与章节的关系图", open=False):
        gr.HTML(_picture(rows), elem_id="measures-matrix")
    found = gr.HTML(_table(rows), elem_id="measures-found")
    with gr.Row():
        buttons = [
            gr.DownloadButton(
                f"导出 {form}", value=written(rows, "责任清单", form), elem_id=f"measures-{form}"
            )
            for form in _FORMS
        ]
    filters: list[Any] = [organ, role, chapter, words]
    outputs = [found, *buttons]
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def shown(*given: str) -> tuple[str, ...]:
        kept = chosen(rows, *given)
        return _table(kept), *(written(kept, "责任清单", form) for form in _FORMS)

    def picked(cell: str) -> tuple[Any, ...]:
        name, _, part = cell.partition(_PARTS)
        return name, "", part, "", *shown(name, "", part)

    for each in filters:
        each.change(shown, filters, outputs, **options)
    pick.change(picked, [pick], [*filters, *outputs], **options)


def written(rows: list[Row], name: str, form: str) -> str:
    """The rows as a file to take away."""
    folder = Path(tempfile.mkdtemp(prefix="wence-export-"))
    path = folder / f"{name}.{form}"
    path.write_bytes(WRITERS[form](rows))
    return str(path)


def _table(rows: list[Row]) -> str:
    if not rows:
        return '<p class="hint">没有这样的措施。请少选一些条件。</p>'
    cells = (
        (
            escape(row["clause"]),
            escape(row["heading"] or row["text"][:40]),
            *(
                escape("、".join(row[role])) or "—"
                for role in ("lead", "responsible", "cooperating")
            ),
            f"<details><summary>原文</summary>{escape(row['text'])}</details>",
        )
        for row in rows
    )
    columns = ("条款", "措施", "牵头", "责任", "配合", "原文")
    return (
        f'<p class="count" role="status">{len(rows)} 项措施</p>{table(columns, cells, "责任清单")}'
    )


def _picture(rows: list[Row]) -> str:
    """Organs down, chapters across; a cell's number of measures opens them."""
    organs, chapters, cells = matrix(rows)

    def cell(organ: str, chapter: str) -> str:
        counts = cells.get((organ, chapter), Counter())
        if not counts:
            return '<span class="quiet">·</span>'
        kind = "lead" if counts["lead"] else "other"
        said = f"{organ}，{chapter}：牵头 {counts['lead']} 项，其他 {counts.total() - counts['lead']} 项"
        return (
            f'<button type="button" class="cell {kind}" data-pick="measures-pick" '
            f'data-value="{escape(organ)}{_PARTS}{escape(chapter)}" aria-label="{escape(said)}">'
            f"{counts.total()}</button>"
        )

    body = ((escape(o), *(cell(o, c) for c in chapters)) for o in organs[:_MOST_ORGANS])
    note = '<p class="hint">数字是措施数；深色有牵头任务，浅色只有责任或配合。点数字看是哪些。</p>'
    return note + table(("单位", *chapters), body, "单位与章节", named=True)
