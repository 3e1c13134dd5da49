"""Look, behaviour and language of the page, put into its head before the browser sees it.

gradio adds its own ``head`` argument once its scripts run: too late for the language of its
parts, and for a first sight in the right colours.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from assistant.web.words import LANGUAGES, PATHS, Language

_HERE = Path(__file__).parent
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]


class PageHead:
    """ASGI middleware: completes the head of the pages, and passes all else through."""

    def __init__(self, app: Any) -> None:
        """Takes the application that serves the pages."""
        self._app = app

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serves one request."""
        language = _language(scope)
        if language is None:
            await self._app(scope, receive, send)
            return
        start: _Message = {}
        body = b""

        async def completed(message: _Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            page = with_head(body, language)
            headers = [each for each in start["headers"] if each[0].lower() != b"content-length"]
            length = (b"content-length", str(len(page)).encode())
            await send({**start, "headers": [*headers, length]})
            await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, completed)


def with_head(page: bytes, language: Language) -> bytes:
    """A page of gradio with our head; what is no such page stays as it is."""
    plain = page.replace(b'lang="en"', f'lang="{LANGUAGES[language]}"'.encode(), 1)
    return plain.replace(b"</head>", head(language).encode() + b"</head>", 1)


@cache
def head(language: Language) -> str:
    """What the head of a page needs; the icon, since gradio serves one at / alone."""
    style, script = (
        "".join((_HERE / name).read_text("utf-8") for name in names)
        for names in (("tokens.css", "style.css"), ("scheme.js", "script.js"))
    )
    return (
        f'<meta name="wence-language" content="{LANGUAGES[language]}">'
        f'<link rel="icon" href="/favicon.ico"><style>{style}</style><script>{script}</script>'
    )


def _language(scope: _Message) -> Language | None:
    """The language of the page that is asked for; None where it is something else."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    return next((language for language, each in PATHS.items() if each == scope["path"]), None)
