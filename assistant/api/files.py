"""Files to take away: measures and targets as tables or a calendar, pages of PDFs as pictures."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Response

from assistant.calendars import to_calendar
from assistant.export import to_csv, to_xlsx
from assistant.facts import Row, chosen_measures, chosen_targets
from assistant.service import Service
from indexer.errors import WenceError
from indexer.model import Span

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRITERS: dict[str, tuple[Callable[[list[Row]], bytes], str]] = {
    "xlsx": (to_xlsx, _SHEET),
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "ics": (to_calendar, "text/calendar; charset=utf-8"),
}
_LONGEST_SPAN = 20_000  # characters of a quote that is looked for on a page
_Text = Annotated[str, Query(max_length=200)]
_Place = Annotated[int, Query(ge=0)]


def file_routes(service: Service) -> APIRouter:
    """The routes below ``/api`` that give files."""
    routes = APIRouter(prefix="/api", tags=["文件下载"])

    @routes.get("/export/measures.{form}", summary="责任清单", response_class=Response)
    def measures(
        form: Literal["xlsx", "csv"],
        organ: _Text = "",
        role: Literal["", "lead", "responsible", "cooperating"] = "",
        chapter: _Text = "",
        words: _Text = "",
    ) -> Response:
        rows = chosen_measures(service.measures, organ, role, chapter, words)
        return _file(rows, "责任清单", form)

    @routes.get("/export/targets.{form}", summary="目标台账", response_class=Response)
    def targets(
        form: Literal["xlsx", "csv", "ics"],
        year: _Text = "",
        lead: _Text = "",
        words: _Text = "",
    ) -> Response:
        rows = chosen_targets(service.targets, year, lead, words)
        return _file(rows, "目标台账", form)

    @routes.get(
        "/documents/{doc_id}/picture", summary="引文所在的原页图像（PDF）", response_class=Response
    )
    def picture(doc_id: str, start: _Place, end: _Place) -> Response:
        service.document(doc_id)
        if not start < end <= min(len(service.source(doc_id).text), start + _LONGEST_SPAN):
            raise WenceError("start 与 end 应是原文中一段引文的起止。")
        return Response(
            service.library.page_picture(doc_id, Span(start, end)), media_type="image/png"
        )

    return routes


def _file(rows: list[Row], name: str, form: str) -> Response:
    write, kind = _WRITERS[form]
    headers: dict[str, Any] = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.{form}"
    }
    return Response(write(rows), media_type=kind, headers=headers)
