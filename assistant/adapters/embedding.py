"""Texts -> vectors of length 1 by the shipped static encoder; no torch, no network.

Questions and texts lie in one space. ``encoder`` names another encoder as ``--encoder`` does.

Example::

    from assistant.adapters import WenceEmbedding

    model = WenceEmbedding()
    one, other = model.get_text_embedding_batch(["燃气管道更新", "学前教育"])
    question = model.get_query_embedding("家里煤气管子太老了")
    assert model.similarity(question, one) > model.similarity(question, other)
"""

import asyncio
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import Field

from indexer.errors import WenceError
from indexer.lexicon import domain_words
from indexer.retrieve.encoder import Encoder
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.tokenizer import Tokenizer

_BATCH = 256  # texts at a time; the static encoder is quick, and llama-index counts events
# Lines that were wrapped by hand cut words in two.
_WRAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]*\n\s*(?=[\u4e00-\u9fff])")


class WenceEmbedding(BaseEmbedding):
    """Wence's encoder as an embedding model of llama-index."""

    encoder: str | None = Field(default=None, description="目录或模型名；None 为自带的模型")
    embed_batch_size: int = Field(default=_BATCH, description="每批文本数", gt=0, le=2048)

    def __init__(self, encoder: str | Path | None = None, **kwargs: Any) -> None:
        """Opens the encoder.

        Args:
            encoder: None for the shipped one, else a folder or the name of a model.
            kwargs: what ``BaseEmbedding`` takes: embed_batch_size, callback_manager ...

        Raises:
            StoreError: the model cannot be loaded; the message says what is missing.
        """
        source = None if encoder is None else str(encoder)
        kwargs |= {"encoder": source, "model_name": _opened(source).name}
        super().__init__(**kwargs)

    @classmethod
    def class_name(cls) -> str:
        """The name under which llama-index saves the model."""
        return "WenceEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._encoded([query], query=True)[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._encoded([text])[0]

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._encoded(texts)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._encoded, texts)

    def _encoded(self, texts: Sequence[str], query: bool = False) -> list[list[float]]:
        for each in texts:
            if not isinstance(each, str):
                raise WenceError(f"WenceEmbedding 要的是文字，收到的是 {type(each).__name__}。")
        vectors = _opened(self.encoder).encode([_WRAP.sub("", text) for text in texts], query)
        # A text without any known word has no direction; vector stores divide by its length.
        unknown = ~np.any(vectors, axis=1)
        vectors[unknown] = 1 / np.sqrt(vectors.shape[1])
        return [list(each) for each in vectors.tolist()]


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Where jieba, without rjieba, keeps its dictionary: not where another user could write."""
    return TemporaryDirectory(prefix="wence-")


@cache
def _opened(source: str | None) -> Encoder:
    """An encoder, opened once; a copy of the model in another process opens its own."""
    return open_encoder(source, Tokenizer(domain_words(), Path(_folder().name)))
