"""The page over HTTP: gradio mounted in FastAPI, served by uvicorn."""

import os
from collections.abc import Callable
from typing import Any

from assistant.service import PageService
from assistant.settings import Settings
from indexer.errors import WenceError


def build_app(service: PageService, settings: Settings) -> Any:
    """The application: the page at /, the interfaces for programs beside it."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr

    from assistant.api.application import build_api
    from assistant.web.page import HERE, build_page

    app = build_api(service.library)
    script = (HERE / "script.js").read_text("utf-8")
    style = (HERE / "style.css").read_text("utf-8")
    return gr.mount_gradio_app(
        app,
        build_page(service, settings),
        path="/",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        favicon_path=str(HERE / "icon.svg"),
        theme=gr.themes.Base(font=["system-ui", "sans-serif"], font_mono=["monospace"]),
        # In the head, since gradio prefixes the selectors of its own css argument.
        head=f"<style>{style}</style><script>{script}</script>",
    )


def serve(
    service: PageService, settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Serves until stopped; ``ready`` is told the address.

    Raises:
        WenceError: the port is taken.
    """
    import socket

    import uvicorn

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WenceError(
                f"端口 {port} 无法使用（{error.strerror}）。请用 --port 换一个端口。"
            ) from error
    app = build_app(service, settings)
    ready(f"http://{host}:{port}")
    uvicorn.run(app, host=host, port=port, log_level="warning")
