"""Questions -> nodes and responses of llama-index, and which of them a library bears out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import Document
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode
from llama_index.core.tools import QueryEngineTool

from assistant.adapters import (
    CitationPostprocessor,
    ClauseNodeParser,
    WenceQueryEngine,
    WenceRetriever,
    verified,
)
from assistant.adapters.nodes import library_node
from indexer.build import Library, open_library
from indexer.errors import WenceError
from tests.conftest import HOME
from tests.finishing import finished
from tests.indexer.parse.test_task_tables import PLAN as TASK_TABLE

LEADS, BOILERS = "农机报废更新由谁牵头？", "家里煤气管子太老了"
KEYS = {"clause_id", "path", "page", "quote", "doc_id", "doc_number", "title", "start", "end"}


def ids(nodes: Sequence[NodeWithScore]) -> list[str]:
    return [each.node.metadata["clause_id"] for each in nodes]


def scored(text: str, **metadata: Any) -> NodeWithScore:
    return NodeWithScore(node=TextNode(text=text, metadata=metadata))


def test_the_retriever_gives_clauses_with_falling_scores(library: Library) -> None:
    found = WenceRetriever(library, k=4).retrieve(BOILERS)
    assert ids(found)[0] == f"{HOME}#14"
    assert len(found) == 4
    scores = [each.get_score(raise_error=True) for each in found]
    assert scores == sorted(scores, reverse=True)
    text = library.source(HOME).text
    for each in found:
        node = each.node
        assert isinstance(node, TextNode)
        assert node.metadata.keys() >= KEYS
        assert text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.ref_doc_id == HOME


def test_the_retriever_gives_the_same_async_and_for_a_bundle(library: Library) -> None:
    found = WenceRetriever(library, k=3)
    assert found.retrieve(QueryBundle(BOILERS)) == finished(found.aretrieve(BOILERS))


def test_the_retriever_keeps_to_its_filters(library: Library) -> None:
    query = "新能源汽车保有量"
    assert {each.split("#")[0] for each in ids(WenceRetriever(library).retrieve(query))} == {HOME}
    for options in (
        {"level": "省"},
        {"doc_ids": ["shandong-2024-3"]},
        {"doc_ids": "shandong-2024-3"},
    ):
        found = ids(WenceRetriever(library, **options).retrieve(query))  # type: ignore[arg-type]
        assert found
        assert all(each.startswith("shandong-2024-3#") for each in found)
    assert WenceRetriever(library, year=2024).retrieve(query)
    assert WenceRetriever(library, year="1999").retrieve(query) == []
    assert WenceRetriever(library, doc_ids=[]).retrieve(query) == []


def test_a_blank_query_finds_nothing(library: Library) -> None:
    assert WenceRetriever(library).retrieve("  ") == []


@pytest.mark.parametrize(
    "options", [{"k": 0}, {"k": "3"}, {"doc_ids": ["no"]}, {"level": "县"}, {"year": "24"}]
)
def test_a_filter_that_fits_nothing_is_told_in_one_line(
    library: Library, options: dict[str, Any]
) -> None:
    with pytest.raises(WenceError, match=r"^[^\n]*[\u4e00-\u9fff][^\n]*$"):
        WenceRetriever(library, **options)


# The query engine


def test_an_answer_is_a_response_with_its_citations_as_sources(library: Library) -> None:
    response = WenceQueryEngine(library).query(LEADS)
    assert str(response).endswith("[1]。")
    assert response.metadata is not None
    told = response.metadata
    assert (told["status"], told["intent"], told["generator"]) == ("answered", "lead", "rules")
    node = response.source_nodes[0].node
    assert node.node_id == f"{HOME}#6"
    assert node.get_content().endswith(node.metadata["quote"])
    assert node.metadata["marker"] == 1
    assert verified(response, library)


def test_a_list_is_a_table_in_the_metadata(library: Library) -> None:
    response = WenceQueryEngine(library).query("区财政局牵头哪些任务")
    assert response.metadata is not None
    assert len(response.metadata["table"]["rows"]) == len(response.source_nodes) == 4


def test_a_refusal_gives_the_nearest_clauses(library: Library) -> None:
    response = finished(WenceQueryEngine(library).aquery("旧空调换新补贴多少钱"))
    assert response.metadata is not None
    assert response.metadata["status"] == "not_found"
    assert f"{HOME}#31" in ids(response.source_nodes)
    assert CitationPostprocessor(library).postprocess_nodes(response.source_nodes) == (
        response.source_nodes
    )


def test_an_engine_may_be_kept_to_one_document(library: Library) -> None:
    response = WenceQueryEngine(library, "shandong-2024-3").query("新能源汽车目标是多少")
    assert ids(response.source_nodes)
    assert all(each.startswith("shandong-2024-3#") for each in ids(response.source_nodes))
    assert response.source_nodes[0].node.metadata["kind"] == "digest"
    with pytest.raises(WenceError, match="no-such"):
        WenceQueryEngine(library, "no-such")


def test_an_engine_is_a_tool_of_an_agent(library: Library) -> None:
    tool = QueryEngineTool.from_defaults(
        WenceQueryEngine(library), name="wence", description="问策"
    )
    assert "区农业农村局" in str(tool.call(input=LEADS))


# Citations


def test_real_nodes_stay_as_they_are_and_invented_ones_go(library: Library) -> None:
    real = WenceRetriever(library, k=3).retrieve(BOILERS)
    clause = library.clause(f"{HOME}#6")
    place = {"clause_id": clause.clause_id, "start": clause.own.start, "end": clause.own.end}
    text = library.source(HOME).text[clause.own.start : clause.own.end]
    invented = [
        scored("补贴五千元", clause_id=clause.clause_id),
        scored("补贴", quote="补贴五千元", **place),
        scored(text, **place | {"clause_id": f"{HOME}#999"}),
        scored(text, **place | {"start": clause.own.start + 1}),
        scored(text, **place | {"clause_id": f"{HOME}#7"}, quote=text),
        scored("补贴五千元", **place, quote=text),
        scored(text),
        scored("", clause_id=clause.clause_id),
    ]
    kept = CitationPostprocessor(library).postprocess_nodes([*invented, *real])
    assert kept == real
    assert all(each is other for each, other in zip(kept, real, strict=True))


def test_words_without_a_place_may_stand_anywhere_in_their_clause(library: Library) -> None:
    given = [scored("（牵头单位：区农业农村局", clause_id=f"{HOME}#6")]
    assert CitationPostprocessor(library).postprocess_nodes(given) == given


def test_places_that_a_store_gives_back_as_floats_are_read(library: Library) -> None:
    node = library_node(library, library.clause(f"{HOME}#6"))
    node.metadata |= {"start": float(node.metadata["start"]), "end": float(node.metadata["end"])}
    given = [NodeWithScore(node=node)]
    assert CitationPostprocessor(library).postprocess_nodes(given) == given


def test_clauses_read_from_the_same_text_are_verified(
    library: Library,
) -> None:
    plan = Document(text=library.source(HOME).text, id_=HOME)
    given = [
        NodeWithScore(node=each) for each in ClauseNodeParser().get_nodes_from_documents([plan])
    ]
    assert CitationPostprocessor(library).postprocess_nodes(given) == given


def test_citations_of_a_plan_of_tables_are_verified(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "plan.txt").write_text(TASK_TABLE, "utf-8")
    tables = open_library(tmp_path, tmp_path / "index")
    response = WenceQueryEngine(tables).query("出口道路装洗轮机由谁牵头？")
    assert response.metadata is not None
    assert response.metadata["status"] == "answered"
    assert verified(response, tables)
    tables.close()


def test_a_response_whose_marker_names_no_source_is_not_verified(library: Library) -> None:
    response = WenceQueryEngine(library).query(LEADS)
    response.response = f"{response.response}另有补贴[2]。"
    assert not verified(response, library)
    response.response = "没有出处的话。"
    assert not verified(response, library)
