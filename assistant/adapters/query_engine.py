"""Question -> Response: a cited answer, or a refusal with the nearest clauses.

The response text bears [1] markers; ``source_nodes`` are the citations in the order of their
markers. A refusal has the status ``not_found`` and the nearest clauses. No language model is
called; see ``assistant.answer``.

Example::

    from pathlib import Path
    from assistant.adapters import WenceQueryEngine
    from indexer.build import open_library

    library = open_library(Path("corpus"), Path("corpus/.wence"))
    response = WenceQueryEngine(library).query("旧空调换新补贴多少钱")
    assert response.metadata["status"] == "not_found"
    assert response.source_nodes[0].metadata["quote"].startswith("31.畅通家电更新消费链条")
"""

import asyncio
from typing import Any

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import QueryBundle

from assistant.adapters.nodes import cited_node
from assistant.answer import Assistant
from indexer.errors import WenceError
from indexer.library import Library
from indexer.model import Answer


class WenceQueryEngine(BaseQueryEngine):
    """Answers over a library; each question stands alone."""

    def __init__(
        self,
        library: Library,
        doc_id: str | None = None,
        *,
        assistant: Assistant | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        """Takes an open library.

        Args:
            library: see ``indexer.build.open_library``.
            doc_id: limits answers to one document.
            assistant: what answers over this library; None: a new one.
            callback_manager: of llama-index.

        Raises:
            WenceError: there is no such document.
        """
        super().__init__(callback_manager)
        if doc_id is not None:
            library.document(doc_id)
        self._library, self._doc_id = library, doc_id
        self._assistant = assistant or Assistant(library)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _query(self, query_bundle: QueryBundle) -> Response:
        question = query_bundle.query_str
        if not isinstance(question, str):
            raise WenceError(f"问题要是文字，收到的是 {type(question).__name__}。")
        return self._response(self._assistant.ask(question, self._doc_id))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _response(self, answer: Answer) -> Response:
        cited = answer.citations or answer.related
        return Response(
            response=answer.text,
            source_nodes=[cited_node(self._library, each) for each in cited],
            metadata=_told(answer),
        )


def _told(answer: Answer) -> dict[str, Any]:
    """What a response says of itself, in the keys of ``wence ask --json``."""
    return {
        "status": answer.status,
        "intent": answer.intent,
        "table": answer.table
        and {
            "columns": list(answer.table.columns),
            "rows": [list(row) for row in answer.table.rows],
        },
        "generator": answer.generator,
        "reading": answer.reading,
        "elapsed_ms": answer.elapsed_ms,
    }
