"""The tools for agents over MCP (streamable HTTP at ``/mcp``): ask, search, read, list."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import Field
from starlette.applications import Starlette

from assistant import jsonform
from assistant.api.asking import Asking, Within
from assistant.api.models import LONGEST_QUESTION
from assistant.service import Service
from indexer.errors import WenceError
from indexer.model import Scope
from indexer.retrieve.highlights import find_highlights

_INSTRUCTIONS = (
    "问策回答中国政府工作方案、补贴细则的问题，每句话都有逐字引用的条款；方案没写的会说没写（not_found）。"
    "引用时请保留 clause_id 与 quote。"
)
_MOST = 200
P = ParamSpec("P")
_Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
_Doc = Annotated[str | None, Field(description="只在这份文件里找")]


def mcp_application(service: Service, asking: Asking) -> Starlette:
    """The tools, served at ``/mcp``."""
    server = MCPServer("wence", title="问策", instructions=_INSTRUCTIONS, log_level="WARNING")
    _add_reading(server, service, asking)
    _add_listing(server, service)
    # What is served is public and changes nothing, under whatever name the machine is reached.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return server.streamable_http_app(
        stateless_http=True, json_response=True, transport_security=security
    )


def _add_reading(server: MCPServer, service: Service, asking: Asking) -> None:
    @server.tool(description="回答一个关于方案的问题，附条款；没有写明时 status 为 not_found")
    @_plainly
    def ask(
        question: _Question,
        doc: _Doc = None,
        history: Annotated[list[str] | None, Field(max_length=20)] = None,
    ) -> dict[str, Any]:
        answer = asking.told(question, Within(_known(service, doc)), history or ())
        return jsonform.answer_form(answer, service.library.boxes)

    @server.tool(description="按相关程度检索条款")
    @_plainly
    def search(
        query: _Question,
        k: Annotated[int, Field(ge=1, le=50)] = 10,
        doc: _Doc = None,
        level: Annotated[str | None, Field(description="国、省、市、区")] = None,
    ) -> dict[str, Any]:
        known, library = _known(service, doc), service.library
        hits = library.search(query, k, Scope((known,) if known else None, level))
        marks = library.marks(query)
        ranges = [find_highlights(hit.passage.text, marks) for hit in hits]
        return jsonform.hits_form(query, hits, ranges)

    @server.tool(description="一条的原文、单位、目标，例如 zhangqiu-2024-2#29")
    @_plainly
    def get_clause(clause_id: str) -> dict[str, Any]:
        clause = service.clause(clause_id)
        return jsonform.clauses_form(service.document(clause.doc_id), [clause])


def _add_listing(server: MCPServer, service: Service) -> None:
    def rows(kind: str, doc: str | None, offset: int, limit: int) -> dict[str, Any]:
        known = _known(service, doc)
        documents = [service.document(known)] if known else service.library.originals
        found = [row for each in documents for row in jsonform.export_rows(kind, each)]
        return {"total": len(found), kind: found[offset : offset + limit]}

    @server.tool(description="全部措施：牵头、责任、配合单位与原文")
    @_plainly
    def list_measures(
        doc: _Doc = None,
        organ: Annotated[str | None, Field(description="只列这个单位参与的")] = None,
        offset: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=_MOST)] = _MOST,
    ) -> dict[str, Any]:
        if organ is None:
            return rows("measures", doc, offset, limit)
        every = rows("measures", doc, 0, len(service.library.documents) * 10_000)["measures"]
        roles = ("lead", "responsible", "cooperating")
        mine = [
            row
            for row in every
            if any(organ in row[role] or organ in row[f"{role}_canonical"] for role in roles)
        ]
        return {"total": len(mine), "measures": mine[offset : offset + limit]}

    @server.tool(description="全部目标：指标、数值、期限")
    @_plainly
    def list_targets(
        doc: _Doc = None,
        offset: Annotated[int, Field(ge=0)] = 0,
        limit: Annotated[int, Field(ge=1, le=_MOST)] = _MOST,
    ) -> dict[str, Any]:
        return rows("targets", doc, offset, limit)


def _plainly(tool: Callable[P, dict[str, Any]]) -> Callable[P, dict[str, Any]]:
    """The tool, whose errors are told to the agent in their own words."""

    @wraps(tool)
    def called(*given: P.args, **named: P.kwargs) -> dict[str, Any]:
        try:
            return tool(*given, **named)
        except WenceError as error:
            raise ToolError(str(error)) from error

    return called


def _known(service: Service, doc: str | None) -> str | None:
    """The document, if there is one of that name; StoreError says that there is none."""
    return service.document(doc).doc_id if doc else None
