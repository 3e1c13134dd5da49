"""A part of the application that is built when it is first asked for: most servers never are."""

import asyncio
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, Match

_Scope = MutableMapping[str, Any]


class Later(BaseRoute):
    """Every path under one path, served by an application of its own that keeps the path whole."""

    def __init__(self, path: str, build: Callable[[], Any]) -> None:
        """Takes the path, and what builds the application."""
        self._path, self._build = path, build
        self._app: Any = None
        self._turn = asyncio.Lock()
        self._ended = asyncio.Event()
        self._living: asyncio.Task[None] | None = None

    def matches(self, scope: _Scope) -> tuple[Match, _Scope]:
        """Whether a request is for a path under this one."""
        mine = scope["type"] == "http" and scope["path"].startswith(self._path)
        return (Match.FULL if mine else Match.NONE), {}

    async def handle(self, scope: _Scope, receive: Any, send: Any) -> None:
        """Serves one request; the first waits until the application is built."""
        async with self._turn:
            if self._app is None:
                self._app = await self._started(await asyncio.to_thread(self._build))
        await self._app(scope, receive, send)

    async def _started(self, app: Any) -> Any:
        """The application, alive; a task of its own starts and ends it, since task groups ask for one."""
        started = asyncio.get_running_loop().create_future()

        async def live() -> None:
            try:
                async with app.router.lifespan_context(app):
                    started.set_result(None)
                    await self._ended.wait()
            except Exception as error:
                if started.done():
                    raise
                started.set_exception(error)

        self._living = asyncio.create_task(live())
        await started
        return app

    def live_with(self, app: Any) -> None:
        """Adds the route to an application, and ends with it."""
        lifespan = app.router.lifespan_context

        @asynccontextmanager
        async def both(given: Any) -> AsyncIterator[Any]:
            async with lifespan(given) as state:
                try:
                    yield state
                finally:
                    self._ended.set()
                    if self._living is not None:
                        await self._living

        app.router.lifespan_context = both
        app.router.routes.append(self)
