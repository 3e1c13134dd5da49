"""Answers marked wrong, to be turned into questions of the evaluation suite."""

import html
from typing import Any

import gradio as gr

from assistant.feedback import Feedback, Verdict
from assistant.web.render import status
from assistant.web.signing_in import Gate
from assistant.web.words import Words
from indexer.errors import WenceError

_LONGEST = 40  # characters of a question in the list
Shown = tuple[Any, Any, Any, str]


def build_review(feedback: Feedback, words: Words, gate: Gate, signed: gr.State) -> None:
    """The list, the answer chosen, and what is right instead; for staff where staff signs in."""
    gr.HTML(f'<h2 class="part">{words("review.title")}</h2>')
    shut = gr.HTML(f'<p class="hint">{words("review.staff_only")}</p>', visible=gate.asks)
    with gr.Column(visible=False) as whole:
        _build_list(_Review(feedback, words, gate), words, signed)
    signed.change(
        lambda name: (gr.HTML(visible=not gate.lets(name)), gr.Column(visible=gate.lets(name))),
        [signed],
        [shut, whole],
        show_progress="hidden",
        api_visibility="private",
    )


def _build_list(review: "_Review", words: Words, signed: gr.State) -> None:
    with gr.Row(elem_id="review-choice"):
        chosen = gr.Dropdown([], label=words("review.waiting"), elem_id="review-list", value=None)
        refresh = gr.Button(words("review.refresh"), elem_id="review-refresh", scale=0)
    shown = gr.HTML(elem_id="review-shown")
    with gr.Row(elem_id="review-gold"):
        states = [(words(f"review.{state}"), state) for state in ("answered", "not_found")]
        state = gr.Radio(states, label=words("review.right"), value="answered")
        clauses = gr.Textbox(
            label=words("review.clauses"), placeholder=words("review.clauses_hint")
        )
        must = gr.Textbox(label=words("review.must"), placeholder=words("review.must_hint"))
    with gr.Row():
        accept = gr.Button(words("review.accept"), elem_id="review-accept")
        drop = gr.Button(words("review.drop"), elem_id="review-drop")
        made = gr.DownloadButton(words("review.download"), elem_id="review-download", visible=False)
    note = gr.HTML(elem_id="review-note")
    outputs = [chosen, shown, made, note]
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    refresh.click(review.listed, [signed], outputs, **options)
    chosen.input(review.chosen, [signed, chosen], [shown], **options)
    accept.click(review.accepted, [signed, chosen, state, clauses, must], outputs, **options)
    drop.click(review.dropped, [signed, chosen], outputs, **options)


class _Review:
    """What the parts show after each step: list, answer, file of questions, note."""

    def __init__(self, feedback: Feedback, words: Words, gate: Gate) -> None:
        self._feedback, self._words, self._gate = feedback, words, gate

    def listed(self, signed: str, text: str = "") -> Shown:
        if not self._gate.lets(signed):
            return gr.skip(), gr.skip(), gr.skip(), status(self._words("review.staff_only"))
        waiting = self._feedback.to_review()
        choices = [(each.question[:_LONGEST], each.id) for each in waiting]
        first = choices[0][1] if choices else None
        questions = self._feedback.questions
        exists = questions.exists()
        download = gr.DownloadButton(value=str(questions) if exists else None, visible=exists)
        said = text or self._words("review.count", n=len(waiting))
        return gr.Dropdown(choices, value=first), self.chosen(signed, first), download, status(said)

    def chosen(self, signed: str, name: str | None) -> str:
        verdict = self._found(signed, name)
        return _shown(self._words, verdict) if verdict else ""

    def accepted(self, signed: str, name: str | None, state: str, where: str, must: str) -> Shown:
        verdict = self._found(signed, name)
        if verdict is None:
            return self.listed(signed, self._words("review.none"))
        labels = where.replace("、", " ").replace("，", " ").replace(",", " ").split()
        try:
            self._feedback.accept(verdict, state, labels, must)
        except WenceError as error:
            return gr.skip(), gr.skip(), gr.skip(), status(str(error))
        return self.listed(signed, self._words("review.kept"))

    def dropped(self, signed: str, name: str | None) -> Shown:
        verdict = self._found(signed, name)
        if verdict is not None:
            self._feedback.set_aside(verdict)
        return self.listed(signed)

    def _found(self, signed: str, name: str | None) -> Verdict | None:
        if not self._gate.lets(signed):
            return None
        return next((each for each in self._feedback.to_review() if each.id == name), None)


def _shown(words: Words, verdict: Verdict) -> str:
    def line(text: str) -> str:
        return f"<p>{html.escape(text)}</p>"

    before = "".join(line(words("review.earlier", question=each)) for each in verdict.history)
    reason = line(words("review.opinion", reason=verdict.reason)) if verdict.reason else ""
    answer = html.escape(verdict.answer).replace("\n", "<br>")
    return f"{before}<p><strong>{html.escape(verdict.question)}</strong></p><p>{answer}</p>{reason}"
