"""Clear and take away: what is done with a whole conversation."""

import tempfile
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.transcript import to_docx, to_markdown
from assistant.web.talk import Talk

_WRITERS = {"md": to_markdown, "docx": to_docx}
# The button of the file is pressed once the file is there.
_PRESS = "() => document.querySelector('#talk-file').click()"


def build_tools(parts: tuple[gr.State, gr.HTML, gr.Row, gr.HTML, gr.Textbox], empty: str) -> None:
    """The row of tools, wired to the conversation's parts."""
    talk = parts[0]
    options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    with gr.Row(elem_id="talk-tools"):
        clear = gr.Button("清空对话", elem_id="talk-clear")
        buttons = [gr.Button(f"导出 {form}", elem_id=f"talk-{form}") for form in _WRITERS]
        file = gr.DownloadButton("文件", elem_id="talk-file", elem_classes="offscreen")
    clear.click(
        lambda: (Talk(), empty, gr.Row(visible=False), "", ""), None, list(parts), **options
    )
    for button, form in zip(buttons, _WRITERS, strict=True):
        button.click(lambda said, form=form: _file(said, form), [talk], [file], **options).success(
            None, None, None, js=_PRESS
        )


def _file(said: Talk, form: str) -> str:
    folder = Path(tempfile.mkdtemp(prefix="wence-talk-"))
    path = folder / f"问策问答记录.{form}"
    path.write_bytes(_WRITERS[form](said.answers))
    return str(path)
