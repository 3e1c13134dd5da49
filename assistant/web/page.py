"""The page as gradio blocks: masthead and tabs, in one language."""

from html import escape
from typing import Any

import gradio as gr

from assistant.evaluation_runs import suite_folder
from assistant.feedback import Feedback
from assistant.service import Service
from assistant.settings import Settings
from assistant.web.ask_tab import build_asking
from assistant.web.evaluation_tab import build_evaluation
from assistant.web.freshness import Freshness
from assistant.web.levels_tab import build_levels
from assistant.web.library_tab import Staff, build_library
from assistant.web.measures_tab import build_measures
from assistant.web.review import build_review
from assistant.web.search_tab import build_search
from assistant.web.signing_in import Gate
from assistant.web.targets_tab import build_targets
from assistant.web.words import Words

_KEPT = (3600, 86400)  # seconds between two looks at uploaded files, and how old they may be


def build_page(service: Service, settings: Settings, words: Words, gate: Gate) -> Any:
    """The page over a service; each browser session keeps its own conversation."""
    feedback = Feedback(settings.index)
    title = words("page.name")
    with gr.Blocks(
        title=title, analytics_enabled=False, fill_width=True, delete_cache=_KEPT
    ) as page:
        fresh = Freshness(service)
        staff = Staff.nobody()
        masthead = gr.HTML(_masthead(service, words), elem_id="masthead")
        fresh.add([masthead], lambda: [_masthead(service, words)])
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words("tab.ask"), id="ask"):
                build_asking(service, words, feedback, fresh, page)
            with gr.Tab(words("tab.search"), id="search"):
                build_search(service, words)
            with gr.Tab(words("tab.measures"), id="measures"):
                build_measures(service, words, fresh)
            with gr.Tab(words("tab.targets"), id="targets"):
                build_targets(service, words, fresh)
            with gr.Tab(words("tab.levels"), id="levels"):
                build_levels(service, words)
            with gr.Tab(words("tab.library"), id="library"):
                build_library(service, settings, words, gate, staff, fresh, page)
            with gr.Tab(words("tab.evaluation"), id="evaluation"):
                build_evaluation(settings, words)
                if suite_folder() is not None:
                    build_review(feedback, words, gate, staff.signed)
        fresh.after(page.load)
        fresh.wire()
    return page


def _masthead(service: Service, words: Words) -> str:
    figures = service.figures()
    overview = words("page.overview", **figures)
    if figures["digests"]:
        overview += words("page.digests", **figures)
    other = words.other()
    return (
        f'<header class="masthead"><h1>{words("page.name")}</h1>'
        f'<p>{escape(service.title())}</p><p class="count">{escape(overview)}</p>'
        f'<nav class="switches"><a href="{other.path}" hreflang="{other.language}" '
        f'lang="{other.language}">{words("page.switch")}</a>'
        f'<button type="button" data-scheme data-dark="{words("page.dark")}" '
        f'data-light="{words("page.light")}">{words("page.dark")}</button></nav></header>'
    )
