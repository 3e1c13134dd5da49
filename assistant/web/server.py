"""The page over HTTP: gradio mounted in FastAPI, served by uvicorn."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.signing_in import Gate, is_loopback
from assistant.web.words import PATHS, Words
from indexer.errors import WenceError

_HERE = Path(__file__).parent
# What gradio refuses in its own words; the tabs refuse smaller files in theirs.
_SWITCH = 0.0005  # seconds
_KEEP_ALIVE = 75  # seconds; longer than proxies keep idle connections, so that none is cut in use
_LARGEST_UPLOAD = "200mb"


def build_app(service: Service, settings: Settings, local: bool = True) -> Any:
    """The application: the page in each language, the interfaces for programs beside it.

    Args:
        service: what answers.
        settings: where the documents lie, and who may change them.
        local: whether only this machine reaches the page.
    """
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from starlette.responses import RedirectResponse
    from starlette.routing import Route

    from assistant.api.application import build_api
    from assistant.web.page_head import PageHead
    from assistant.web.reading_page import reading_routes

    app = build_api(service)
    app.include_router(reading_routes(service))
    gate = Gate(dict(settings.staff), local)
    # The page at / comes last: it takes every path that is left.
    for language in sorted(PATHS, key=lambda each: -len(PATHS[each])):
        if bare := PATHS[language].rstrip("/"):
            app.router.routes.append(Route(bare, RedirectResponse(PATHS[language])))
        app = _mounted(app, service, settings, Words(language), gate)
    app.add_middleware(PageHead)
    return app


def _mounted(app: Any, service: Service, settings: Settings, words: Words, gate: Gate) -> Any:
    import gradio as gr

    from assistant.web.page import build_page

    return gr.mount_gradio_app(
        app,
        build_page(service, settings, words, gate),
        path=words.path.rstrip("/") or "/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size=_LARGEST_UPLOAD,
        favicon_path=str(_HERE / "icon.svg") if words.path == "/" else None,
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
    )


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
    app = build_app(service, settings, local=is_loopback(host))
    ready(f"http://{host}:{port}")
    uvicorn.run(app, host=host, port=port, log_level="warning", timeout_keep_alive=_KEEP_ALIVE)
