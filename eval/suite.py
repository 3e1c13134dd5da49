"""``wence eval``: runs an evaluation, prints its figures, writes its report."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.commands import settings_of, write_line
from eval.answering import answers, converse
from eval.damage import damage_figures
from eval.dead_endpoints import measure_dead
from eval.folder import measure_folder
from eval.formats import read_gold, read_topics
from eval.formats.datasets import Dataset, read_dataset
from eval.load import measure_load
from eval.output import print_figures, print_rows
from eval.pace import measure_pace
from eval.page import measure_page
from eval.parsing import parsing_figures
from eval.peer_runs import peer_answers
from eval.peers import peer_rankers
from eval.reading import reading_figures
from eval.report.peers import write_rankings
from eval.retrieval import Ranker, library_ranker, rank_all, throw_away_index, write_run
from eval.scale import measure
from eval.sweep import sweep
from eval.telling import measure_telling
from eval.variants import make_variants, words_of
from indexer.build import Library
from indexer.lexicon import domain_words
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.legs import LEGS
from indexer.retrieve.tokenizer import Tokenizer

__all__ = [
    "answers",
    "converse",
    "folder",
    "load",
    "model",
    "pace",
    "page",
    "parsing",
    "peers",
    "reading",
    "retrieval",
    "scale",
    "sweep",
]
_WHOLE = ("build", "serve")  # figures of pace that are of no family of questions


def parsing(library: Library, options: argparse.Namespace) -> int:
    """Compares a document's facts with its gold."""
    gold = read_gold(Path(options.gold))
    figures, differences = parsing_figures(gold, library.document(gold["doc_id"]))
    if options.json:
        write_line({"figures": figures, "differences": differences})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.3f}") for name, value in figures.items()])
    for line in differences:
        sys.stderr.write(f"{line}\n")
    return 0


def retrieval(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """Ranks a test set by each leg; passages of its own go into a throw-away index."""
    dataset = read_dataset(Path(options.dataset), options.kinds)
    figures = {}
    with _rankers(dataset, opened, getattr(options, "encoder", None)) as ranker:
        for leg in options.legs:
            ranking = rank_all(dataset, ranker(leg))
            figures[leg] = ranking.figures(dataset.qrels)
            if options.run:
                write_run(run_path(Path(options.run), leg, options.legs), ranking.run, leg)
    if options.json:
        write_line({"dataset": dataset.name, "queries": len(dataset.queries), "figures": figures})
        return 0
    print_figures(f"{dataset.name}（{len(dataset.queries)} 个查询）", figures)
    return 0


def peers(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """Each test set through each leg and each peer, one table for each; or answers to questions."""
    if options.questions:
        return peer_answers(opened, options)
    encoder = getattr(options, "encoder", None)
    record = []
    for path in options.dataset:
        dataset = read_dataset(Path(path), options.kinds)
        figures = {}
        with _rankers(dataset, opened, encoder) as ranker, TemporaryDirectory() as cache:
            rankers = {f"wence {leg}": ranker(leg) for leg in LEGS}
            rankers |= peer_rankers(
                dataset, opened, open_encoder(encoder, Tokenizer(domain_words(), Path(cache)))
            )
            for name, each in rankers.items():
                figures[name] = rank_all(dataset, each).figures(dataset.qrels)
        if not options.json:
            print_figures(f"{dataset.name}（{len(dataset.queries)} 个查询）", figures)
        record.append(
            {"dataset": dataset.name, "queries": len(dataset.queries), "figures": figures}
        )
    if options.json:
        write_line({"datasets": record})
    if options.report:
        write_rankings(Path(options.report), record)
    return 0


def scale(options: argparse.Namespace) -> int:
    """Builds and searches an index of generated plans."""
    figures = measure(options.clauses, getattr(options, "encoder", None))
    if options.json:
        write_line({"clauses": options.clauses, "figures": figures})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def pace(options: argparse.Namespace) -> int:
    """How fast a warm assistant answers over generated plans."""
    figures = measure_pace(
        options.documents, Path(options.questions) if options.questions else None
    )
    if options.json:
        write_line({"documents": options.documents, "figures": figures})
        return 0
    whole = {f"{name} {key}": figures[name][key] for name in _WHOLE for key in figures[name]}
    families = {name: found for name, found in figures.items() if name not in _WHOLE}
    print_figures(f"{options.documents} 份方案，每类问题", families)
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in whole.items()])
    return 0


def load(options: argparse.Namespace) -> int:
    """Many people asking at once over REST."""
    topics = read_topics(Path(options.questions))
    with TemporaryDirectory() as cache:
        varied = make_variants(topics, options.variants, words_of(Path(cache)))
    asked = [each.question for each in (*topics, *varied)]
    figures = measure_load(settings_of(options), asked, options.people, options.seconds)
    if options.json:
        write_line({"people": options.people, "seconds": options.seconds, "figures": figures})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def page(options: argparse.Namespace) -> int:
    """What a reader of the page waits for."""
    asked = [each.question for each in read_topics(Path(options.questions)) if not each.history]
    figures = measure_page(settings_of(options), asked[: options.most])
    if options.json:
        write_line({"figures": figures})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def model(library: Library, options: argparse.Namespace) -> int:
    """What becomes of a scripted model's sentences, true ones and lies; or what a dead one costs."""
    topics = [each for each in read_topics(Path(options.questions)) if not each.history]
    with TemporaryDirectory() as cache:
        varied = make_variants(topics, options.variants, words_of(Path(cache)))
    asked = [each.question for each in (*topics, *varied)]
    if options.dead:
        dead = measure_dead(library, asked, options.timeout)
        if options.json:
            write_line({"questions": len(asked), "timeout_s": options.timeout, "figures": dead})
        else:
            print_figures(f"大模型不在时，{len(asked)} 题各多等几秒", dead)
        return 0
    figures = measure_telling(library, asked, options.mode)
    if options.json:
        write_line({"figures": figures})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def folder(options: argparse.Namespace) -> int:
    """Takes a folder of generated plans into a corpus."""
    figures = measure_folder(options.documents)
    if options.json:
        write_line({"figures": figures})
        return 0
    print_rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def reading(options: argparse.Namespace) -> int:
    """How files are read: speed, or the characters right in a scan of them."""
    files = [Path(each) for each in options.files]
    if options.damaged:
        figures = [damage_figures(files, options.damaged)]
    else:
        figures = reading_figures(files, options.scan)
    if options.json:
        write_line({"figures": figures})
        return 0
    names = list(dict.fromkeys(name for row in figures for name in row))
    rows = [tuple(_shown(row.get(name, "")) for name in names) for row in figures]
    print_rows(tuple(names), rows)
    return 0


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.4g}"


@contextmanager
def _rankers(
    dataset: Dataset, opened: Callable[[], Library], encoder: str | None
) -> Iterator[Callable[[str], Ranker]]:
    if dataset.corpus:
        with (
            TemporaryDirectory() as cache,
            throw_away_index(dataset, encoder, Path(cache)) as ranker,
        ):
            yield ranker
        return
    library = opened()
    yield lambda leg: library_ranker(library, leg)
    library.check_legs()


def run_path(path: Path, leg: str, legs: Sequence[str]) -> Path:
    """The run file of a leg: as named, with the leg's name where there are several."""
    return path if len(legs) == 1 else path.with_name(f"{path.stem}-{leg}{path.suffix}")
