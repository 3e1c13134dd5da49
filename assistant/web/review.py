"""Answers marked wrong, to be turned into questions of the evaluation suite."""

import html
from typing import Any

import gradio as gr

from assistant.feedback import Feedback, Verdict
from assistant.web.render import status
from indexer.errors import WenceError

_STATES = [("方案写了", "answered"), ("方案没写，应当拒答", "not_found")]
_LONGEST = 40  # characters of a question in the list
Shown = tuple[Any, Any, Any, str]


def build_review(feedback: Feedback) -> None:
    """The list, the answer chosen, and what is right instead."""
    gr.HTML('<h2 class="part">标为“有误”的回答</h2>')
    with gr.Row(elem_id="review-choice"):
        chosen = gr.Dropdown([], label="待复核", elem_id="review-list", value=None)
        refresh = gr.Button("刷新", elem_id="review-refresh", scale=0)
    shown = gr.HTML(elem_id="review-shown")
    with gr.Row(elem_id="review-gold"):
        status = gr.Radio(_STATES, label="正确的回答", value="answered")
        clauses = gr.Textbox(label="应引用的条款", placeholder="例如 6、7")
        must = gr.Textbox(
            label="必须包含的词", placeholder="用分号隔开；同一个词的不同写法用 | 隔开"
        )
    with gr.Row():
        accept = gr.Button("存为题目", elem_id="review-accept")
        drop = gr.Button("不作处理", elem_id="review-drop")
        made = gr.DownloadButton("下载题目", elem_id="review-download", visible=False)
    note = gr.HTML(elem_id="review-note")
    review = _Review(feedback)
    outputs = [chosen, shown, made, note]
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    refresh.click(review.listed, None, outputs, **options)
    chosen.input(review.chosen, [chosen], [shown], **options)
    accept.click(review.accepted, [chosen, status, clauses, must], outputs, **options)
    drop.click(review.dropped, [chosen], outputs, **options)


class _Review:
    """What the parts show after each step: list, answer, file of questions, note."""

    def __init__(self, feedback: Feedback) -> None:
        self._feedback = feedback

    def listed(self, text: str = "") -> Shown:
        waiting = self._feedback.to_review()
        choices = [(each.question[:_LONGEST], each.id) for each in waiting]
        first = choices[0][1] if choices else None
        questions = self._feedback.questions
        exists = questions.exists()
        download = gr.DownloadButton(value=str(questions) if exists else None, visible=exists)
        said = text or f"待复核 {len(waiting)} 个。"
        return gr.Dropdown(choices, value=first), self.chosen(first), download, status(said)

    def chosen(self, name: str | None) -> str:
        return _shown(self._found(name))

    def accepted(self, name: str | None, state: str, where: str, words: str) -> Shown:
        verdict = self._found(name)
        if verdict is None:
            return self.listed("没有待复核的回答。")
        labels = where.replace("、", " ").replace("，", " ").split()
        try:
            self._feedback.accept(verdict, state, labels, words)
        except WenceError as error:
            return gr.skip(), gr.skip(), gr.skip(), status(str(error))
        return self.listed("已存为题目。")

    def dropped(self, name: str | None) -> Shown:
        verdict = self._found(name)
        if verdict is not None:
            self._feedback.set_aside(verdict)
        return self.listed()

    def _found(self, name: str | None) -> Verdict | None:
        return next((each for each in self._feedback.to_review() if each.id == name), None)


def _shown(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    before = "".join(f"<p>前文：{html.escape(each)}</p>" for each in verdict.history)
    reason = f"<p>意见：{html.escape(verdict.reason)}</p>" if verdict.reason else ""
    answer = html.escape(verdict.answer).replace("\n", "<br>")
    return f"{before}<p><strong>{html.escape(verdict.question)}</strong></p><p>{answer}</p>{reason}"
