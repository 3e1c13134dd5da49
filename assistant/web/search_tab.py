"""The 检索 tab: clauses by relevance, with facets that count, marks, and the clause in full."""

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.service import PageService
from assistant.web.render import clause_text
from indexer.errors import WenceError
from indexer.model import Hit
from indexer.retrieve.highlights import find_highlights

_DEPTH = 60  # hits that are filtered and counted
_SHOWN = 20
_ANY = ""
_ORDERS = [("按相关程度", "score"), ("按原文顺序", "place")]
_FACETS = ("文件", "层级", "章", "单位", "年份")
_HINT = '<p class="hint">输入词或问题，找到写着它的条款。</p>'


def build_search(service: PageService) -> None:
    """The tab's parts, wired."""
    with gr.Row(elem_id="search-row"):
        query = gr.Textbox(
            label="检索",
            placeholder="例如 充换电站",
            elem_id="search-query",
            max_length=500,
            scale=4,
        )
        order = gr.Radio(_ORDERS, value="score", label="排序", elem_id="search-order", scale=1)
        send = gr.Button("检索", elem_classes="send", elem_id="search-send", scale=0)
    with gr.Row(elem_id="search-facets"):
        facets = [
            gr.Dropdown([("全部", _ANY)], value=_ANY, label=name, elem_id=f"facet-{number}")
            for number, name in enumerate(_FACETS)
        ]
    found = gr.HTML(_HINT, elem_id="search-found")

    def anew(text: str, by: str) -> tuple[Any, ...]:
        hits = _hits(service, text)
        fresh = [gr.Dropdown(_choices(service, hits, n), value=_ANY) for n in range(len(_FACETS))]
        return (_shown(service, text, hits, by), *fresh)

    def narrowed(text: str, by: str, *chosen: str) -> str:
        hits = [hit for hit in _hits(service, text) if _fits(service, hit, chosen)]
        return _shown(service, text, hits, by)

    options: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}
    for event in (query.submit, send.click):
        event(anew, [query, order], [found, *facets], **options)
    narrowing: list[Any] = [order, *facets]
    for part in narrowing:
        part.input(narrowed, [query, order, *facets], [found], **options)


def _hits(service: PageService, text: str) -> list[Hit]:
    return service.library.search(text.strip(), _DEPTH) if text.strip() else []


def _values(service: PageService, hit: Hit, facet: int) -> tuple[str, ...]:
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


def _choices(service: PageService, hits: Sequence[Hit], facet: int) -> list[tuple[str, str]]:
    counts = Counter(value for hit in hits for value in _values(service, hit, facet))
    return [("全部", _ANY), *((f"{name}（{n}）", name) for name, n in counts.most_common())]


def _fits(service: PageService, hit: Hit, chosen: Sequence[str]) -> bool:
    return all(
        value == _ANY or value in _values(service, hit, facet) for facet, value in enumerate(chosen)
    )


def _shown(service: PageService, text: str, hits: list[Hit], by: str) -> str:
    if not text.strip():
        return _HINT
    if not hits:
        return '<p class="hint">没有找到。请换一个词，或少选一些条件。</p>'
    shown = hits[:_SHOWN]
    if by == "place":
        shown = sorted(shown, key=lambda hit: hit.passage.number)
    count = f"找到 {len(hits)} 条" + (f"，列出前 {_SHOWN} 条" if len(hits) > _SHOWN else "")
    marks = service.library.marks(text)
    cards = "".join(_card(service, hit, marks) for hit in shown)
    return f'<p class="count" role="status">{count}</p><div class="hits">{cards}</div>'


def _card(service: PageService, hit: Hit, marks: dict[str, float]) -> str:
    passage = hit.passage
    document = service.document(passage.doc_id)
    digest = '<span class="state">要点摘编（非原文）</span>' if document.kind == "digest" else ""
    organs = "".join(f'<span class="tag">{escape(each)}</span>' for each in passage.organs[:6])
    path = " › ".join(escape(step) for step in passage.path)
    try:
        whole = clause_text(service.source(passage.doc_id), service.clause(passage.clause_id))
    except WenceError as error:
        whole = escape(str(error))
    return (
        f'<article class="hit"><p class="origin">{escape(document.title)} {digest}</p>'
        f'<p class="path">{path}</p><h3>{escape(passage.heading)}</h3>'
        f"<p>{_marked(passage.text, find_highlights(passage.text, marks))}</p>"
        f'<p class="tags">{organs}</p>'
        f"<details><summary>打开原文</summary><p>{whole}</p></details></article>"
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
