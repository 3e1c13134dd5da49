"""MCP over a real server, talked to by the real client."""

from collections.abc import Callable
from typing import Any

import pytest
from mcp import Client

from tests.finishing import finished

HOME = "zhangqiu-2024-2"


@pytest.fixture
def call(address: str) -> Callable[..., Any]:
    """Calls a tool and gives what it returned; ``None`` lists the tools."""

    def called(name: str | None, **arguments: Any) -> Any:
        async def run() -> Any:
            async with Client(f"{address}/mcp") as client:
                if name is None:
                    return (await client.list_tools()).tools
                return await client.call_tool(name, arguments)

        return finished(run())

    return called


def test_the_tools_are_those_of_the_contract(call: Callable[..., Any]) -> None:
    names = {each.name for each in call(None)}
    assert names == {"ask", "search", "get_clause", "list_measures", "list_targets"}


def test_an_agent_gets_a_cited_answer(call: Callable[..., Any]) -> None:
    answer = call("ask", question="农机报废更新由谁牵头？").structured_content
    assert answer["status"] == "answered"
    assert answer["citations"][0]["clause_id"] == f"{HOME}#6"


def test_clauses_are_found_and_read(call: Callable[..., Any]) -> None:
    hits = call("search", query="充换电站建设", k=2).structured_content["hits"]
    assert len(hits) == 2
    clause = call("get_clause", clause_id=f"{HOME}#29").structured_content
    assert clause["measures"][0]["lead"] == ["区商务服务中心"]


def test_lists_are_whole_and_can_be_paged(call: Callable[..., Any]) -> None:
    led = call("list_measures", organ="区财政局").structured_content
    assert led["total"] == len(led["measures"]) > 4
    part = call("list_targets", doc=HOME, offset=26).structured_content
    assert (part["total"], len(part["targets"])) == (28, 2)


def test_an_unknown_clause_is_told_in_plain_words(call: Callable[..., Any]) -> None:
    found = call("get_clause", clause_id="no-such#1")
    assert found.is_error
    assert "没有这一条" in found.content[0].text
