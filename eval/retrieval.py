"""``wence eval retrieval``: ranks the passages of a test set and measures the ranking."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import AP, RR, R, nDCG

from eval.formats.datasets import Dataset, Qrels
from eval.measures.certainty import interval
from eval.measures.machine import percentile
from indexer.lexicon import domain_words
from indexer.library import Library
from indexer.model import Passage, Span
from indexer.parse.normalize import fold
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.index import Index
from indexer.retrieve.passages import PLACE_BITS, document_of
from indexer.retrieve.preparation import Supply, Tools
from indexer.retrieve.tokenizer import Tokenizer

DEPTH = 100
_CHUNK = 64  # passages read at once
MEASURES = {
    "nDCG@10": nDCG @ 10,
    "R@1": R @ 1,
    "R@5": R @ 5,
    "R@100": R @ 100,
    "RR@10": RR @ 10,
    "AP": AP,
}
Run = dict[str, dict[str, float]]
Ranker = Callable[[str], list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A run with its speed; ``seconds`` holds the time of each query."""

    run: Run
    seconds: tuple[float, ...]

    def figures(self, qrels: Qrels) -> dict[str, float]:
        """Means over all queries of the qrels; a query without a result counts 0."""
        found = ir_measures.calc_aggregate(list(MEASURES.values()), qrels, self.run)
        figures = {name: float(found[measure]) for name, measure in MEASURES.items()}
        figures |= _bounds(qrels, self.run)
        figures["per_s"] = len(self.seconds) / max(sum(self.seconds), 1e-9)
        figures["p95_ms"] = 1000 * percentile(self.seconds, 0.95)
        return figures


def _bounds(qrels: Qrels, run: Run) -> dict[str, float]:
    """The 95% interval of nDCG@10; queries without a result count 0."""
    values = dict.fromkeys(qrels, 0.0)
    values |= {each.query_id: each.value for each in ir_measures.iter_calc([nDCG @ 10], qrels, run)}
    low, high = interval(list(values.values()))
    return {"nDCG@10 low": low, "nDCG@10 high": high}


def rank_all(dataset: Dataset, ranker: Ranker) -> Ranking:
    """Asks a ranker every query of a test set."""
    run: Run = {}
    seconds = []
    for number, query in dataset.queries.items():
        begin = time.perf_counter()
        ranked = ranker(query)
        seconds.append(time.perf_counter() - begin)
        # Ranks, not scores: equal scores must not be reordered by the measure's tie-breaking.
        run[number] = {found: -float(rank) for rank, (found, _) in enumerate(ranked)}
    return Ranking(run, tuple(seconds))


def library_ranker(library: Library, leg: str) -> Ranker:
    """Ranks the clauses of an open library by their labels."""

    def ranked(query: str) -> list[tuple[str, float]]:
        hits = library.search(query, DEPTH, leg=leg)
        return [(hit.passage.clause_id.split("#", 1)[1], hit.score) for hit in hits]

    return ranked


@contextmanager
def throw_away_index(
    dataset: Dataset, encoder: str | None, folder: Path
) -> Iterator[Callable[[str], Ranker]]:
    """An index of a test set's own passages in ``folder``; gives a ranker for each leg."""
    ids = list(dataset.corpus)
    tokenizer = Tokenizer(domain_words(), folder)
    index = Index(folder, Tools(tokenizer, open_encoder(encoder, tokenizer)))
    passages = [_passage(n, *dataset.corpus[name], name) for n, name in enumerate(ids)]
    chunks = [passages[n : n + _CHUNK] for n in range(0, len(passages), _CHUNK)]
    index.change((), Supply(chunks, list, len(passages)))

    def ranker(leg: str) -> Ranker:
        def ranked(query: str) -> list[tuple[str, float]]:
            found = index.search(query, DEPTH, lambda n: passages[document_of(n)], None, leg)
            return [(ids[document_of(each.number)], each.score) for each in found]

        return ranked

    yield ranker
    index.check_legs()


def _passage(number: int, title: str, text: str, name: str) -> Passage:
    body = fold(text)
    return Passage(
        number << PLACE_BITS, name, name, body, fold(title), (), Span(0, len(text)), body
    )


def write_run(path: Path, run: Run, tag: str) -> None:
    """The TREC run format: query, Q0, passage, rank, score, tag."""
    with path.open("w", encoding="utf-8") as file:
        for query, found in run.items():
            ranked = sorted(found.items(), key=lambda each: -each[1])
            for rank, (name, score) in enumerate(ranked, 1):
                file.write(f"{query} Q0 {name} {rank} {score:.6f} {tag}\n")
