"""A document read whole: its contents beside its text, a quote marked; a plain page of its own."""

from html import escape
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from assistant.service import Service
from assistant.web.evidence import clause_text, digest_note
from assistant.web.words import LANGUAGES, Language, Words
from indexer.model import Clause, Document, SourceText, Span

_HERE = Path(__file__).parent
_LONGEST_HEADING = 40  # characters of a clause that is nothing but its heading
_DEEPEST = 4  # from which depths look alike


def reading_routes(service: Service) -> APIRouter:
    """``/read/{doc_id}``: where a citation is opened in its context."""
    routes = APIRouter()

    @routes.get("/read/{doc_id}", include_in_schema=False)
    def read(
        doc_id: str,
        language: Language = "zh",
        start: Annotated[int, Query(ge=0)] = 0,
        end: Annotated[int, Query(ge=0)] = 0,
        framed: bool = False,
    ) -> HTMLResponse:
        document = service.document(doc_id)
        source = service.source(doc_id)
        quote = Span(start, end) if start < end else None
        page = whole(document, source, Words(language), quote, framed)
        return HTMLResponse(page)

    return routes


def whole(
    document: Document, source: SourceText, words: Words, quote: Span | None, framed: bool
) -> str:
    """The page as HTML; ``framed`` leaves out what leads back to where it stands in."""
    numbered = list(enumerate(document.clauses))
    contents = "".join(
        f'<li class="depth-{min(each.depth, _DEEPEST)}"><a href="#c{n}">{escape(each.title)}</a></li>'
        for n, each in numbered
        if each.title
    )
    text = "".join(_clause(source, each, n, quote) for n, each in numbered)
    style = "".join(_style(name) for name in ("tokens.css", "reading.css"))
    back = "" if framed else f'<a href="{words.path}">{words("read.back")}</a>'
    facts = (document.doc_number, document.issuer, document.level, document.issued_on)
    origin = " · ".join(escape(str(each)) for each in facts if each)
    return (
        f'<!doctype html><html lang="{LANGUAGES[words.language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(document.title)}</title><style>{style}</style>"
        f"<script>{_style('scheme.js')}</script></head><body>"
        f"<header>{back}<h1>{escape(document.title)}</h1><p>{origin}</p>"
        f"{digest_note(words, document)}</header>"
        f'<nav aria-label="{words("read.contents")}" tabindex="0"><ul>{contents}</ul></nav>'
        f'<main aria-label="{words("read.text")}" tabindex="0">{text}</main></body></html>'
    )


def _style(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _clause(source: SourceText, clause: Clause, number: int, quote: Span | None) -> str:
    """A clause's own text under its number; the first mark of the quote can be gone to."""
    text = clause_text(source, clause, quote)
    if quote is not None and clause.own.start <= quote.start < clause.own.end:
        text = text.replace("<mark>", '<mark id="quote">', 1)
    heading = " heading" if clause.title and len(clause.text) <= _LONGEST_HEADING else ""
    depth = min(clause.depth, _DEEPEST)
    return f'<p id="c{number}" class="depth-{depth}{heading}">{text}</p>'
