"""The 文件库 tab: the documents with what was read of them; staff adds and removes some."""

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import gradio as gr

from assistant.documents import document_form
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.changing import LARGEST_MB, Changing
from assistant.web.freshness import Freshness
from assistant.web.render import status
from assistant.web.signing_in import Gate
from assistant.web.table import table
from assistant.web.words import Words

_OPTIONS: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_ONE = "corpus"  # changes wait for one another


@dataclass(frozen=True, slots=True)
class Staff:
    """Who has signed in, and the pass that the browser keeps; outside of tabs, which load late."""

    signed: gr.State
    held: gr.BrowserState

    @classmethod
    def nobody(cls) -> "Staff":
        """As a session begins."""
        return cls(gr.State(""), gr.BrowserState("", storage_key="wence-staff", secret="wence"))


def build_library(
    service: Service,
    settings: Settings,
    words: Words,
    gate: Gate,
    staff: Staff,
    fresh: Freshness,
    page: gr.Blocks,
) -> None:
    """The tab's parts, wired."""
    gr.HTML(f'<p class="hint">{words("library.hint")}</p>')
    listed = gr.HTML(_listed(service, words), elem_id="library-list")
    pick = gr.Textbox(elem_id="library-pick", visible="hidden")
    shown = gr.HTML(elem_id="library-shown")
    pick.change(lambda doc_id: _framed(service, words, doc_id), [pick], [shown], **_OPTIONS)
    fresh.add([listed, shown], lambda: [_listed(service, words), ""])
    signed = staff.signed
    if gate.asks:
        _build_door(words, gate, staff, page)
    else:
        _build_own(words, gate, signed, page)
    changing = Changing(service, settings, words, gate)
    with gr.Column(visible=False, elem_id="library-change") as change:
        _build_adding(changing, words, signed, fresh)
        _build_removing(service, changing, words, signed, fresh)
    signed.change(lambda name: gr.Column(visible=gate.lets(name)), [signed], [change], **_OPTIONS)


def _build_own(words: Words, gate: Gate, signed: gr.State, page: gr.Blocks) -> None:
    """Without passwords: who sits at the machine may change things, others are told why not."""
    closed = gr.HTML(
        f'<p class="hint">{words("library.closed")}</p>', elem_id="library-closed", visible=False
    )

    def come(request: gr.Request) -> tuple[str, Any]:
        name = gate.welcome(request.headers.get("host"))
        return name, gr.HTML(visible=not gate.lets(name))

    page.load(come, None, [signed, closed], **_OPTIONS)


def _build_door(words: Words, gate: Gate, staff: Staff, page: gr.Blocks) -> None:
    with gr.Row(elem_id="library-door") as door:
        user = gr.Textbox(label=words("library.user"), max_length=100, elem_id="library-user")
        password = gr.Textbox(
            label=words("library.password"),
            type="password",
            max_length=200,
            elem_id="library-password",
        )
        enter = gr.Button(words("library.enter"), elem_classes="send", elem_id="library-enter")
    said = gr.HTML(status(words("library.staff_only")), elem_id="library-said")
    leave = gr.Button(words("library.leave"), elem_id="library-leave", visible=False)

    def shown(key: object) -> tuple[Any, ...]:
        name = gate.admitted(key)
        text = words("library.welcome", user=name) if name else words("library.staff_only")
        parts = gr.Row(visible=not name), gr.Button(visible=bool(name))
        return key if name else "", name, "", status(text), *parts

    def come(name: str, secret: str) -> tuple[Any, ...]:
        if not gate.check(name.strip(), secret):
            return "", "", "", status(words("library.denied")), gr.Row(), gr.Button()
        return shown(gate.admit(name.strip()))

    def go(key: object) -> tuple[Any, ...]:
        gate.dismiss(key)
        return shown("")

    outputs: list[Any] = [staff.held, staff.signed, password, said, door, leave]
    for event in (password.submit, enter.click):
        event(come, [user, password], outputs, concurrency_id="door", **_OPTIONS)
    leave.click(go, [staff.held], outputs, **_OPTIONS)
    page.load(shown, [staff.held], outputs, **_OPTIONS)


