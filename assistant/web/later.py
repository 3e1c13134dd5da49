"""A page that is built when it is first asked for: most servers are never asked for the other one."""

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, Match

_Scope = MutableMapping[str, Any]


class Later(BaseRoute):
    """Every path under one path, served by an application of its own that keeps the path whole."""

    def __init__(self, path: str, build: Callable[[], Any]) -> None:
        """Takes the path, with its slash at the end, and what builds the application."""
        self._path, self._build = path, build
        self._app: Any = None
        self._turn = asyncio.Lock()
        self._open = AsyncExitStack()

    def matches(self, scope: _Scope) -> tuple[Match, _Scope]:
        """Whether a request is for a path under this one."""
        mine = scope["type"] == "http" and scope["path"].startswith(self._path)
        return (Match.FULL if mine else Match.NONE), {}

    async def handle(self, scope: _Scope, receive: Any, send: Any) -> None:
        """Serves one request; the first waits until the application is built."""
        async with self._turn:
            if self._app is None:
                app = await asyncio.to_thread(self._build)
                await self._open.enter_async_context(app.router.lifespan_context(app))
                self._app = app
        await self._app(scope, receive, send)

    def live_with(self, app: Any) -> None:
        """Adds the route to an application, and ends with it."""
        lifespan = app.router.lifespan_context

        @asynccontextmanager
        async def both(given: Any) -> AsyncIterator[Any]:
            async with lifespan(given) as state, self._open:
                yield state

        app.router.lifespan_context = both
        app.router.routes.append(self)
