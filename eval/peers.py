"""``wence eval peers``: the same test sets through this system and its peers, in one run.

Peers as their users get them: llama-index's SentenceSplitter (256 tokens, 20 overlapping) with
its BM25Retriever and with its in-memory vector store over our encoder; bm25s over jieba words.
A chunk stands for every passage or clause of which it holds half, or which fills half of it:
the reading that is kindest to the peer.

Hits that share no word with the question (score 0) are left out, and equal scores stand in the
order of the text: bm25s cuts ties by numpy's partition, whose order is another on every kind of
processor, so figures with them could not be had twice.
"""

import logging
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from eval.formats.datasets import Dataset
from eval.retrieval import DEPTH, Ranker
from indexer.library import Library
from indexer.model import Document, Span
from indexer.retrieve.encoder import Encoder

_CHUNK, _OVERLAP = 256, 20
_PLACES = 4  # scores are sums of 32-bit floats in no fixed order: their last digits are noise


def peer_rankers(
    dataset: Dataset, library: Callable[[], Library], encoder: Encoder
) -> dict[str, Ranker]:
    """Rankers of the peers over a test set's passages, or over the library's documents."""
    _quiet()
    if dataset.corpus:
        texts = {name: f"{title}\n{text}".strip() for name, (title, text) in dataset.corpus.items()}
        named = {name: [(name, Span(0, len(text)))] for name, text in texts.items()}
        passages = texts
    else:
        opened = library()
        texts = {each.doc_id: opened.source(each.doc_id).text for each in opened.originals}
        named = {each.doc_id: list(_clauses(each)) for each in opened.originals}
        passages = {
            label: texts[doc_id][span.start : span.end]
            for doc_id, found in named.items()
            for label, span in found
        }
    nodes = _nodes(texts)
    return {
        "llama-index BM25": _llama_bm25(nodes, named),
        "llama-index dense": _llama_dense(nodes, named, encoder),
        "bm25s + jieba": _bm25s(passages),
    }


def _quiet() -> None:
    """Peers announce themselves on the terminal; figures alone are wanted here."""
    warnings.filterwarnings("ignore")
    for name in ("llama_index", "bm25s", "jieba"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _clauses(document: Document) -> Iterable[tuple[str, Span]]:
    return ((each.clause_id.split("#", 1)[1], each.own) for each in document.clauses if each.text)


def _nodes(texts: dict[str, str]) -> list[Any]:
    from llama_index.core import Document as LlamaDocument
    from llama_index.core.node_parser import SentenceSplitter

    splitter = SentenceSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP)
    documents = [LlamaDocument(text=text, id_=name) for name, text in texts.items()]
    return list(splitter.get_nodes_from_documents(documents))


def _llama_bm25(nodes: list[Any], named: dict[str, list[tuple[str, Span]]]) -> Ranker:
    from llama_index.retrievers.bm25 import BM25Retriever

    retriever = BM25Retriever.from_defaults(
        nodes=nodes, similarity_top_k=min(DEPTH, len(nodes)), verbose=False
    )
    return lambda query: _unfold(_scored(retriever.retrieve(query)), named)


def _scored(found: Iterable[Any]) -> list[Any]:
    """The chunks with a score above 0, best first; equal ones in the order of the text."""
    return sorted(
        (hit for hit in found if hit.score and hit.score > 0),
        key=lambda hit: (
            -round(hit.score, _PLACES),
            hit.node.ref_doc_id,
            hit.node.start_char_idx or 0,
        ),
    )


def _llama_dense(
    nodes: list[Any], named: dict[str, list[tuple[str, Span]]], encoder: Encoder
) -> Ranker:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.embeddings import BaseEmbedding

    class OurEmbedding(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return list(encoder.encode([query], query=True)[0].tolist())

        def _get_text_embedding(self, text: str) -> list[float]:
            return list(encoder.encode([text])[0].tolist())

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    index = VectorStoreIndex(nodes, embed_model=OurEmbedding())
    retriever = index.as_retriever(similarity_top_k=min(DEPTH, len(nodes)))
    # An empty query, as two of CMRC's are, makes llama-index fail.
    return lambda query: _unfold(retriever.retrieve(query), named) if query.strip() else []


def _unfold(
    found: Iterable[Any], named: dict[str, list[tuple[str, Span]]]
) -> list[tuple[str, float]]:
    """Chunks, best first -> the passages that they stand for, each once."""
    ranked: dict[str, float] = {}
    for hit in found:
        start, end = hit.node.start_char_idx, hit.node.end_char_idx
        if start is None or end is None:
            continue
        for name, span in named[hit.node.ref_doc_id]:
            shared = min(end, span.end) - max(start, span.start)
            if shared > 0 and 2 * shared >= min(end - start, span.end - span.start):
                ranked.setdefault(name, float(hit.score or 0.0))
    return list(ranked.items())


def _bm25s(passages: dict[str, str]) -> Ranker:
    import bm25s
    import jieba

    names = list(passages)
    with TemporaryDirectory() as cache:
        segmenter = jieba.Tokenizer()
        segmenter.tmp_dir = str(Path(cache))
        segmenter.initialize()
    retriever = bm25s.BM25()
    retriever.index([segmenter.lcut(passages[name]) for name in names], show_progress=False)

    def ranked(query: str) -> list[tuple[str, float]]:
        words = segmenter.lcut(query)
        if not words:  # two queries of CMRC are empty; bm25s fails on them
            return []
        scores = retriever.get_scores(words).round(_PLACES)
        best = np.argsort(-scores, kind="stable")[:DEPTH]
        return [(names[each], float(scores[each])) for each in best if scores[each] > 0]

    return ranked
