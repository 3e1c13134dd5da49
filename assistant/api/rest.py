"""The REST interface: questions, search, documents, clauses and facts."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from assistant import jsonform
from assistant.api.asking import Asking, Within
from assistant.api.models import (
    LONGEST_QUESTION,
    AnswerForm,
    AskBody,
    ClausesForm,
    DocumentForm,
    HitsForm,
)
from assistant.documents import document_form
from assistant.service import Service
from indexer.model import Scope
from indexer.retrieve.highlights import find_highlights

_MOST_HITS = 100
_Page = Annotated[int, Query(ge=0)]
_Size = Annotated[int, Query(ge=1, le=1000)]


def rest_routes(service: Service, asking: Asking) -> APIRouter:
    """The routes below ``/api``."""
    routes = APIRouter(prefix="/api", tags=["问策"])

    @routes.post("/ask", response_model=AnswerForm, summary="回答一个问题，附条款")
    async def ask(body: AskBody) -> JSONResponse:
        if body.doc is not None:
            service.document(body.doc)
        within = Within(body.doc, body.level)
        answer = await asking.asked(body.question, within, body.history)
        # Not checked against its model once more for each reader: a test does that.
        return JSONResponse(jsonform.answer_form(answer, service.library.boxes))

    @routes.get("/search", response_model=HitsForm, summary="检索条款")
    def search(
        q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION)],
        k: Annotated[int, Query(ge=1, le=_MOST_HITS)] = 10,
        doc: str | None = None,
        level: str | None = None,
        year: str | None = None,
    ) -> dict[str, Any]:
        library = service.library
        if doc is not None:
            library.document(doc)
        hits = library.search(q, k, Scope((doc,) if doc else None, level, year=year))
        marks = library.marks(q)
        ranges = [find_highlights(hit.passage.text, marks) for hit in hits]
        return jsonform.hits_form(q, hits, ranges)

    _add_documents(routes, service)
    _add_facts(routes, service)
    return routes


def _add_documents(routes: APIRouter, service: Service) -> None:
    @routes.get("/documents", response_model=list[DocumentForm], summary="文件清单")
    def documents() -> list[dict[str, Any]]:
        return [document_form(each) for each in service.library.documents]

    @routes.get("/documents/{doc_id}", response_model=ClausesForm, summary="一份文件的条款与事实")
    def document(doc_id: str) -> dict[str, Any]:
        found = service.document(doc_id)
        return jsonform.clauses_form(found, found.clauses)

    @routes.get("/clauses/{clause_id:path}", response_model=ClausesForm, summary="一条的原文与事实")
    def clause(clause_id: str) -> dict[str, Any]:
        found = service.clause(clause_id)
        form = jsonform.clauses_form(service.document(found.doc_id), [found])
        return form | {"boxes": service.library.boxes(found.doc_id, found.own)}


def _add_facts(routes: APIRouter, service: Service) -> None:
    def rows(kind: str, doc: str | None, offset: int, limit: int) -> list[dict[str, Any]]:
        documents = [service.document(doc)] if doc else service.library.originals
        found = [row for each in documents for row in jsonform.export_rows(kind, each)]
        return found[offset : offset + limit]

    @routes.get("/measures", summary="措施与单位")
    def measures(
        doc: str | None = None, offset: _Page = 0, limit: _Size = 1000
    ) -> list[dict[str, Any]]:
        return rows("measures", doc, offset, limit)

    @routes.get("/targets", summary="目标与期限")
    def targets(
        doc: str | None = None, offset: _Page = 0, limit: _Size = 1000
    ) -> list[dict[str, Any]]:
        return rows("targets", doc, offset, limit)

    @routes.get("/benefits", summary="补贴标准")
    def benefits(
        doc: str | None = None, offset: _Page = 0, limit: _Size = 1000
    ) -> list[dict[str, Any]]:
        return rows("benefits", doc, offset, limit)
