"""Requests that are too large are refused before they are read."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from assistant.api.problems import problem

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]

LARGEST = 256 * 1024  # bytes of a request's body
_LIMITED = ("/api/", "/v1/")


class BodyLimit:
    """ASGI middleware: 413 for a body beyond the limit, whether its length is told or not."""

    def __init__(self, app: Any, largest: int = LARGEST) -> None:
        """Takes the application that it guards."""
        self._app, self._largest = app, largest

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        """Serves one request."""
        if scope["type"] != "http" or not scope["path"].startswith(_LIMITED):
            await self._app(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._largest:
                text = f"请求不能超过 {self._largest // 1024} KB。"
                await problem(413, text)(scope, receive, send)
                return
        read = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def again() -> _Message:
            return next(read, None) or await receive()

        await self._app(scope, again, send)
