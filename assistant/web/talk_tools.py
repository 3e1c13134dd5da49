"""Clear and take away: what is done with a whole conversation."""

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.transcript import to_docx, to_markdown
from assistant.web.talk import Talk
from assistant.web.words import Words

_WRITERS = {"md": to_markdown, "docx": to_docx}
# The button of the file is pressed once the file is there.
_PRESS = "() => document.querySelector('#talk-file').click()"


def build_tools(words: Words, talk: gr.State) -> gr.Button:
    """The row of tools, wired to the conversation; gives the button that clears it."""
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    with gr.Row(elem_id="talk-tools"):
        clear = gr.Button(words("ask.clear"), elem_id="talk-clear")
        buttons = [
            gr.Button(words("ask.export", form=form), elem_id=f"talk-{form}") for form in _WRITERS
        ]
        file = gr.DownloadButton(words("ask.file"), elem_id="talk-file", visible="hidden")
    for button, form in zip(buttons, _WRITERS, strict=True):
        button.click(lambda said, form=form: _file(said, form), [talk], [file], **options).success(
            None, None, None, js=_PRESS
        )
    return clear


def _file(said: Talk, form: str) -> str:
    folder = Path(tempfile.mkdtemp(prefix="wence-talk-"))
    path = folder / f"问策问答记录.{form}"
    path.write_bytes(_WRITERS[form](said.answers))
    return str(path)
