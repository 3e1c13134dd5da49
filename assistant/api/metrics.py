"""Counters and times for Prometheus, one registry for each application."""

import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import FastAPI, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]


def add_metrics(app: FastAPI) -> None:
    """Counts requests by route, and serves the counts at ``/metrics``."""
    registry = CollectorRegistry()
    asked = Counter(
        "wence_requests", "Requests by route and status.", ["route", "status"], registry=registry
    )
    took = Histogram(
        "wence_seconds", "Seconds by route.", ["route"], buckets=_BUCKETS, registry=registry
    )

    app.add_middleware(_Counted, asked=asked, took=took)

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=_TYPE)


class _Counted:
    """ASGI middleware: counts each response and the time until it starts.

    starlette's own kind of middleware functions costs more than a kept answer does.
    """

    def __init__(self, app: Any, asked: Counter, took: Histogram) -> None:
        self._app, self._asked, self._took = app, asked, took

    async def __call__(self, scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = time.perf_counter()

        async def counted(message: _Message) -> None:
            if message["type"] == "http.response.start" and (route := _route(scope)):
                self._asked.labels(route, message["status"]).inc()
                self._took.labels(route).observe(time.perf_counter() - begin)
            await send(message)

        await self._app(scope, receive, counted)


def _route(scope: _Message) -> str:
    """The route's own path, so that ids in paths make no new series; empty for the page."""
    path = getattr(scope.get("route"), "path", "")
    return path if path.startswith(("/api", "/v1", "/healthz")) else ""
