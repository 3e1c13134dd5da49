"""Wence for people who build with llama-index: its parts as theirs, in their own types.

Comes in: llama-index's Document, QueryBundle, NodeWithScore. Goes out: TextNode, NodeWithScore,
Response, vectors. Whoever imports this package loads llama-index; nothing else of Wence does.
Nothing here reads llama-index's global ``Settings``, which would reach for OpenAI.

Example::

    from pathlib import Path
    from assistant.adapters import WenceQueryEngine
    from indexer.build import open_library

    library = open_library(Path("corpus"), Path("corpus/.wence"))
    engine = WenceQueryEngine(library)
    response = engine.query("农机报废更新由谁牵头？")
    assert response.metadata["status"] == "answered"
    assert response.source_nodes[0].metadata["clause_id"] == "zhangqiu-2024-2#6"
"""

from assistant.adapters.clause_nodes import ClauseNodeParser
from assistant.adapters.embedding import WenceEmbedding
from assistant.adapters.query_engine import WenceQueryEngine
from assistant.adapters.retriever import WenceRetriever
from assistant.adapters.verification import CitationPostprocessor, verified

__all__ = [
    "CitationPostprocessor",
    "ClauseNodeParser",
    "WenceEmbedding",
    "WenceQueryEngine",
    "WenceRetriever",
    "verified",
]
