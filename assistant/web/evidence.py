"""Citation -> the card that shows its clause in its chapter; every text is escaped."""

from bisect import bisect_left
from html import escape
from typing import Protocol
from urllib.parse import quote as in_address

from assistant.web.words import Words
from indexer.model import Citation, Clause, Document, SourceText, Span
from indexer.parse.normalize import clean, squeeze

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

    def has_picture(self, doc_id: str, span: Span) -> bool:
        """Whether the page of a span can be shown as a picture."""


def card(
    service: Service, words: Words, citation: Citation, number: int, cited: tuple[Citation, ...]
) -> str:
    """The evidence: document, path, the clause in its chapter with the quote marked."""
    clause = service.clause(citation.clause_id)
    document = service.document(citation.doc_id)
    facts = [document.doc_number, document.level, document.issued_on and f"{document.issued_on}"]
    origin = " · ".join(escape(str(each)) for each in facts if each)
    path = "".join(f"<li>{escape(step)}</li>" for step in citation.path[:-1])
    place = [each.marker for each in cited].index(citation.marker)
    text = squeeze(service.source(clause.doc_id).text[clause.own.start : clause.own.end])
    return (
        f'<article class="card" id="card-{number}-{citation.marker}"><header><h3>'
        f"{words('card.evidence', n=place + 1, total=len(cited))}</h3>"
        f"{_steps(words, number, cited, place)}</header>{digest_note(words, document)}"
        f'<p class="origin">{origin}</p><ol class="path">{path}</ol>'
        f'<p class="quote">{marked(service.source(citation.doc_id), clause, citation)}</p>'
        f'<p class="tools">{_context(words, citation)} {copy_button(words, text, "card.copy")}</p>'
        f"{_picture(service, words, citation)}{_neighbours(service, words, clause)}</article>"
    )


def digest_note(words: Words, document: Document) -> str:
    """What says that a document is a digest; nothing for a full text."""
    return f'<p class="state">{words("card.digest")}</p>' if document.kind == "digest" else ""


def _steps(words: Words, number: int, cited: tuple[Citation, ...], place: int) -> str:
    buttons = []
    for step, sign, word in ((-1, "‹", "card.before"), (1, "›", "card.after")):
        other = place + step
        target = (
            f'data-card="card-{number}-{cited[other].marker}"'
            if 0 <= other < len(cited)
            else "disabled"
        )
        buttons.append(
            f'<button type="button" class="step" {target} aria-label="{words(word)}">{sign}</button>'
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


def copy_button(words: Words, text: str, label: str) -> str:
    """A button that copies a text."""
    return (
        f'<button type="button" class="copy" data-text="{escape(text)}" '
        f'data-done="{words("answer.copied")}">{words(label)}</button>'
    )


def read_address(doc_id: str, span: Span | None, words: Words) -> str:
    """Where a document is read whole, at a span where one is given."""
    place = f"&amp;start={span.start}&amp;end={span.end}#quote" if span else ""
    return f"/read/{in_address(doc_id)}?language={words.language}{place}"


def _context(words: Words, citation: Citation) -> str:
    address = read_address(citation.doc_id, citation.span, words)
    return f'<a href="{address}" target="_blank" rel="noopener">{words("card.context")}</a>'


def _picture(service: Service, words: Words, citation: Citation) -> str:
    """The page as a picture; the browser asks for it once it is opened."""
    if not service.has_picture(citation.doc_id, citation.span):
        return ""
    label = words("card.picture", page=citation.page)
    address = f"/api/documents/{in_address(citation.doc_id)}/picture"
    return (
        f'<details class="page"><summary>{label}</summary><img loading="lazy" alt="{label}" '
        f'src="{address}?start={citation.span.start}&amp;end={citation.span.end}"></details>'
    )


def _neighbours(service: Service, words: Words, clause: Clause) -> str:
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
    return (
        f"<details><summary>{words('card.beside')}</summary>"
        f'<ul class="beside">{items}</ul></details>'
    )