def _build_adding(changing: Changing, words: Words, signed: gr.State, fresh: Freshness) -> None:
    files = gr.File(
        label=words("library.upload", size=LARGEST_MB),
        file_count="multiple",
        elem_id="library-files",
        height=180,
    )
    add = gr.Button(words("library.add"), elem_classes="send", elem_id="library-add")
    report = gr.HTML(elem_id="library-report")
    done = add.click(
        changing.added, [signed, files], [report, files], concurrency_id=_ONE, **_OPTIONS
    )
    fresh.after(done.then)


def _build_removing(
    service: Service, changing: Changing, words: Words, signed: gr.State, fresh: Freshness
) -> None:
    with gr.Row(elem_id="library-removing"):
        which = gr.Dropdown(
            _removable(service), value=None, label=words("library.which"), elem_id="library-which"
        )
        remove = gr.Button(words("library.remove"), elem_id="library-remove", scale=0)
    with gr.Row(visible=False, elem_id="library-sure") as sure:
        question = gr.HTML()
        yes = gr.Button(words("library.yes"), elem_id="library-yes", scale=0)
        no = gr.Button(words("library.no"), elem_id="library-no", scale=0)
    said = gr.HTML(elem_id="library-removed")

    def ask(doc_id: str | None) -> tuple[Any, str, str]:
        if not doc_id:
            return gr.Row(visible=False), "", ""
        title = service.document(doc_id).title
        return gr.Row(visible=True), status(words("library.sure", title=title)), ""

    remove.click(ask, [which], [sure, question, said], **_OPTIONS)
    no.click(lambda: gr.Row(visible=False), None, [sure], **_OPTIONS)
    done = yes.click(
        changing.removed, [signed, which], [said, sure], concurrency_id=_ONE, **_OPTIONS
    )
    fresh.add([which], lambda: [gr.Dropdown(_removable(service), value=None)])
    fresh.after(done.then)


def _removable(service: Service) -> list[tuple[str, str]]:
    return [(each.title, each.doc_id) for each in service.library.documents]


def _listed(service: Service, words: Words) -> str:
    names = ("document", "number", "level", "date", "clauses", "measures", "targets", "doubts")
    columns = [words(f"{_PART.get(name, 'library')}.{name}") for name in names]
    rows = []
    for document in service.library.documents:
        form = document_form(document)
        doubts = service.doubts(document.doc_id)
        note = f'<br><span class="state">{words("card.digest")}</span>'
        rows.append(
            (
                f"{escape(document.title)}{note if document.kind == 'digest' else ''}",
                escape(form["doc_number"] or "—"),
                escape(form["level"] or "—"),
                escape(form["issued_on"] or "—"),
                *(str(form[name]) for name in ("clauses", "measures", "targets")),
                _doubts(doubts),
                f'<button type="button" class="step" data-pick="library-pick" '
                f'data-value="{escape(document.doc_id)}">{words("library.structure")}</button>',
            )
        )
    return table([*columns, words("read.contents")], rows, words("tab.library"))


_PART = {"document": "search", "level": "search"}


def _doubts(doubts: tuple[str, ...]) -> str:
    if not doubts:
        return "0"
    items = "".join(f"<li>{escape(each)}</li>" for each in doubts)
    return f"<details><summary>{len(doubts)}</summary><ul>{items}</ul></details>"


def _framed(service: Service, words: Words, doc_id: str) -> str:
    """The document's structure beside its text, in a frame."""
    if doc_id not in {each.doc_id for each in service.library.documents}:
        return ""
    address = f"/read/{quote(doc_id)}?language={words.language}&amp;framed=1"
    return f'<iframe title="{words("library.frame")}" src="{address}"></iframe>'
