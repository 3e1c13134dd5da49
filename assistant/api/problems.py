"""Errors as application/problem+json (RFC 9457), in plain Chinese."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from indexer.errors import StoreError, WenceError

_TITLES = {
    400: "请求有误",
    404: "没有找到",
    405: "方法不支持",
    413: "请求太大",
    422: "参数有误",
    500: "服务出错",
}


def problem(status: int, detail: str, **more: Any) -> JSONResponse:
    """A problem as a response."""
    body = {"type": "about:blank", "title": _TITLES.get(status, "出错"), "status": status}
    return JSONResponse(
        body | {"detail": detail} | more, status, media_type="application/problem+json"
    )


def add_problems(app: FastAPI) -> None:
    """Answers errors of an application as problems."""

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        places = [
            {"where": ".".join(str(part) for part in each["loc"][1:]), "what": each["msg"]}
            for each in error.errors()
        ]
        detail = "；".join(f"{each['where'] or '请求'}：{each['what']}" for each in places)
        return problem(422, detail, errors=places)

    @app.exception_handler(StoreError)
    async def missing(request: Request, error: StoreError) -> JSONResponse:
        return problem(404, str(error))

    @app.exception_handler(WenceError)
    async def failed(request: Request, error: WenceError) -> JSONResponse:
        return problem(400, str(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        return problem(500, "服务内部出错。请稍后再试；仍不行请联系管理员。")
