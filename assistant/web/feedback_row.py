"""有用 / 有误 under the last answer, with a reason; the verdict is kept for review."""

from typing import Any

import gradio as gr

from assistant.feedback import Feedback
from assistant.web.render import status
from assistant.web.talk import Talk
from assistant.web.words import Words
from indexer.errors import WenceError


def build_feedback(feedback: Feedback, words: Words, talk: gr.State) -> tuple[Any, Any]:
    """The row and its note, hidden until there is an answer; they are shown again at each one."""
    with gr.Row(elem_id="verdict", visible=False) as row:
        good = gr.Button(words("answer.good"), elem_id="verdict-good", scale=0)
        bad = gr.Button(words("answer.bad"), elem_id="verdict-bad", scale=0)
        reason = gr.Textbox(
            label=words("answer.reason"),
            placeholder=words("answer.reason_hint"),
            show_label=False,
            elem_id="verdict-reason",
            max_length=500,
            lines=1,
            max_lines=1,
        )
    note = gr.HTML(elem_id="verdict-note")

    def say(helpful: bool, why: str, current: Talk) -> tuple[Any, str, str]:
        if current.answer is None:
            return gr.skip(), why, ""
        try:
            feedback.add(current.answer, helpful, why, current.questions()[:-1])
        except WenceError as error:
            return gr.skip(), why, status(str(error))
        return gr.Row(visible=False), "", status(words("answer.thanks"))

    for button, helpful in ((good, True), (bad, False)):
        button.click(
            lambda why, current, helpful=helpful: say(helpful, why, current),
            [reason, talk],
            [row, reason, note],
            show_progress="hidden",
            api_visibility="private",
        )
    return row, note
