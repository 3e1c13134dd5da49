"""The page as gradio blocks: masthead, chips, conversation, evidence, question."""

import tomllib
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.feedback import Feedback
from assistant.service import PageService
from assistant.settings import Settings
from assistant.web.evaluation_tab import build_evaluation
from assistant.web.feedback_row import build_feedback
from assistant.web.levels_tab import build_levels
from assistant.web.measures_tab import build_measures
from assistant.web.render import turn
from assistant.web.search_tab import build_search
from assistant.web.talk import Talk
from assistant.web.talk_tools import build_tools
from assistant.web.targets_tab import build_targets
from indexer.errors import WenceError

HERE = Path(__file__).parent
_BROWSING = (
    ("检索", "search", build_search),
    ("责任清单", "measures", build_measures),
    ("目标台账", "targets", build_targets),
    ("上下级对照", "levels", build_levels),
)
LONGEST_QUESTION = 500  # characters; nobody asks a clerk more at once
_HINT = '<p class="hint">问策只说文件里写了的话，每句都附原文依据。请输入问题，或点上面的例子。</p>'
_EMPTY = '<div id="evidence-panel"><p class="hint">回答中的数字标号会在这里打开原文。</p></div>'


def build_page(service: PageService, settings: Settings) -> Any:
    """The page over a service; each browser session keeps its own conversation."""
    feedback = Feedback(settings.index)
    with gr.Blocks(title="问策", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(_masthead(service), elem_id="masthead")
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("问答", id="ask"):
                _build_asking(service, feedback)
            for name, key, build in _BROWSING:
                with gr.Tab(name, id=key):
                    build(service)
            with gr.Tab("评测", id="evaluation"):
                build_evaluation(settings, feedback)
    return page


def _build_asking(service: PageService, feedback: Feedback) -> None:
    examples = tomllib.loads((HERE / "examples.toml").read_text("utf-8"))
    talk = gr.State(Talk())
    chips: list[tuple[gr.Button, str]] = []
    with gr.Column(elem_id="chips"):
        for key, label in (("staff", "我是工作人员："), ("citizen", "我是市民：")):
            with gr.Row(elem_classes="chip-row"):
                gr.HTML(f'<p class="chip-label">{label}</p>', elem_classes="chip-label")
                chips += [(gr.Button(each["chip"]), each["question"]) for each in examples[key]]
    with gr.Row(elem_id="main"):
        with gr.Column(scale=3):
            conversation = gr.HTML(_HINT, elem_id="conversation")
            row, note = build_feedback(feedback, talk)
            scope = gr.Dropdown(
                _documents(service),
                value="",
                label="只问这份文件",
                elem_id="scope",
                visible=_several(service),
            )
            with gr.Row(elem_id="ask-row"):
                question = gr.Textbox(
                    placeholder="请输入问题，例如“区财政局参与哪些任务”",
                    show_label=False,
                    label="问题",
                    elem_id="question",
                    lines=1,
                    max_lines=4,
                    scale=5,
                    max_length=LONGEST_QUESTION,
                    submit_btn=False,
                )
                send = gr.Button("发送", elem_id="send", scale=0)
        with gr.Column(scale=2, elem_id="evidence"):
            gr.HTML(_EMPTY)
    parts = (talk, conversation, row, note, question)
    _wire(service, parts, send, scope, chips)
    build_tools(parts, _HINT)


def _wire(
    service: PageService,
    parts: tuple[gr.State, gr.HTML, gr.Row, gr.HTML, gr.Textbox],
    send: gr.Button,
    scope: gr.Dropdown,
    chips: list[tuple[gr.Button, str]],
) -> None:
    talk, question = parts[0], parts[-1]
    options: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}

    def reply(text: str, doc_id: str, said: Talk) -> tuple[Talk, str, Any, str, str]:
        said = _reply(service, text, doc_id or None, said)
        shown = gr.Row(visible=said.answer is not None)
        return said, "".join(said.turns) or _HINT, shown, "", ""

    for event in (question.submit, send.click):
        event(reply, [question, scope, talk], list(parts), **options)
    for button, asked in chips:
        button.click(
            lambda doc_id, said, asked=asked: reply(asked, doc_id, said),
            [scope, talk],
            list(parts),
            **options,
        )


def _reply(service: PageService, text: str, doc_id: str | None, said: Talk) -> Talk:
    asked = text.strip()[:LONGEST_QUESTION]
    if not asked:
        return said
    try:
        answer, state = service.ask(asked, said.state, doc_id)
    except WenceError as error:
        failed = f'<section class="turn"><p class="state">{escape(str(error))}</p></section>'
        return replace(said, turns=(*said.turns, failed), answer=None)
    rendered = turn(service, answer, len(said.turns) + 1)
    answers = (*said.answers, answer)
    return Talk((*said.turns, rendered), state, (*said.asked, asked), answer, answers)


def _documents(service: PageService) -> list[tuple[str, str]]:
    named = [(each.title, each.doc_id) for each in service.library.documents]
    return [("全部文件", ""), *named]


def _several(service: PageService) -> bool:
    return len(service.library.documents) > 1


def _masthead(service: PageService) -> str:
    return (
        f'<header class="masthead"><h1>问策</h1><p>{escape(service.title())}</p>'
        f'<p class="count">{escape(service.overview())}</p></header>'
    )
