"""A conversation is taken away with its quotes."""

import io

from docx import Document

from assistant.answer import Assistant
from assistant.transcript import to_docx, to_markdown

QUESTIONS = ("农机报废更新由谁牵头？", "青岛的家电补贴多少钱？")


def test_markdown_holds_questions_answers_and_quotes(assistant: Assistant) -> None:
    text = to_markdown([assistant.ask(each) for each in QUESTIONS]).decode()
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        f"## {each}" for each in QUESTIONS
    ]
    assert "**区农业农村局**" in text
    assert "> [1] 《济南市章丘区" in text


def test_a_word_document_says_the_same(assistant: Assistant) -> None:
    answers = [assistant.ask(each) for each in QUESTIONS]
    document = Document(io.BytesIO(to_docx(answers)))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings == list(QUESTIONS)
    bold = [run.text for p in document.paragraphs for run in p.runs if run.bold]
    assert "区农业农村局" in bold
    quotes = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert quotes[0].startswith("[1] 《")
