"""``wence eval scale``: builds and searches an index of generated plans, prints the figures."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from eval.measures.machine import peak_memory, percentile
from eval.synthetic import folder_size, generate, questions
from indexer.build import supply_of
from indexer.lexicon import domain_words
from indexer.model import Passage, Scope, SourceText
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.index import Index
from indexer.retrieve.legs import LEGS
from indexer.retrieve.passages import document_of, place_of, to_passage
from indexer.retrieve.preparation import Tools, prepare_all
from indexer.retrieve.tokenizer import Tokenizer
from indexer.store import Store

_NEAREST = "nearest.json"
_QUERIES, _WARMING = 500, 500
_EXACT = 100  # queries whose nearest passages are also found exactly


def measure(clauses: int, encoder: str | None = None) -> dict[str, float]:
    """Writes, builds, searches and extends an index of ``clauses`` generated clauses."""
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "wence.sqlite")
        begin = time.perf_counter()
        for place, document in enumerate(generate(clauses)):
            store.put(document, SourceText(document.doc_id, ""), "", place)
        figures = {"store_clauses_per_s": clauses / (time.perf_counter() - begin)}
        tools = _tools(Path(folder), encoder)
        index = Index(Path(folder) / "index", tools)
        begin = time.perf_counter()
        index.change((), supply_of(store, store.numbers()))
        figures["build_clauses_per_s"] = clauses / (time.perf_counter() - begin)
        figures["build_memory_mb"] = peak_memory()
        figures["index_mb"] = folder_size(Path(folder) / "index") / 1e6
        figures["store_mb"] = (Path(folder) / "wence.sqlite").stat().st_size / 1e6
        figures["vectors"] = index.dense.vectors
        figures |= _added(store, index, clauses)
        nearest = _nearest(store, tools, clauses)
        (Path(folder) / _NEAREST).write_text(json.dumps(nearest, ensure_ascii=False), "utf-8")
        del index
        return figures | _in_a_fresh_process(Path(folder), clauses, encoder)


def _added(store: Store, index: Index, clauses: int) -> dict[str, float]:
    """Seconds to write one more plan and to bring the index up to it."""
    document = next(generate(50, seed=clauses + 1))
    document = replace(document, doc_id="one-more")
    begin = time.perf_counter()
    store.put(document, SourceText("one-more", ""), "", clauses)
    number = {"one-more": store.numbers(Scope(doc_ids=("one-more",)))["one-more"]}
    index.change((), supply_of(store, number))
    return {"add_one_document_s": time.perf_counter() - begin}


def _in_a_fresh_process(folder: Path, clauses: int, encoder: str | None) -> dict[str, float]:
    """What serving costs, without the memory that building took."""
    command = [sys.executable, "-m", "eval.scale", str(folder), str(clauses), encoder or ""]
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(ended.stdout)
    return figures


def _serve(folder: Path, clauses: int, encoder: str | None) -> dict[str, float]:
    asked = questions(_QUERIES, clauses)
    begin = time.perf_counter()
    store = Store(folder / "wence.sqlite")
    tools = _tools(folder, encoder)
    index = Index(folder / "index", tools)

    def read(number: int) -> Passage | None:
        found = store.clause_at(document_of(number), place_of(number))
        return to_passage(*found, number) if found else None

    index.search("设备更新", 10, read)
    figures = {"open_s": time.perf_counter() - begin}

    def timed(queries: Sequence[str], leg: str) -> list[float]:
        seconds = []
        for query in queries:
            begin = time.perf_counter()
            for found in index.search(query, 10, read, leg=leg):
                read(found.number)
            seconds.append(time.perf_counter() - begin)
        return seconds

    # Other questions first: pages of a fresh index come from disk.
    first = timed(questions(_WARMING, clauses, seed=17), "hybrid")
    figures["first_hybrid_p95_ms"] = 1000 * percentile(first, 0.95)
    for leg in LEGS:
        seconds = timed(asked, leg)
        figures[f"{leg}_p50_ms"] = 1000 * percentile(seconds, 0.5)
        figures[f"{leg}_p95_ms"] = 1000 * percentile(seconds, 0.95)
    figures["serve_memory_mb"] = peak_memory()
    nearest = json.loads((folder / _NEAREST).read_text("utf-8"))
    figures["recall@10"] = _recall(index, tools, nearest)
    return figures


def _nearest(store: Store, tools: Tools, clauses: int) -> dict[str, list[int]]:
    """The ten truly nearest passages of each question, by exact vectors, batch after batch."""
    asked = questions(_EXACT, clauses, seed=13)
    vectors = tools.encoder.encode(asked, query=True)
    best: list[dict[int, float]] = [{} for _ in asked]
    for prepared in prepare_all(supply_of(store, store.numbers()), tools):
        cosines = vectors @ prepared.vectors.T
        for row, found in enumerate(best):
            for place in np.argpartition(-cosines[row], min(30, len(prepared.vectors) - 1))[:30]:
                number = int(prepared.numbers[place])
                found[number] = max(found.get(number, -1.0), float(cosines[row, place]))
            best[row] = dict(sorted(found.items(), key=lambda each: -each[1])[:10])
    return {query: list(found) for query, found in zip(asked, best, strict=True)}


def _recall(index: Index, tools: Tools, nearest: dict[str, list[int]]) -> float:
    """The share of the ten truly nearest passages that the index finds."""
    shares = []
    for query, exact in nearest.items():
        vector = tools.encoder.encode([query], query=True)[0]
        found = {number for number, _ in index.dense.search(vector, 10)}
        shares.append(len(found & set(exact)) / len(exact))
    return float(np.mean(shares))


def _tools(folder: Path, encoder: str | None) -> Tools:
    tokenizer = Tokenizer(domain_words(), folder)
    return Tools(tokenizer, open_encoder(encoder, tokenizer))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_serve(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] or None)))
