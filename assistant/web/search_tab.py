"""The 检索 tab: clauses by relevance, with facets that count, marks, and the clause in full."""

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.service import Service
from assistant.web.evidence import clause_text, read_address
from assistant.web.words import Words
from indexer.model import Hit
from indexer.retrieve.highlights import find_highlights

_DEPTH = 60  # hits that are filtered and counted
_SHOWN = 20
_ANY = ""
_FACETS = ("document", "level", "chapter", "organ", "year")


def build_search(service: Service, words: Words) -> None:
    """The tab's parts, wired."""
    with gr.Row(elem_id="search-row"):
        query = gr.Textbox(
            label=words("tab.search"),
            placeholder=words("search.placeholder"),
            elem_id="search-query",
            max_length=500,
            scale=4,
        )
        orders = [(words("search.by_score"), "score"), (words("search.by_place"), "place")]
        order = gr.Radio(
            orders, value="score", label=words("search.order"), elem_id="search-order", scale=1
        )
        send = gr.Button(words("tab.search"), elem_classes="send", elem_id="search-send", scale=0)
    facets = _build_facets(words)
    found = gr.HTML(f'<p class="hint">{words("search.hint")}</p>', elem_id="search-found")

    def anew(text: str, by: str) -> tuple[Any, ...]:
        hits = _hits(service, text)
        fresh = [
            gr.Dropdown(_choices(service, words, hits, n), value=_ANY) for n in range(len(_FACETS))
        ]
        return (_shown(service, words, text, hits, by), *fresh)

    def narrowed(text: str, by: str, *chosen: str) -> str:
        hits = [hit for hit in _hits(service, text) if _fits(service, hit, chosen)]
        return _shown(service, words, text, hits, by)

    options: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}
    for event in (query.submit, send.click):
        event(anew, [query, order], [found, *facets], **options)
    narrowing: list[Any] = [order, *facets]
    for part in narrowing:
        part.input(narrowed, [query, order, *facets], [found], **options)


def _build_facets(words: Words) -> list[gr.Dropdown]:
    with gr.Row(elem_id="search-facets"):
        return [
            gr.Dropdown(
                [(words("search.all"), _ANY)],
                value=_ANY,
                label=words(f"search.{name}"),
                elem_id=f"facet-{number}",
            )
            for number, name in enumerate(_FACETS)
        ]


def _hits(service: Service, text: str) -> list[Hit]:
    return service.library.search(text.strip(), _DEPTH) if text.strip() else []


def _values(service: Service, hit: Hit, facet: int) -> tuple[str, ...]:
    """What a hit is under a facet: document, level, chapter, organs, year of issue."""
    document = service.document(hit.passage.doc_id)
    makers: tuple[Callable[[], tuple[str, ...]], ...] = (
        lambda: (document.title,),
        lambda: (document.level,) if document.level else (),
        lambda: hit.passage.path[:1],
        lambda: hit.passage.organs,
        lambda: (str(document.issued_on.year),) if document.issued_on else (),
    )
    return makers[facet]()


def _choices(
    service: Service, words: Words, hits: Sequence[Hit], facet: int
) -> list[tuple[str, str]]:
    counts = Counter(value for hit in hits for value in _values(service, hit, facet))
    return [
        (words("search.all"), _ANY),
        *((f"{name}（{n}）", name) for name, n in counts.most_common()),
    ]


def _fits(service: Service, hit: Hit, chosen: Sequence[str]) -> bool:
    return all(
        value == _ANY or value in _values(service, hit, facet) for facet, value in enumerate(chosen)
    )


def _shown(service: Service, words: Words, text: str, hits: list[Hit], by: str) -> str:
    if not text.strip():
        return f'<p class="hint">{words("search.hint")}</p>'
    if not hits:
        return f'<p class="hint">{words("search.none")}</p>'
    shown = hits[:_SHOWN]
    if by == "place":
        shown = sorted(shown, key=lambda hit: hit.passage.number)
    count = words("search.found", n=len(hits))
    count += words("search.first", n=_SHOWN) if len(hits) > _SHOWN else ""
    marks = service.library.marks(text)
    cards = "".join(_card(service, words, hit, marks) for hit in shown)
    return f'<p class="count" role="status">{count}</p><div class="hits">{cards}</div>'


def _card(service: Service, words: Words, hit: Hit, marks: dict[str, float]) -> str:
    passage = hit.passage
    document = service.document(passage.doc_id)
    note = f'<span class="state">{words("card.digest")}</span>'
    digest = note if document.kind == "digest" else ""
    organs = "".join(f'<span class="tag">{escape(each)}</span>' for each in passage.organs[:6])
    path = " › ".join(escape(step) for step in passage.path)
    clause = service.clause(passage.clause_id)
    whole = clause_text(service.source(passage.doc_id), clause)
    context = read_address(passage.doc_id, clause.own, words)
    return (
        f'<article class="hit"><p class="origin">{escape(document.title)} {digest}</p>'
        f'<p class="path">{path}</p><h3>{escape(passage.heading)}</h3>'
        f"<p>{_marked(passage.text, find_highlights(passage.text, marks))}</p>"
        f'<p class="tags">{organs}</p>'
        f"<details><summary>{words('search.whole')}</summary><p>{whole}</p></details>"
        f'<a href="{context}" target="_blank" rel="noopener">{words("card.context")}</a></article>'
    )


def _marked(text: str, ranges: Sequence[Sequence[int]]) -> str:
    """The text with its ranges marked, about the first of them."""
    first = ranges[0][0] if ranges else 0
    begin = max(0, first - 40)
    end = min(len(text), begin + 160)
    pieces, place = ["…" if begin else ""], begin
    for start, stop in ranges:
        if start >= end or stop <= begin:
            continue
        start, stop = max(start, place), min(stop, end)
        pieces += [escape(text[place:start]), f"<mark>{escape(text[start:stop])}</mark>"]
        place = stop
    return "".join([*pieces, escape(text[place:end]), "…" if end < len(text) else ""])
