"""Counters and times for Prometheus, one registry for each application."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

_BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)
_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def add_metrics(app: FastAPI) -> None:
    """Counts requests by route, and serves the counts at ``/metrics``."""
    registry = CollectorRegistry()
    asked = Counter(
        "wence_requests", "Requests by route and status.", ["route", "status"], registry=registry
    )
    took = Histogram(
        "wence_seconds", "Seconds by route.", ["route"], buckets=_BUCKETS, registry=registry
    )

    @app.middleware("http")
    async def count(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        begin = time.perf_counter()
        response = await call_next(request)
        route = _route(request)
        if route:
            asked.labels(route, response.status_code).inc()
            took.labels(route).observe(time.perf_counter() - begin)
        return response

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(registry), media_type=_TYPE)


def _route(request: Request) -> str:
    """The route's own path, so that ids in paths make no new series; empty for the page."""
    route: Any = request.scope.get("route")
    path = getattr(route, "path", "")
    return path if path.startswith(("/api", "/v1", "/healthz")) else ""
