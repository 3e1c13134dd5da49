"""The 责任清单 tab: measures as a table and as a picture of organs by chapters."""

from collections import Counter
from html import escape
from typing import Any

import gradio as gr

from assistant.facts import ROLES, Row, chosen_measures, matrix
from assistant.service import Service
from assistant.web.freshness import Freshness
from assistant.web.table import downloads, table, with_documents
from assistant.web.words import Words

_MOST_ORGANS = 40  # of the picture
_FORMS = ("xlsx", "csv")
_PARTS = "\t"  # between organ and chapter of a chosen cell
_FILTERS = ("organ", "role", "chapter", "words")


def build_measures(service: Service, words: Words, fresh: Freshness) -> None:
    """The tab's parts, wired."""
    view = _View(service, words)
    organs, chapters = view.choices()
    with gr.Row(elem_id="measures-filters"):
        organ = gr.Dropdown(organs, value="", label=words("search.organ"))
        role = gr.Dropdown(view.roles(), value="", label=words("measures.role"))
        chapter = gr.Dropdown(chapters, value="", label=words("search.chapter"))
        text = gr.Textbox(
            label=words("measures.words"), placeholder=words("measures.words_hint"), max_length=100
        )
    pick = gr.Textbox(elem_id="measures-pick", visible="hidden")
    with gr.Accordion(words("measures.picture"), open=False):
        picture = gr.HTML(view.picture(), elem_id="measures-matrix")
    found = gr.HTML(view.shown(), elem_id="measures-found")
    filters: list[Any] = [organ, role, chapter, text]
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def picked(cell: str) -> tuple[Any, ...]:
        name, _, part = cell.partition(_PARTS)
        return name, "", part, "", view.shown(name, "", part)

    for each in filters:
        each.change(view.shown, filters, [found], **options)
    pick.change(picked, [pick], [*filters, found], **options)
    fresh.add([*filters, picture, found], view.anew)


class _View:
    """What the tab shows of the library that is served."""

    def __init__(self, service: Service, words: Words) -> None:
        self._service, self._words = service, words

    def choices(self) -> tuple[list[Any], list[Any]]:
        """Organs and chapters to choose from."""
        organs, chapters, _ = matrix(self._service.measures)
        every_organ = (self._words("measures.every_organ"), "")
        return [every_organ, *organs], [(self._words("measures.every_chapter"), ""), *chapters]

    def roles(self) -> list[tuple[str, str]]:
        """Roles to choose from."""
        named = ((self._words(f"measures.{role}"), role) for role in ROLES)
        return [(self._words("measures.every_role"), ""), *named]

    def anew(self) -> list[Any]:
        """The filters, the picture and the table, once the documents have changed."""
        organs, chapters = self.choices()
        filters = [gr.Dropdown(organs, value=""), "", gr.Dropdown(chapters, value=""), ""]
        return [*filters, self.picture(), self.shown()]

    def shown(self, *given: str) -> str:
        """The measures that the filters leave, and where to take them away."""
        every, words = self._service.measures, self._words
        rows = chosen_measures(every, *given)
        if not rows:
            return f'<p class="hint">{words("measures.few" if every else "measures.none")}</p>'
        filters = dict(zip(_FILTERS, given, strict=False))
        links = downloads("measures", _FORMS, filters, words("ask.export"))
        count = f'<p class="count" role="status">{words("measures.count", n=len(rows))}</p>'
        return f"{count}{self._table(rows)}{links}"

    def _table(self, rows: list[Row]) -> str:
        words = self._words
        cells = (
            (
                escape(row["clause"]),
                escape(row["heading"] or row["text"][:40]),
                *(escape("、".join(row[role])) or "—" for role in ROLES),
                f"<details><summary>{words('measures.text')}</summary>{escape(row['text'])}</details>",
            )
            for row in rows
        )
        names = ("clause", "measure", *ROLES, "text")
        columns = [words(f"measures.{name}") for name in names]
        return table(
            *with_documents(self._service, words, columns, rows, cells), words("tab.measures")
        )

    def picture(self) -> str:
        """Organs down, chapters across; a cell's number of measures opens them."""
        organs, chapters, cells = matrix(self._service.measures)
        words, drawn = self._words, organs[:_MOST_ORGANS]
        body = (
            (escape(o), *(self._cell(o, c, cells.get((o, c), Counter())) for c in chapters))
            for o in drawn
        )
        note = words("measures.note")
        if len(organs) > len(drawn):
            note += words("measures.most", n=len(drawn), total=len(organs))
        columns = (words("search.organ"), *chapters)
        drawing = table(columns, body, words("measures.picture"), named=True)
        return f'<p class="hint">{note}</p>{drawing}'

    def _cell(self, organ: str, chapter: str, counts: "Counter[str]") -> str:
        if not counts:
            return '<span class="quiet">·</span>'
        other = counts.total() - counts["lead"]
        said = self._words(
            "measures.cell", organ=organ, chapter=chapter, lead=counts["lead"], other=other
        )
        return (
            f'<button type="button" class="cell {"lead" if counts["lead"] else "other"}" '
            f'data-pick="measures-pick" data-value="{escape(organ)}{_PARTS}{escape(chapter)}" '
            f'aria-label="{escape(said)}">{counts.total()}</button>'
        )
