"""``wence eval peers --questions``: the same questions to this system and its peers, one table."""

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answer import Assistant
from assistant.commands import write_line
from eval.answering import columns_of, converse, dataset_library, organs_of, question_set, run
from eval.answers import evaluate
from eval.formats.datasets import Dataset
from eval.output import print_figures
from eval.peer_answers import Ask, Endpoint, best_passage, of_endpoint
from eval.peers import peer_rankers
from eval.report.peers import write_peers
from eval.retrieval import Ranker, library_ranker
from eval.scoring import Mean, Scored, means_of, refusal_figures, score_all
from indexer.lexicon import domain_words
from indexer.library import Library
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.tokenizer import Tokenizer

OURS = "wence"
_OWN_CHECKS = ("quotes", "grounded")  # a peer's passages are quotes by make
_SHOWN = ("right", "text", "citation", "status", "held", "f1", "citation_recall", "list_exact")


def peer_answers(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """Every system's figures over one question set; a table, and a report where one is wanted."""
    dataset = question_set(Path(options.questions), columns_of(options.columns))
    with dataset_library(dataset, opened) as library:
        scored = _all_scored(library, dataset, _endpoints(options))
    means = {name: means_of(each) for name, each in scored.items()}
    figures = {name: _figures(means[name], each) for name, each in scored.items()}
    if options.json:
        write_line({"questions": len(dataset.topics), "systems": figures})
    else:
        names = [each for each in figures[OURS] if any(each in row for row in figures.values())]
        rows = {
            name: {each: row.get(each, float("nan")) for each in names}
            for name, row in figures.items()
        }
        print_figures(f"{dataset.name}（{len(dataset.topics)} 题）", rows)
    if options.report:
        write_peers(Path(options.report), dataset.name, len(dataset.topics), means, figures)
    return 0


def _endpoints(options: argparse.Namespace) -> dict[str, Endpoint]:
    if not options.endpoint:
        return {}
    key = os.environ.get("WENCE_LLM_API_KEY", "")
    plain = Endpoint(options.endpoint, options.model, key, passages=False)
    given = Endpoint(options.endpoint, options.model, key)
    return {f"{options.model} 不给材料": plain, f"{options.model} 给检索到的材料": given}


def _all_scored(
    library: Library, dataset: Dataset, endpoints: Mapping[str, Endpoint]
) -> dict[str, tuple[Scored, ...]]:
    found = {OURS: run(library, dataset)[1]}
    for leg in ("sparse", "dense"):
        assistant = Assistant(library.searched(leg))
        found[f"{OURS} {leg}"] = run(library, dataset, _conversing(assistant))[1]
    texts = texts_of(library, dataset)
    with TemporaryDirectory() as cache:
        encoder = open_encoder(None, Tokenizer(domain_words(), Path(cache)))
        rankers = peer_rankers(_as_ranked(dataset), lambda: library, encoder)
    systems: dict[str, Ask] = {
        f"{name} 首个段落": best_passage(ranker, texts) for name, ranker in rankers.items()
    }
    ours = _own_ranker(library, dataset)
    systems |= {name: of_endpoint(each, ours, texts) for name, each in endpoints.items()}
    organs = organs_of(library)
    for name, ask in systems.items():
        report = evaluate(dataset.topics, ask, lambda doc_id: texts[doc_id])
        found[name] = _without_own_checks(score_all(report.outcomes, organs))
    return found


def _conversing(assistant: Assistant) -> Ask:
    return lambda topic: converse(assistant, topic)


def _as_ranked(dataset: Dataset) -> Dataset:
    """The set as retrieval peers take it."""
    queries = {each.id: each.question for each in dataset.topics}
    return Dataset(dataset.name, dataset.corpus, queries, dataset.qrels)


def _own_ranker(library: Library, dataset: Dataset) -> Ranker:
    if not dataset.corpus:
        return library_ranker(library, "hybrid")
    return lambda query: [(hit.passage.doc_id, hit.score) for hit in library.search(query, 20)]


def texts_of(library: Library, dataset: Dataset) -> dict[str, str]:
    """The text of each passage of a set, or of each clause of the library by its label."""
    if dataset.corpus:
        return {name: f"{title}\n{text}".strip() for name, (title, text) in dataset.corpus.items()}
    return {
        clause.clause_id.split("#", 1)[1]: clause.text
        for document in reversed(library.originals)
        for clause in document.clauses
    }


def _without_own_checks(scored: tuple[Scored, ...]) -> tuple[Scored, ...]:
    return tuple(
        Scored(
            each.outcome,
            {name: value for name, value in each.measures.items() if name not in _OWN_CHECKS},
        )
        for each in scored
    )


def _figures(means: Mapping[str, Mean], scored: tuple[Scored, ...]) -> dict[str, Any]:
    times = sorted(each.answer.elapsed_ms for each in scored)
    found = {name: means[name].mean for name in _SHOWN if name in means}
    found |= refusal_figures(scored)
    return found | {"p95_ms": times[min(len(times) - 1, int(0.95 * len(times)))]}
