"""``wence eval sweep``: the same questions under several settings of the retrieval, one table."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ir_measures
from ir_measures import AP, RR, R, nDCG

from assistant.commands import settings_of, write_line
from eval.answering import columns_of, dataset_library, question_set, run
from eval.formats.datasets import Dataset, read_dataset
from eval.output import print_figures
from eval.passages import library_of
from eval.retrieval import Ranker, library_ranker, rank_all
from eval.scoring import means_of, refusal_figures
from indexer.build import open_library
from indexer.errors import WenceError
from indexer.library import Library
from indexer.retrieve.fusion import Fusion

_SHOWN = ("right", "text", "citation", "status", "citation_recall", "list_exact")


@dataclass(frozen=True, slots=True)
class Setting:
    """One way to search: leg, highest weight of the sparse leg, encoder (None: as shipped)."""

    leg: str = "hybrid"
    weight: float | None = None
    encoder: str | None = None

    @property
    def name(self) -> str:
        """As the table calls it."""
        weight = "" if self.weight is None else f"，词法权重 {self.weight:g}"
        encoder = "" if self.encoder is None else f"，{Path(self.encoder).name}"
        return f"{self.leg}{weight}{encoder}"

    def of(self, library: Library) -> Library:
        """The library, searched so."""
        fusion = None if self.weight is None else replace(Fusion(), high=self.weight)
        return library.searched(self.leg, fusion)


def settings(
    legs: Sequence[str], weights: Sequence[float], encoders: Sequence[str]
) -> tuple[Setting, ...]:
    """Each leg, each weight of the hybrid, each encoder: one thing is changed at a time.

    Raises:
        WenceError: a weight is below 0.
    """
    if any(each < 0 for each in weights):
        raise WenceError(f"权重不能小于 0：{min(weights):g}。")
    found = [Setting(leg) for leg in legs]
    found += [Setting(weight=each) for each in weights]
    found += [Setting(encoder=each) for each in encoders]
    return tuple(dict.fromkeys(found))


def sweep(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """The figures of each setting."""
    wanted = settings(options.legs, options.weights, options.encoders)
    if options.questions:
        dataset = question_set(Path(options.questions), columns_of(options.columns))
        figures = {each.name: _answered(dataset, opened, each, options) for each in wanted}
    else:
        dataset = read_dataset(Path(options.dataset), options.kinds)
        figures = {each.name: _ranked(dataset, opened, each, options) for each in wanted}
    if options.json:
        write_line({"dataset": dataset.name, "settings": figures})
        return 0
    print_figures(dataset.name, figures)
    return 0


@contextmanager
def _set(
    dataset: Dataset,
    opened: Callable[[], Library],
    setting: Setting,
    options: argparse.Namespace,
) -> Iterator[Library]:
    """The library of a set under a setting; another encoder has an index of its own."""
    if setting.encoder is None:
        with dataset_library(dataset, opened) as library:
            yield setting.of(library)
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        if dataset.corpus:
            with library_of(dataset.corpus, folder, setting.encoder) as library:
                yield library
            return
        library = open_library(settings_of(options).corpus, folder, encoder=setting.encoder)
        yield library
        library.close()


def _answered(
    dataset: Dataset,
    opened: Callable[[], Library],
    setting: Setting,
    options: argparse.Namespace,
) -> dict[str, float]:
    with _set(dataset, opened, setting, options) as library:
        _, scored = run(library, dataset)
    means = means_of(scored)
    return {name: means[name].mean for name in _SHOWN if name in means} | refusal_figures(scored)


def _ranked(
    dataset: Dataset,
    opened: Callable[[], Library],
    setting: Setting,
    options: argparse.Namespace,
) -> dict[str, float]:
    measures: dict[str, Any] = {"AP": AP, "RR@10": RR @ 10}
    measures |= {f"nDCG@{k}": nDCG @ k for k in options.k} | {f"R@{k}": R @ k for k in options.k}
    with _set(dataset, opened, setting, options) as library:
        ranking = rank_all(dataset, _ranker(library, dataset, setting.leg))
    found = ir_measures.calc_aggregate(list(measures.values()), dataset.qrels, ranking.run)
    return {name: float(found[measure]) for name, measure in measures.items()}


def _ranker(library: Library, dataset: Dataset, leg: str) -> Ranker:
    if not dataset.corpus:
        return library_ranker(library, leg)

    def ranked(query: str) -> list[tuple[str, float]]:
        best: dict[str, float] = {}
        for hit in library.search(query, 100):
            best.setdefault(hit.passage.doc_id, hit.score)
        return list(best.items())

    return ranked
