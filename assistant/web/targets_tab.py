"""The 目标台账 tab: targets with value, deadline and lead organ; a timeline; files to take away."""

from collections import Counter
from html import escape
from typing import Any

import gradio as gr

from assistant.facts import Row, chosen_targets, year_of
from assistant.service import Service
from assistant.web.freshness import Freshness
from assistant.web.table import downloads, table, with_documents
from assistant.web.words import Words

_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "=": "", "qualitative": ""}
_FORMS = ("xlsx", "csv", "ics")
_FILTERS = ("year", "lead", "words")


def build_targets(service: Service, words: Words, fresh: Freshness) -> None:
    """The tab's parts, wired."""
    view = _View(service, words)
    years, leads = view.choices()
    timeline = gr.HTML(view.timeline(), elem_id="targets-timeline")
    with gr.Row(elem_id="targets-filters"):
        year = gr.Dropdown(years, value="", label=words("targets.due"))
        lead = gr.Dropdown(leads, value="", label=words("targets.lead"))
        text = gr.Textbox(
            label=words("measures.words"), placeholder=words("targets.words_hint"), max_length=100
        )
        orders = [(words("targets.by_clause"), ""), (words("targets.by_deadline"), "deadline")]
        order = gr.Radio(orders, value="", label=words("search.order"))
    found = gr.HTML(view.shown(), elem_id="targets-found")
    filters: list[Any] = [year, lead, text, order]
    for each in filters:
        each.change(view.shown, filters, [found], show_progress="hidden", api_visibility="private")
    fresh.add([timeline, year, lead, text, found], view.anew)


class _View:
    """What the tab shows of the library that is served."""

    def __init__(self, service: Service, words: Words) -> None:
        self._service, self._words = service, words

    def choices(self) -> tuple[list[Any], list[Any]]:
        """Years and lead units to choose from."""
        rows = self._service.targets
        years = sorted({year_of(row) for row in rows})
        leads = sorted({name for row in rows for name in row["lead"]})
        every_organ = (self._words("measures.every_organ"), "")
        return [(self._words("targets.every_year"), ""), *years], [every_organ, *leads]

    def anew(self) -> list[Any]:
        """The timeline, the filters and the table, once the documents have changed."""
        years, leads = self.choices()
        filters = [gr.Dropdown(years, value=""), gr.Dropdown(leads, value=""), ""]
        return [self.timeline(), *filters, self.shown()]

    def shown(self, year: str = "", lead: str = "", text: str = "", order: str = "") -> str:
        """The targets that the filters leave, and where to take them away."""
        every, words = self._service.targets, self._words
        rows = chosen_targets(every, year, lead, text, bool(order))
        if not rows:
            return f'<p class="hint">{words("targets.few" if every else "targets.none")}</p>'
        filters = dict(zip(_FILTERS, (year, lead, text), strict=True))
        links = downloads("targets", _FORMS, filters, words("ask.export"))
        count = f'<p class="count" role="status">{words("targets.count", n=len(rows))}</p>'
        return f"{count}{self._table(rows)}{links}"

    def _table(self, rows: list[Row]) -> str:
        words = self._words
        cells = (
            (
                escape(row["indicator"] or row["text"][:30]),
                escape(self._value(row)),
                escape(row["deadline"] or row["recurrence"] or "—"),
                escape("、".join(row["lead"])) or "—",
                escape(row["clause"]),
                f"<details><summary>{words('measures.text')}</summary>{escape(row['text'])}</details>",
            )
            for row in rows
        )
        names = ("targets.indicator", "targets.value", "targets.due", "targets.lead")
        columns = [words(name) for name in (*names, "measures.clause", "measures.text")]
        return table(
            *with_documents(self._service, words, columns, rows, cells), words("tab.targets")
        )

    def _value(self, row: Row) -> str:
        if row["value"] is None:
            return self._words("targets.qualitative")
        about = self._words("targets.about") if row["comparator"] == "~" else ""
        sign = about or _SIGNS.get(row["comparator"], "")
        return f"{sign}{row['value']:g}{row['unit'] or ''}"

    def timeline(self) -> str:
        """How many targets fall due in each year, as bars that say their number."""
        counts = Counter(year_of(row) for row in self._service.targets)
        most = max(counts.values(), default=1)
        bars = "".join(
            f'<li><span class="year">{escape(name)}</span>'
            f'<span class="bar" style="width:{60 * count / most:.1f}%"></span> '
            f"{self._words('targets.bar', n=count)}</li>"
            for name, count in sorted(counts.items())
        )
        label = self._words("targets.timeline")
        return f'<ul class="timeline" aria-label="{label}">{bars}</ul>'
