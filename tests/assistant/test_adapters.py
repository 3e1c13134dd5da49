"""Wence's parts inside pipelines of llama-index: real indexes, engines and ingestion, offline."""

import inspect
import re
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from llama_index.core import Document, PromptHelper, Settings, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import TokenTextSplitter
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.response_synthesizers import CompactAndRefine
from llama_index.core.response_synthesizers.no_text import NoText
from llama_index.core.schema import BaseNode, NodeWithScore, TextNode
from llama_index.core.vector_stores import MetadataFilter, MetadataFilters
from llama_index.core.vector_stores.utils import metadata_dict_to_node, node_to_metadata_dict

import assistant.adapters as adapters
from assistant.adapters import (
    CitationPostprocessor,
    ClauseNodeParser,
    WenceEmbedding,
    WenceRetriever,
    clause_nodes,
    embedding,
    query_engine,
    retriever,
    verification,
)
from indexer.build import Library
from tests.conftest import HOME, ROOT
from tests.finishing import apart, finished

LEADS, BOILERS = "农机报废更新由谁牵头？", "家里煤气管子太老了"
KEYS = {"clause_id", "path", "page", "quote"} | {"doc_id", "doc_number", "title", "start", "end"}
TWICE = "工作方案\n一、设备更新\n1.加强领导。\n二、以旧换新\n1.加强领导。\n2.加强领导。\n"


@pytest.fixture(scope="module")
def nodes(library: Library) -> list[BaseNode]:
    """The clauses of the home plan, as llama-index gets them from its text."""
    plan = Document(text=library.source(HOME).text, id_=HOME)
    return ClauseNodeParser().get_nodes_from_documents([plan])


@pytest.fixture(scope="module")
def index(nodes: list[BaseNode]) -> VectorStoreIndex:
    return VectorStoreIndex(nodes, embed_model=WenceEmbedding())


def ids(nodes: Sequence[NodeWithScore]) -> list[str]:
    return [each.node.metadata["clause_id"] for each in nodes]


def scored(text: str, **metadata: Any) -> NodeWithScore:
    return NodeWithScore(node=TextNode(text=text, metadata=metadata))


def engine_over(found: BaseRetriever, library: Library, writer: Any) -> RetrieverQueryEngine:
    return RetrieverQueryEngine(
        found,
        response_synthesizer=writer(llm=MockLLM(), prompt_helper=PromptHelper(tokenizer=list)),
        node_postprocessors=[CitationPostprocessor(library)],
    )


# Inside llama-index's own index and pipeline


def test_a_vector_index_over_our_clauses_finds_what_is_asked(index: VectorStoreIndex) -> None:
    found = index.as_retriever(similarity_top_k=3)
    assert f"{HOME}#6" in ids(found.retrieve(LEADS))
    assert f"{HOME}#14" in ids(finished(found.aretrieve(BOILERS)))


def test_a_vector_index_filters_by_our_metadata(index: VectorStoreIndex) -> None:
    wanted = MetadataFilters(filters=[MetadataFilter(key="clause_id", value=f"{HOME}#14")])
    assert ids(index.as_retriever(filters=wanted).retrieve("学前教育")) == [f"{HOME}#14"]
    home = MetadataFilters(filters=[MetadataFilter(key="doc_id", value=HOME)])
    assert len(index.as_retriever(filters=home, similarity_top_k=2).retrieve("农机")) == 2


def test_a_question_without_known_words_breaks_no_vector_index(index: VectorStoreIndex) -> None:
    assert all(np.isfinite(each.score or 0) for each in index.as_retriever().retrieve("？！"))


def test_an_ingestion_pipeline_runs_from_document_to_vector_sync_and_async() -> None:
    steps = [ClauseNodeParser(), WenceEmbedding()]
    pipeline = IngestionPipeline(transformations=steps)
    plan = Document(text=TWICE, id_="plan")
    made = pipeline.run(documents=[plan])
    again = finished(pipeline.arun(documents=[plan]))  # from the pipeline's cache
    assert [each.node_id for each in made] == [each.node_id for each in again]
    assert all(each.embedding for each in made)


def test_nodes_pass_through_stores_that_take_flat_metadata_only(nodes: list[BaseNode]) -> None:
    kept = node_to_metadata_dict(nodes[4], remove_text=True, flat_metadata=True)
    back = metadata_dict_to_node(kept, text=nodes[4].get_content())
    assert back.metadata == nodes[4].metadata


def test_clauses_can_be_cut_further_by_llama_index_and_are_still_verified(
    nodes: list[BaseNode], library: Library
) -> None:
    pieces = TokenTextSplitter(
        chunk_size=256, chunk_overlap=0, tokenizer=list
    ).get_nodes_from_documents(nodes[4:6])
    assert len(pieces) > 2
    given = [NodeWithScore(node=each) for each in pieces]
    assert CitationPostprocessor(library).postprocess_nodes(given) == given


@pytest.mark.parametrize("writer", [NoText, CompactAndRefine])
def test_llama_index_s_engine_runs_on_our_retriever_and_postprocessor(
    library: Library, index: VectorStoreIndex, writer: Any
) -> None:
    ours = engine_over(WenceRetriever(library, k=3), library, writer)
    response = ours.query(BOILERS)
    assert ids(response.source_nodes)[0] == f"{HOME}#14"
    assert ids(finished(ours.aquery(BOILERS)).source_nodes) == ids(response.source_nodes)
    theirs = engine_over(index.as_retriever(similarity_top_k=3), library, writer)
    assert len(theirs.query(LEADS).source_nodes) == 3


# At the door


def test_nothing_of_llama_index_s_global_settings_was_read() -> None:
    assert Settings._llm is None
    assert Settings._embed_model is None


def test_asking_on_the_command_line_does_not_load_llama_index(
    corpus: Path, library: Library
) -> None:
    code = (
        "import sys; from assistant.cli import main;"
        f"code = main(['--corpus', {str(corpus)!r}, 'ask', {LEADS!r}]);"
        "loaded = [n for n in sys.modules if n.split('.')[0] == 'llama_index'];"
        "sys.exit(code or len(loaded))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 0, ended.stderr
    assert "区农业农村局" in ended.stdout


def _example(module: ModuleType) -> str:
    _, _, example = inspect.cleandoc(module.__doc__ or "").partition("Example::\n")
    return textwrap.dedent(example)


@pytest.mark.parametrize(
    "module", [adapters, clause_nodes, embedding, query_engine, retriever, verification]
)
def test_the_example_of_each_module_runs(
    module: ModuleType, corpus: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    example = _example(module)
    assert "assert " in example
    exec(example, {})


def test_the_examples_of_the_readme_run(
    corpus: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    readme = (ROOT / "README.md").read_text("utf-8")
    names: dict[str, Any] = {}
    for block in re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE):
        apart(lambda block=block: exec(block, names))
