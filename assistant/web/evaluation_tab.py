"""The 评测 tab: choose a set or upload one, run it, read and take away the report."""

import html
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.evaluation_runs import EvaluationRun, question_sets, suite_folder
from assistant.feedback import Feedback
from assistant.settings import Settings
from assistant.web.render import status
from assistant.web.review import build_review
from indexer.errors import WenceError

_KINDS = [".jsonl", ".json", ".csv", ".tsv", ".xlsx"]
_POLL = 0.4  # seconds between two looks at a run
_INTRO = (
    '<p class="hint">选一套题，或上传自己的题（JSONL、CSV、XLSX，或 SQuAD、RGB、CRUD-RAG 文件），'
    "看答得对不对。评测在后台进行，不影响别人提问。</p>"
)
_ABSENT = '<p class="hint">评测只能在源码目录中运行：请先取得源码，再执行 make run。</p>'


def build_evaluation(settings: Settings, feedback: Feedback) -> None:
    """The tab's parts, wired; nothing but a note where there is no evaluation suite."""
    if suite_folder() is None:
        gr.HTML(_ABSENT)
        return
    sets = question_sets()
    current = gr.State(None)
    gr.HTML(_INTRO)
    with gr.Row(elem_id="eval-choice"):
        chosen = gr.Dropdown(list(sets), label="题集", value=next(iter(sets), None))
        upload = gr.File(label="上传题集", file_types=_KINDS, height=120)
    with gr.Row(elem_id="eval-buttons"):
        start = gr.Button("开始评测", elem_id="eval-start")
        stop = gr.Button("停止", elem_id="eval-stop", interactive=False)
    state = gr.HTML(elem_id="eval-state")
    report = gr.HTML(elem_id="eval-report")
    packed = gr.DownloadButton("下载报告", elem_id="eval-download", visible=False)

    def go(name: str | None, file: str | None) -> Iterator[tuple[Any, ...]]:
        yield from _run(settings, Path(file) if file else sets.get(name or ""))

    outputs = [current, start, stop, state, report, packed]
    start.click(go, [chosen, upload], outputs, show_progress="hidden", api_visibility="private")
    stop.click(_stop, [current], None, api_visibility="private", concurrency_id="eval-stop")
    build_review(feedback)


def _run(settings: Settings, questions: Path | None) -> Iterator[tuple[Any, ...]]:
    """What the parts show, while a run goes on and when it has ended."""
    if questions is None:
        yield (None, *_buttons(False), status("请先选一套题，或上传自己的题。"), "", _hidden())
        return
    run = EvaluationRun(settings, questions)
    yield run, *_buttons(True), status("正在准备。"), "", _hidden()
    while run.running:
        time.sleep(_POLL)
        yield run, *_buttons(True), _bar(run), gr.skip(), gr.skip()
    try:
        page = run.page()
    except WenceError as error:
        run.discard()
        yield None, *_buttons(False), status(str(error)), "", _hidden()
        return
    shown = f'<iframe title="评测报告" srcdoc="{html.escape(page)}"></iframe>'
    ready = gr.DownloadButton(value=str(run.packed()), visible=True)
    yield None, *_buttons(False), status("评测完成。"), shown, ready


def _stop(run: EvaluationRun | None) -> None:
    if run is not None:
        run.stop()


def _buttons(running: bool) -> tuple[Any, Any]:
    return gr.Button(interactive=not running), gr.Button(interactive=running)


def _hidden() -> Any:
    return gr.DownloadButton(visible=False)


def _bar(run: EvaluationRun) -> str:
    progress = run.progress()
    if not progress.total:
        return status("正在准备。")
    return (
        f'<label role="status">已答 {progress.done} / {progress.total} 题 '
        f'<progress max="{progress.total}" value="{progress.done}"></progress></label>'
    )
