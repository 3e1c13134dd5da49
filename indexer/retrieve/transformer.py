"""Any sentence-transformers model as an encoder; the only import of sentence_transformers.

Needs the extra [transformers]. A model says in its own configuration how it pools and which
prompt a query bears; both stand in the name that the manifest records.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from indexer.errors import StoreError
from indexer.retrieve.encoder import normalised

_BATCH = 64
# Families that want a prefix for queries without saying so in their configuration.
_PREFIXES = {
    "bge-small-zh": "为这个句子生成表示以用于检索相关文章：",
    "bge-base-zh": "为这个句子生成表示以用于检索相关文章：",
    "bge-large-zh": "为这个句子生成表示以用于检索相关文章：",
}


class TransformerEncoder:
    """A model by path or name, loaded when it first encodes."""

    portable = False

    def __init__(self, source: str) -> None:
        """Takes the path or name; the model is loaded when it is first needed."""
        self.source: str | None = source

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise StoreError(
                "使用其他语义模型需要安装附加组件：pip install 'wence[transformers]'。"
            ) from error
        try:
            return SentenceTransformer(self.source)
        except Exception as error:  # the library raises whatever its parts raise
            raise StoreError(
                f"语义模型无法加载：{self.source}（{type(error).__name__}）。"
                "请检查 --encoder 给出的目录或模型名。"
            ) from error

    @cached_property
    def _prefix(self) -> str:
        stated = (self._model.prompts or {}).get("query")
        if stated:
            return str(stated)
        return next((p for name, p in _PREFIXES.items() if name in str(self.source)), "")

    @cached_property
    def name(self) -> str:
        """Model, dimension, pooling and query prefix."""
        modes = (getattr(module, "pooling_mode", None) for module in self._model)
        pooling = next((str(mode) for mode in modes if mode), "own")
        return f"{self.source} {self.dimension} {pooling} {self._prefix}".strip()

    @property
    def dimension(self) -> int:
        """Components of a vector."""
        model = self._model
        name = "get_embedding_dimension"  # its older name was get_sentence_embedding_dimension
        ask = getattr(model, name, None) or model.get_sentence_embedding_dimension
        return int(ask())

    def encode(self, texts: Sequence[str], query: bool = False) -> np.ndarray:
        """Vectors of length 1, (texts, dimension) float32."""
        prefix = self._prefix if query else ""
        vectors = self._model.encode(
            [prefix + text for text in texts], batch_size=_BATCH, show_progress_bar=False
        )
        return normalised(np.asarray(vectors, dtype=np.float32))

    def encode_parts(self, wholes: Sequence[Sequence[str]]) -> tuple[np.ndarray, np.ndarray]:
        """Vectors of all parts of all wholes, in order, and of the wholes."""
        parts = self.encode([part for whole in wholes for part in whole])
        return parts, self.encode(["".join(whole) for whole in wholes])
