"""有用 / 有误 under the last answer, with a reason; the verdict is kept for review."""

from typing import Any

import gradio as gr

from assistant.feedback import Feedback
from assistant.web.render import status
from assistant.web.talk import Talk
from indexer.errors import WenceError

_THANKS = "已记下，谢谢您。"


def build_feedback(feedback: Feedback, talk: gr.State) -> tuple[Any, Any]:
    """The row and its note, hidden until there is an answer; they are shown again at each one."""
    with gr.Row(elem_id="verdict", visible=False) as row:
        good = gr.Button("有用", elem_id="verdict-good", scale=0)
        bad = gr.Button("有误", elem_id="verdict-bad", scale=0)
        reason = gr.Textbox(
            label="哪里不对（可不填）",
            placeholder="哪里不对，可不填，写好后点“有误”",
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
            feedback.add(current.answer, helpful, why, current.asked[:-1])
        except WenceError as error:
            return gr.skip(), why, status(str(error))
        return gr.Row(visible=False), "", status(_THANKS)

    for button, helpful in ((good, True), (bad, False)):
        button.click(
            lambda why, current, helpful=helpful: say(helpful, why, current),
            [reason, talk],
            [row, reason, note],
            show_progress="hidden",
            api_visibility="private",
        )
    return row, note
