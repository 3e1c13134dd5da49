"""The page over HTTP: gradio mounted in FastAPI, served by uvicorn."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.examples import Examples
from assistant.web.signing_in import Gate, is_loopback
from assistant.web.words import PATHS, Language, Words
from indexer.errors import WenceError

_HERE = Path(__file__).parent
_SWITCH = 0.0005  # seconds
_KEEP_ALIVE = 75  # seconds; longer than proxies keep idle connections, so that none is cut in use
# What gradio refuses in its own words; the tabs refuse smaller files in theirs.
_LARGEST_UPLOAD = "200mb"
_LOOK = 0.02  # seconds between two looks for work while there is none


def build_app(service: Service, settings: Settings, local: bool = True) -> Any:
    """The application: the page in each language, the interfaces for programs beside it.

    Args:
        service: what answers.
        settings: where the documents lie, and who may change them.
        local: whether only this machine reaches the page.
    """
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from fastapi import FastAPI
    from starlette.responses import RedirectResponse
    from starlette.routing import Route

    from assistant.api.application import build_api
    from assistant.api.later import Later
    from assistant.web.gradio_start import import_gradio
    from assistant.web.page_head import PageHead
    from assistant.web.reading_page import reading_routes

    import_gradio()
    app = build_api(service)
    app.include_router(reading_routes(service))
    gate = Gate(dict(settings.staff), local)

    def page(onto: Any, language: Language) -> Any:
        return _mounted(onto, service, settings, Words(language), gate)

    first, *others = sorted(PATHS, key=lambda each: len(PATHS[each]))
    for language in others:
        path = PATHS[language]
        app.router.routes.append(Route(path.rstrip("/"), RedirectResponse(path)))
        Later(path, partial(page, FastAPI(), language)).live_with(app)
    app = page(app, first)  # at /: it comes last, since it takes every path that is left
    app.add_middleware(PageHead)
    return app


def _mounted(app: Any, service: Service, settings: Settings, words: Words, gate: Gate) -> Any:
    import gradio as gr

    from assistant.web.gradio_start import without_applications
    from assistant.web.page import build_page

    with without_applications():
        page = build_page(service, settings, words, gate)
    mounted = gr.mount_gradio_app(
        app,
        page,
        path=words.path.rstrip("/") or "/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size=_LARGEST_UPLOAD,
        favicon_path=str(_HERE / "icon.svg") if words.path == "/" else None,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
    )
    page._queue.sleep_when_free = _LOOK  # gradio looks for work each millisecond
    return mounted


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is loaded stays: to look through it for garbage again and again takes a third of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def serve(
    service: Service, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serves until stopped; ``ready`` is told the address.

    Raises:
        WenceError: the port is taken.
    """
    import socket
    import sys

    import uvicorn
    from threadpoolctl import threadpool_limits

    # The matrices of a question are small: threads that share them wait for each other, and for cores.
    threadpool_limits(1, "blas")
    # The thread that takes requests else waits five milliseconds for the one that answers, each time.
    sys.setswitchinterval(_SWITCH)

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WenceError(
                f"端口 {port} 无法使用（{error.strerror}）。请用 --port 换一个端口。"
            ) from error
    with _nothing_collected():
        app = build_app(service, settings, local=is_loopback(host))
    ready(f"http://{host}:{port}")
    # Rules are loaded by the first questions: these are asked while the first reader's page loads.
    Thread(target=Examples(service, Words()).checked, daemon=True).start()
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_keep_alive=_KEEP_ALIVE)
