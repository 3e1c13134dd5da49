"""The 评测 tab: choose a set or upload one, run it, read and take away the report."""

import html
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.evaluation_runs import EvaluationRun, question_sets, suite_folder
from assistant.settings import Settings
from assistant.web.render import status
from assistant.web.words import Words
from indexer.errors import WenceError

_POLL = 0.4  # seconds between two looks at a run


def build_evaluation(settings: Settings, words: Words) -> None:
    """The tab's parts, wired; nothing but a note where there is no evaluation suite."""
    if suite_folder() is None:
        gr.HTML(f'<p class="hint">{words("evaluation.absent")}</p>')
        return
    sets = question_sets()
    current = gr.State(None)
    gr.HTML(f'<p class="hint">{words("evaluation.hint")}</p>')
    with gr.Row(elem_id="eval-choice"):
        chosen = gr.Dropdown(
            list(sets), label=words("evaluation.set"), value=next(iter(sets), None)
        )
        upload = gr.File(label=words("evaluation.upload"), height=120, elem_id="eval-file")
    with gr.Row(elem_id="eval-buttons"):
        start = gr.Button(words("evaluation.start"), elem_id="eval-start")
        stop = gr.Button(words("ask.stop"), elem_id="eval-stop", interactive=False)
    state = gr.HTML(elem_id="eval-state")
    report = gr.HTML(elem_id="eval-report")
    packed = gr.DownloadButton(words("evaluation.download"), elem_id="eval-download", visible=False)

    def go(name: str | None, file: str | None) -> Iterator[tuple[Any, ...]]:
        yield from _run(settings, words, Path(file) if file else sets.get(name or ""))

    outputs = [current, start, stop, state, report, packed]
    start.click(go, [chosen, upload], outputs, show_progress="hidden", api_visibility="private")
    stop.click(_stop, [current], None, api_visibility="private", concurrency_id="eval-stop")


def _run(settings: Settings, words: Words, questions: Path | None) -> Iterator[tuple[Any, ...]]:
    """What the parts show, while a run goes on and when it has ended."""
    if questions is None:
        yield (None, *_buttons(False), status(words("evaluation.choose")), "", _hidden())
        return
    run = EvaluationRun(settings, questions)
    yield run, *_buttons(True), status(words("evaluation.preparing")), "", _hidden()
    while run.running:
        time.sleep(_POLL)
        yield run, *_buttons(True), _bar(words, run), gr.skip(), gr.skip()
    try:
        page = run.page()
    except WenceError as error:
        run.discard()
        yield None, *_buttons(False), status(str(error)), "", _hidden()
        return
    shown = f'<iframe title="{words("evaluation.report")}" srcdoc="{html.escape(page)}"></iframe>'
    ready = gr.DownloadButton(value=str(run.packed()), visible=True)
    yield None, *_buttons(False), status(words("evaluation.done")), shown, ready


def _stop(run: EvaluationRun | None) -> None:
    if run is not None:
        run.stop()


def _buttons(running: bool) -> tuple[Any, Any]:
    return gr.Button(interactive=not running), gr.Button(interactive=running)


def _hidden() -> Any:
    return gr.DownloadButton(visible=False)


def _bar(words: Words, run: EvaluationRun) -> str:
    progress = run.progress()
    if not progress.total:
        return status(words("evaluation.preparing"))
    return (
        f'<label role="status">'
        f"{words('evaluation.progress', done=progress.done, total=progress.total)} "
        f'<progress max="{progress.total}" value="{progress.done}"></progress></label>'
    )
