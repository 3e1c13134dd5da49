"""A conversation to take away: Markdown or Word, each answer with its quotes."""

import io
import re
from collections.abc import Sequence

from indexer.model import Answer

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def quotes_of(answer: Answer) -> list[str]:
    """A line for each citation: marker, document, clause and quote."""
    return [
        f"[{each.marker}] 《{each.title}》{each.path[-1] if each.path else each.clause}：{each.quote}"
        for each in answer.citations or answer.related
    ]


def to_text(answer: Answer) -> str:
    """One answer with its quotes as plain text, to be pasted."""
    said = _BOLD.sub(r"\1", answer.text)
    return "\n".join([answer.question, "", said, "", *quotes_of(answer)])


def to_markdown(answers: Sequence[Answer]) -> bytes:
    """The conversation as Markdown, in UTF-8."""
    parts = ["# 问策问答记录"]
    for answer in answers:
        text = answer.text.replace("\n", "  \n")
        parts += [f"## {answer.question}", text, "\n".join(f"> {q}  " for q in quotes_of(answer))]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def to_docx(answers: Sequence[Answer]) -> bytes:
    """The conversation as a Word document."""
    from docx import Document

    document = Document()
    document.add_heading("问策问答记录", level=1)
    for answer in answers:
        document.add_heading(answer.question, level=2)
        for line in answer.text.split("\n"):
            paragraph = document.add_paragraph()
            for place, piece in enumerate(_BOLD.split(line)):
                paragraph.add_run(piece).bold = place % 2 == 1
        for quote in quotes_of(answer):
            document.add_paragraph(quote, style="Quote")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
