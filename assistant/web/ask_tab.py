"""The 问答 tab: examples, conversation, evidence, question."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import gradio as gr

from assistant.feedback import Feedback
from assistant.service import Service
from assistant.web.answering import (
    LEVEL,
    LONGEST_QUESTION,
    Memory,
    past_of,
    remembered,
    replies,
    taken_up,
)
from assistant.web.examples import Examples
from assistant.web.feedback_row import build_feedback
from assistant.web.freshness import Freshness
from assistant.web.talk import Talk
from assistant.web.talk_tools import build_tools
from assistant.web.words import Words

_OPTIONS: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a conversation that each step may change."""

    talk: gr.State
    memory: gr.BrowserState
    conversation: gr.HTML
    history: gr.HTML
    verdict: gr.Row
    note: gr.HTML
    question: gr.Textbox

    def all(self) -> list[Any]:
        """The parts in the order in which a step gives them."""
        parts = (self.conversation, self.history, self.verdict, self.note, self.question)
        return [self.talk, self.memory, *parts]


def build_asking(
    service: Service, words: Words, feedback: Feedback, fresh: Freshness, page: gr.Blocks
) -> None:
    """The tab's parts, wired."""
    talk = gr.State(Talk())
    memory = gr.BrowserState(None, storage_key="wence-asked", secret="wence")
    examples = Examples(service, words)
    begin = gr.HTML(examples.unchecked(), elem_id="chips")
    with gr.Row(elem_id="main"):
        with gr.Column(scale=3):
            history = gr.HTML(elem_id="history")
            conversation = gr.HTML(_hint(words), elem_id="conversation")
            verdict, note = build_feedback(feedback, words, talk)
            within = gr.Dropdown(
                _choices(service, words), value="", label=words("ask.within"), elem_id="scope"
            )
            with gr.Row(elem_id="ask-row"):
                question = _question_box(words)
                send = gr.Button(words("ask.send"), elem_id="send", scale=0)
        with gr.Column(scale=2, elem_id="evidence"):
            hint = f'<p class="hint">{words("ask.evidence")}</p>'
            gr.HTML(f'<div id="evidence-panel">{hint}</div>')
    parts = Parts(talk, memory, conversation, history, verdict, note, question)
    clear = build_tools(words, talk)
    asking = _Asking(service, words)
    _wire(asking, parts, within, (send, clear))
    page.load(asking.back, [memory], parts.all(), **_OPTIONS)
    fresh.add_late([begin], lambda: [examples.checked()])
    fresh.add([within], lambda: [gr.Dropdown(_choices(service, words))])


def _question_box(words: Words) -> gr.Textbox:
    return gr.Textbox(
        placeholder=words("ask.placeholder"),
        show_label=False,
        label=words("ask.question"),
        elem_id="question",
        lines=1,
        max_lines=4,
        scale=5,
        max_length=LONGEST_QUESTION,
        submit_btn=False,
    )


def _wire(
    asking: "_Asking",
    parts: Parts,
    within: gr.Dropdown,
    buttons: tuple[gr.Button, gr.Button],
) -> None:
    given: list[Any] = [within, parts.talk, parts.memory]
    send, clear = buttons
    # Pressed by the script, for buttons that stand in the conversation's own HTML.
    stop = gr.Button("", elem_id="talk-stop", visible="hidden")
    forget = gr.Button("", elem_id="talk-forget", visible="hidden")
    asked: list[Any] = [
        # A question is not lost because the one before it is still being answered, or just stopped.
        event(
            asking.ask,
            [parts.question, *given],
            parts.all(),
            trigger_mode="multiple",
            concurrency_id="ask",
            **_OPTIONS,
        )
        for event in (parts.question.submit, send.click)
    ]
    stop.click(asking.stopped, [parts.talk], [parts.conversation], cancels=asked, **_OPTIONS)
    clear.click(asking.cleared, [parts.memory], parts.all(), **_OPTIONS)
    forget.click(lambda: asking.cleared(None), None, parts.all(), **_OPTIONS)


class _Asking:
    """What the parts show after each step."""

    def __init__(self, service: Service, words: Words) -> None:
        self._service, self._words = service, words

    def ask(
        self, text: str, within: str, said: Talk, memory: Memory | None
    ) -> Iterator[tuple[Any, ...]]:
        steps = replies(self._service, self._words, text, within, said)
        for now, shown in steps:
            if now is said:
                yield gr.skip(), gr.skip(), shown, gr.skip(), gr.skip(), "", ""
            else:
                yield self._after(now, remembered(memory, now), shown)

    def back(self, memory: Memory | None) -> tuple[Any, ...]:
        """The page as the browser left it."""
        said = taken_up(self._service, self._words, memory)
        if not said.turns:
            return (*[gr.skip()] * 3, self._history(memory), *[gr.skip()] * 3)
        return self._after(said, memory, "".join(said.turns))

    def cleared(self, memory: Memory | None) -> tuple[Any, ...]:
        """A new conversation."""
        kept = {"now": [], "past": list(past_of(memory))}
        return self._after(Talk(), kept, _hint(self._words))

    def stopped(self, said: Talk) -> str:
        """The conversation without the question that was given up."""
        note = f'<p class="hint" role="status">{self._words("ask.stopped")}</p>'
        return "".join(said.turns) + note

    def _after(self, said: Talk, memory: Memory | None, shown: str) -> tuple[Any, ...]:
        verdict = gr.Row(visible=said.answer is not None)
        return said, memory, shown, self._history(memory), verdict, "", ""

    def _history(self, memory: Memory | None) -> str:
        past = past_of(memory)
        if not past:
            return ""
        items = "".join(
            f'<li><button type="button" data-ask="{escape(each)}">{escape(each)}</button></li>'
            for each in past
        )
        forget = self._words("ask.forget")
        return (
            f"<details><summary>{self._words('ask.history', n=len(past))}</summary><ul>{items}</ul>"
            f'<button type="button" class="step" data-press="talk-forget">{forget}</button></details>'
        )


def _hint(words: Words) -> str:
    return f'<p class="hint">{words("ask.hint")}</p>'


def _choices(service: Service, words: Words) -> list[tuple[str, str]]:
    documents = service.library.documents
    levels = list(dict.fromkeys(each.level for each in documents if each.level))
    return [
        (words("ask.everything"), ""),
        *((words("ask.level", level=each), f"{LEVEL}{each}") for each in levels if len(levels) > 1),
        *((each.title, each.doc_id) for each in documents),
    ]
