"""``wence eval``: runs an evaluation, prints its figures, writes its report."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.answer import Assistant
from assistant.dialogue import State
from eval.answers import AnswersReport, evaluate
from eval.damage import damage_figures
from eval.datasets import Dataset, read_dataset
from eval.folder import measure_folder
from eval.formats import Topic, read_gold, read_topics
from eval.parsing import parsing_figures
from eval.peers import peer_rankers
from eval.reading import reading_figures
from eval.retrieval import Ranker, library_ranker, rank_all, throw_away_index, write_run
from eval.scale import measure
from indexer.build import Library
from indexer.errors import WenceError
from indexer.lexicon import domain_words
from indexer.model import Answer
from indexer.retrieve.encoders import open_encoder
from indexer.retrieve.legs import LEGS
from indexer.retrieve.tokenizer import Tokenizer

_TOLERANCE = 0.005  # a share may fall by this much before it counts as a loss
_SHARES = ("right", "text", "citation", "status")


def answers(library: Library, options: argparse.Namespace) -> int:
    """Asks the questions of a file; 1 where a share fell below the baseline."""
    topics = read_topics(Path(options.questions))
    assistant = Assistant(library)
    report = evaluate(
        topics,
        lambda topic: converse(assistant, topic),
        lambda doc_id: library.source(doc_id).text,
    )
    record = _record(report)
    if options.json:
        _write(record)
    else:
        _print_table(report)
    if options.report:
        _write_report(Path(options.report), report, record)
    return _compare(Path(options.against), record) if options.against else 0


def converse(assistant: Assistant, topic: Topic) -> Answer:
    """The answer to a topic's question, after the questions of its history."""
    state = State()
    for question in topic.history:
        answer = assistant.ask(question, topic.doc_id, state)
        state = assistant.state_after(answer, state, topic.doc_id)
    return assistant.ask(topic.question, topic.doc_id, state if topic.history else None)


def parsing(library: Library, options: argparse.Namespace) -> int:
    """Compares a document's facts with its gold."""
    gold = read_gold(Path(options.gold))
    figures, differences = parsing_figures(gold, library.document(gold["doc_id"]))
    if options.json:
        _write({"figures": figures, "differences": differences})
        return 0
    _rows(("指标", "数值"), [(name, f"{value:.3f}") for name, value in figures.items()])
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
        _write({"dataset": dataset.name, "queries": len(dataset.queries), "figures": figures})
        return 0
    print_figures(f"{dataset.name}（{len(dataset.queries)} 个查询）", figures)
    return 0


def peers(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """Each test set through each leg and each peer; one table for each set."""
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
        record.append({"dataset": dataset.name, "figures": figures})
    if options.json:
        _write({"datasets": record})
    return 0


def scale(options: argparse.Namespace) -> int:
    """Builds and searches an index of generated plans."""
    figures = measure(options.clauses, getattr(options, "encoder", None))
    if options.json:
        _write({"clauses": options.clauses, "figures": figures})
        return 0
    _rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def folder(options: argparse.Namespace) -> int:
    """Takes a folder of generated plans into a corpus."""
    figures = measure_folder(options.documents)
    if options.json:
        _write({"figures": figures})
        return 0
    _rows(("指标", "数值"), [(name, f"{value:.4g}") for name, value in figures.items()])
    return 0


def reading(options: argparse.Namespace) -> int:
    """How files are read: speed, or the characters right in a scan of them."""
    files = [Path(each) for each in options.files]
    if options.damaged:
        figures = [damage_figures(files, options.damaged)]
    else:
        figures = reading_figures(files, options.scan)
    if options.json:
        _write({"figures": figures})
        return 0
    names = list(dict.fromkeys(name for row in figures for name in row))
    rows = [tuple(_shown(row.get(name, "")) for name in names) for row in figures]
    _rows(tuple(names), rows)
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


def print_figures(title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """One row for each ranker, one column for each measure."""
    names = list(next(iter(figures.values())))
    rows = [
        (
            name,
            *(
                f"{found[each]:.0f}" if each.endswith("per_s") else f"{found[each]:.3f}"
                for each in names
            ),
        )
        for name, found in figures.items()
    ]
    _rows(("", *names), rows, title)


def _record(report: AnswersReport) -> dict[str, Any]:
    return {
        "figures": report.figures(),
        "kinds": {kind: {"right": r, "questions": n} for kind, (r, n) in report.by_kind().items()},
        "wrong": [each.topic.id for each in report.outcomes if not each.right],
    }


def _print_table(report: AnswersReport) -> None:
    rows = [(k, f"{r}/{n}", f"{r / n:.3f}") for k, (r, n) in report.by_kind().items()]
    figures = report.figures()
    rows += [(name, "", f"{value:.3f}") for name, value in figures.items()]
    _rows(("类别", "正确", "数值"), rows)
    for each in report.outcomes:
        if not each.right:
            marks = "".join(
                word
                for word, ok in (
                    ("文", each.text_ok),
                    ("引", each.citation_ok),
                    ("态", each.status_ok),
                )
                if not ok
            )
            cited = [c.clause for c in each.answer.citations]
            sys.stderr.write(
                f"✗{marks} {each.topic.id} {each.topic.question} 期望 {list(each.topic.clauses)} "
                f"{list(each.topic.must)} 得到 {cited} {each.answer.intent}\n"
            )


def _rows(
    columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], title: str | None = None
) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _write_report(folder: Path, report: AnswersReport, record: dict[str, Any]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["# 问答评测", "", "| 项 | 数值 |", "|---|--:|"]
        lines += [f"| {name} | {value:.3f} |" for name, value in record["figures"].items()]
        for each in report.outcomes:
            if not each.right:
                lines += [
                    "",
                    f"## {each.topic.id}（{each.topic.kind}）{each.topic.question}",
                    "",
                    f"期望：{each.topic.status} {list(each.topic.clauses)} {list(each.topic.must)}",
                    "",
                    f"得到：{each.answer.status}",
                    "",
                    each.answer.text,
                ]
        (folder / "answers.md").write_text("\n".join(lines) + "\n", "utf-8")
        text = json.dumps(record, ensure_ascii=False, indent=1)
        (folder / "answers.json").write_text(text + "\n", "utf-8")
    except OSError as error:
        raise WenceError(f"报告无法写入 {folder}（{error.strerror}）。请换一个目录。") from error


def _compare(path: Path, record: dict[str, Any]) -> int:
    """Names gained and lost questions; 1 where a share fell by more than the tolerance."""
    try:
        baseline = json.loads(path.read_text("utf-8"))
        before, wrong = baseline["figures"], set(baseline["wrong"])
    except (OSError, ValueError, KeyError) as error:
        raise WenceError(
            f"基线无法读取：{path}（{error!r}）。请用 --report 先生成一份。"
        ) from error
    lost, gained = set(record["wrong"]) - wrong, wrong - set(record["wrong"])
    sys.stderr.write(f"变对：{sorted(gained)}\n变错：{sorted(lost)}\n")
    fell = [n for n in _SHARES if record["figures"][n] < before[n] - _TOLERANCE]
    if fell:
        sys.stderr.write(f"低于基线：{fell}\n")
    return 1 if fell else 0


def _write(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
