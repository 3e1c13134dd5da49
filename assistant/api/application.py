"""The application that serves programs: REST, OpenAI form, MCP, health, metrics, its own manual."""

from typing import Any

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from assistant.api.asking import Asking
from assistant.api.chat import chat_routes
from assistant.api.files import file_routes
from assistant.api.later import Later
from assistant.api.limits import BodyLimit
from assistant.api.metrics import add_metrics
from assistant.api.problems import add_problems
from assistant.api.rest import rest_routes
from assistant.service import Service


def build_api(service: Service) -> FastAPI:
    """The application over a service; ``/docs`` fetches nothing from outside."""
    app = FastAPIOffline(
        title="问策",
        version="1",
        redoc_url=None,
        description="政府方案的条款与回答；每个回答都附逐字引用的条款。",
    )
    asking = Asking(service)
    app.include_router(rest_routes(service, asking))
    app.include_router(file_routes(service))
    app.include_router(chat_routes(service, asking))

    @app.get("/healthz", tags=["运行"], summary="是否可用")
    def healthz() -> dict[str, str | int]:
        return {"status": "ok", "documents": len(service.library.documents)}

    def tools() -> Any:
        from assistant.api.mcp_tools import mcp_application

        return mcp_application(service, asking)

    Later("/mcp", tools).live_with(app)
    add_metrics(app)
    add_problems(app)
    app.add_middleware(BodyLimit)
    return app
