"""Answer -> HTML: pure functions; every text of a document or a question is escaped."""

import re
from html import escape

from assistant.transcript import to_text
from assistant.web.evidence import Service, card, copy_button
from assistant.web.words import Words
from indexer.model import Answer, Citation, Table

_MARKER = re.compile(r"\[(\d+)\]")
_MARKED_END = re.compile(r"([^\s<>;\[\]]?)((?:\[\d+\]){1,3})([。；：，]?)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")


def turn(service: Service, words: Words, answer: Answer, number: int) -> str:
    """One question with its answer and the cards that its markers open."""
    cited = answer.citations or answer.related
    table = _table(words, answer.table, cited, number) if answer.table else ""
    reading = _reading(words, answer.reading) if answer.reading else ""
    cards = "".join(card(service, words, each, number, cited) for each in cited)
    tools = f'<p class="tools">{copy_button(words, to_text(answer), "answer.copy")}</p>'
    body = f"{_said(words, answer, number)}{table}{_teller(words, answer)}{reading}{tools}"
    return _section(words, answer.question, body, _state(answer), cards)


def growing(words: Words, answer: Answer, number: int) -> str:
    """What there is of an answer, shown while the rest is made ready."""
    return _section(words, answer.question, _said(words, answer, number), _state(answer))


def waiting(words: Words, question: str) -> str:
    """A question that is being answered, with what stops it."""
    body = (
        f'<p role="status">{words("ask.working")} <button type="button" class="step" '
        f'data-press="talk-stop">{words("ask.stop")}</button></p>'
    )
    return _section(words, question, body, "waiting")


def failed(words: Words, question: str, problem: str) -> str:
    """A question that could not be answered, and why."""
    return _section(words, question, f'<p class="state">{escape(problem)}</p>', "failed")


def status(text: str) -> str:
    """A line that says how something went."""
    return f'<p role="status">{escape(text)}</p>'


def _section(words: Words, question: str, body: str, state: str, cards: str = "") -> str:
    return (
        f'<section class="turn {state}" aria-label="{words("answer.turn")}"><h2 class="ask">'
        f"<span>{words('answer.asked')}</span>{escape(question)}</h2>"
        f'<div class="reply"><span aria-hidden="true">{words("answer.told")}</span>'
        f'<div>{body}</div></div><div class="cards" hidden>{cards}</div></section>'
    )


def _state(answer: Answer) -> str:
    return "answered" if answer.status == "answered" else "refused"


def _said(words: Words, answer: Answer, number: int) -> str:
    count = len(answer.citations or answer.related)
    text = answer.summary if answer.table else answer.text
    said = [line for line in text.split("\n") if line]
    body = "".join(f"<p>{_line(words, line, number, count)}</p>" for line in said)
    if answer.status == "answered":
        return body
    return f'<p class="state">{words("answer.refused")}</p>{body}'


def _teller(words: Words, answer: Answer) -> str:
    """Who wrote the answer, where a language model was asked."""
    notes = [answer.notice] if answer.notice else []
    if answer.generator != "rules":
        notes.append(words("answer.model", model=answer.generator.removeprefix("llm:")))
    if answer.dropped:
        notes.append(words("answer.dropped", n=answer.dropped))
    return f'<p class="reading">{escape(" ".join(notes))}</p>' if notes else ""


def _reading(words: Words, reading: str) -> str:
    return f'<p class="reading">{escape(words("answer.reading", reading=reading))}</p>'


def _line(words: Words, line: str, number: int, count: int) -> str:
    """Markdown of an answer's line as HTML: bold, list marks and citation buttons."""
    text = escape(line.removeprefix("- "))
    text = _BOLD.sub(r"<strong>\1</strong>", text)
    item = '<span class="dot" aria-hidden="true">·</span> ' if line.startswith("- ") else ""

    def button(hit: re.Match[str]) -> str:
        return _button(words, number, int(hit[1]), hit[1]) if int(hit[1]) <= count else hit[0]

    kept = _MARKED_END.sub(r'<span class="nowrap">\1\2\3</span>', text)
    return item + _MARKER.sub(button, kept)


def _button(words: Words, number: int, marker: int, label: str) -> str:
    return (
        f'<button type="button" class="cite" data-card="card-{number}-{marker}" '
        f'aria-label="{words("card.open", n=marker)}">{escape(label)}</button>'
    )


def _table(words: Words, table: Table, cited: tuple[Citation, ...], number: int) -> str:
    """A real table; the clause number of a row opens its evidence."""
    markers = {each.clause: each.marker for each in reversed(cited)}
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = []
    for row in table.rows:
        cells = "".join(
            f"<td>{_button(words, number, markers[cell], cell)}</td>"
            if name in ("条款", "Clause") and cell in markers
            else f"<td>{escape(cell) or '—'}</td>"
            for name, cell in zip(table.columns, row, strict=True)
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{words("answer.list")}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )
