"""Answer -> HTML: pure functions; every text of a document or a question is escaped."""

import re
from bisect import bisect_left
from html import escape
from typing import Protocol

from indexer.model import Answer, Citation, Clause, Document, SourceText, Span, Table
from indexer.parse.normalize import clean, squeeze

_MARKER = re.compile(r"\[(\d+)\]")
_MARKED_END = re.compile(r"([^\s<>;\[\]]?)((?:\[\d+\]){1,3})([。；：，]?)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SIBLINGS_SHOWN = 8


class Service(Protocol):
    """What rendering asks for: clauses and sources."""

    def clause(self, clause_id: str) -> Clause:
        """A clause by id."""

    def document(self, doc_id: str) -> Document:
        """A document by id."""

    def source(self, doc_id: str) -> SourceText:
        """The source text of a document."""

    def siblings(self, clause_id: str) -> list[Clause]:
        """The clauses of the same parent."""


def turn(service: Service, answer: Answer, number: int) -> str:
    """One question with its answer and the cards that its markers open."""
    cited = answer.citations or answer.related
    lines = answer.summary if answer.table else answer.text
    body = "".join(
        f"<p>{_line(line, number, len(cited))}</p>" for line in lines.split("\n") if line
    )
    table = _table(answer.table, cited, number) if answer.table else ""
    state = "answered" if answer.status == "answered" else "refused"
    label = "" if state == "answered" else '<p class="state">方案未写明</p>'
    reading = f'<p class="reading">理解为：{escape(answer.reading)}</p>' if answer.reading else ""
    cards = "".join(card(service, each, number, cited) for each in cited)
    return (
        f'<section class="turn {state}" aria-label="问答"><h2 class="ask"><span>问</span>'
        f'{escape(answer.question)}</h2><div class="reply"><span aria-hidden="true">答</span>'
        f"<div>{label}{body}{table}{reading}</div></div>"
        f'<div class="cards" hidden>{cards}</div></section>'
    )


def status(text: str) -> str:
    """A line that says how something went."""
    return f'<p role="status">{escape(text)}</p>'


def _line(line: str, number: int, count: int) -> str:
    """Markdown of an answer's line as HTML: bold, list marks and citation buttons."""
    text = escape(line.removeprefix("- "))
    text = _BOLD.sub(r"<strong>\1</strong>", text)
    item = '<span class="dot" aria-hidden="true">·</span> ' if line.startswith("- ") else ""

    def button(hit: re.Match[str]) -> str:
        return _button(number, int(hit[1]), hit[1]) if int(hit[1]) <= count else hit[0]

    kept = _MARKED_END.sub(r'<span class="nowrap">\1\2\3</span>', text)
    return item + _MARKER.sub(button, kept)


def _button(number: int, marker: int, label: str) -> str:
    return (
        f'<button type="button" class="cite" data-card="card-{number}-{marker}" '
        f'aria-label="查看依据 {marker}">{escape(label)}</button>'
    )


def _table(table: Table, cited: tuple[Citation, ...], number: int) -> str:
    """A real table; the clause number of a row opens its evidence."""
    markers = {each.clause: each.marker for each in reversed(cited)}
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = []
    for row in table.rows:
        cells = "".join(
            f"<td>{_button(number, markers[cell], cell)}</td>"
            if name == "条款" and cell in markers
            else f"<td>{escape(cell) or '—'}</td>"
            for name, cell in zip(table.columns, row, strict=True)
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="清单"><table><thead><tr>{head}'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def card(service: Service, citation: Citation, number: int, cited: tuple[Citation, ...]) -> str:
    """The evidence: document, path, the clause in its chapter with the quote marked."""
    clause = service.clause(citation.clause_id)
    document = service.document(citation.doc_id)
    facts = [document.doc_number, document.level, document.issued_on and f"{document.issued_on}"]
    origin = " · ".join(escape(str(each)) for each in facts if each)
    digest = '<p class="state">要点摘编（非原文）</p>' if document.kind == "digest" else ""
    path = "".join(f"<li>{escape(step)}</li>" for step in citation.path[:-1])
    place = [each.marker for each in cited].index(citation.marker)
    return (
        f'<article class="card" id="card-{number}-{citation.marker}">'
        f"<header><h3>依据 {place + 1}/{len(cited)}</h3>{_steps(number, cited, place)}</header>"
        f'{digest}<p class="origin">{origin}</p><ol class="path">{path}</ol>'
        f'<p class="quote">{marked(service.source(citation.doc_id), clause, citation)}'
        f"</p>{_copy(service, clause)}{_neighbours(service, clause)}</article>"
    )


def _steps(number: int, cited: tuple[Citation, ...], place: int) -> str:
    buttons = []
    for step, sign, word in ((-1, "‹", "上一条依据"), (1, "›", "下一条依据")):
        other = place + step
        target = (
            f'data-card="card-{number}-{cited[other].marker}"'
            if 0 <= other < len(cited)
            else "disabled"
        )
        buttons.append(
            f'<button type="button" class="step" {target} aria-label="{word}">{sign}</button>'
        )
    return f'<span class="steps">{"".join(buttons)}</span>'


def marked(source: SourceText, clause: Clause, citation: Citation) -> str:
    """The clause's own text without layout, the quoted part marked, all escaped."""
    return clause_text(source, clause, citation.span)


def clause_text(source: SourceText, clause: Clause, quoted_part: Span | None = None) -> str:
    """The clause's own text without layout and escaped; a part of it marked."""
    start, end = clause.own.start, clause.own.end
    part = quoted_part or Span(end, end)
    first, last = max(start, part.start), min(end, part.end)
    text = clean(source.text)
    begin, stop = bisect_left(text.offsets, start), bisect_left(text.offsets, end)
    pieces: list[str] = []
    quoted = False
    for place in range(begin, stop):
        char, within = text.text[place], first <= text.offsets[place] < last
        if within != quoted:
            pieces.append("<mark>" if within else "</mark>")
            quoted = within
        pieces.append("<br>" if char == "\n" else escape(char))
    return "".join(pieces) + ("</mark>" if quoted else "")


def _copy(service: Service, clause: Clause) -> str:
    text = squeeze(service.source(clause.doc_id).text[clause.own.start : clause.own.end])
    return f'<button type="button" class="copy" data-text="{escape(text)}">复制原文</button>'


def _neighbours(service: Service, clause: Clause) -> str:
    """The clauses beside it, so that it is seen in its chapter."""
    siblings = [each for each in service.siblings(clause.clause_id) if each.title]
    if len(siblings) < 2:
        return ""
    place = next((i for i, each in enumerate(siblings) if each == clause), 0)
    first = max(0, min(place - _SIBLINGS_SHOWN // 2, len(siblings) - _SIBLINGS_SHOWN))
    items = "".join(
        f"<li{' aria-current=true' if each == clause else ''}>{escape(each.title)}</li>"
        for each in siblings[first : first + _SIBLINGS_SHOWN]
    )
    return f'<details><summary>同一部分的条款</summary><ul class="beside">{items}</ul></details>'
