"""``wence eval answers``: a question set through the assistant, scored, compared, reported."""

import argparse
import itertools
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer import Assistant
from assistant.commands import model_of, settings_of, write_line
from assistant.dialogue import State
from assistant.generation.model import LanguageModel
from assistant.service import Service
from eval.answers import AnswersReport, evaluate
from eval.formats import Topic
from eval.formats.datasets import Dataset, of_topics, read_dataset
from eval.formats.tables import SUFFIXES, read_table
from eval.grounding import Grounding
from eval.judging import judge_all
from eval.output import (
    print_answers,
    print_beside,
    say_changes,
    say_unjudged,
    say_wrong,
    without_items,
)
from eval.passages import library_of
from eval.report.folder import write_report
from eval.report.records import changes_of, read_record, record_of
from eval.scoring import Scored, score_all
from eval.variants import figures_by_kind, make_variants, words_of
from indexer.errors import WenceError
from indexer.library import Library
from indexer.model import Answer, Citation


def answers(opened: Callable[[], Library], options: argparse.Namespace) -> int:
    """Asks the questions of a set; 1 where a measure fell below the baseline."""
    dataset = question_set(Path(options.questions), columns_of(options.columns))
    baseline = read_record(Path(options.against)) if options.against else None
    judge = judge_of(options) if options.judge is not None else None
    with dataset_library(dataset, opened) as library:
        ask = told_by_model(library, options) if options.generator == "llm" else None
        report, scored = run(library, dataset, ask, _teller(options.progress))
        record = record_of(report, scored)
        if ask is not None:
            record["generation"] = _generation(report)
        if options.variants:
            record["variants"] = _varied(library, dataset.topics, report, options)
    if judge is not None:
        record["judge"] = judge_all(scored, judge).record()
        say_unjudged(record["judge"])
    if options.json:
        write_line(without_items(record))
    else:
        print_answers(report, scored)
        print_beside(record)
    if options.report:
        write_report(Path(options.report), dataset.name, scored, record, baseline)
    if baseline is None:
        return 0
    changes = changes_of(record, baseline)
    say_changes(record, baseline, changes)
    return int(any(each.fell for each in changes))


def told_by_model(library: Library, options: argparse.Namespace) -> Callable[[Topic], Answer]:
    """Asks the rules, and has the user's language model tell what they found.

    Raises:
        WenceError: there is no language model.
    """
    model = model_of(options)
    if model is None:
        raise WenceError("没有设置大模型。请设置 WENCE_LLM_BASE_URL 与 WENCE_LLM_MODEL。")
    service = Service(library, model=model)
    return lambda topic: service.told_whole(converse(service.assistant(), topic))


def judge_of(options: argparse.Namespace) -> LanguageModel:
    """The model that judges: the one named behind ``--judge``, else the one that is set.

    Raises:
        WenceError: there is no language model.
    """
    from assistant.chat import Chat

    found = settings_of(options).model
    if found is None:
        raise WenceError("没有设置大模型，无法评判。请设置 WENCE_LLM_BASE_URL 与 WENCE_LLM_MODEL。")
    return Chat(replace(found, name=options.judge or found.name))


def _generation(report: AnswersReport) -> dict[str, float]:
    """How many answers the model told, where the rules spoke in its place, sentences dropped."""
    given = [each.answer for each in report.outcomes]
    return {
        "told": sum(each.generator != "rules" for each in given),
        "rules_instead": sum(bool(each.notice) for each in given),
        "dropped": sum(each.dropped for each in given),
    }


def _teller(path: str | None) -> Callable[[int, int], None]:
    """Writes how far a run is into a file, whole each time."""
    if path is None:
        return lambda done, total: None
    state, begun = Path(path), Path(f"{path}.new")

    def tell(done: int, total: int) -> None:
        begun.write_text(f"{done} {total}", "ascii")
        os.replace(begun, state)

    return tell


def columns_of(mapped: Sequence[str] | None) -> dict[str, str]:
    """``question=问题`` pairs as a mapping.

    Raises:
        WenceError: a pair lacks its equals sign.
    """
    pairs = [each.partition("=") for each in mapped or ()]
    broken = [name for name, mark, head in pairs if not (mark and head)]
    if broken:
        raise WenceError(f"--columns 应写成 字段=列名，例如 question=问题：{broken[0]}。")
    return {name: head for name, _, head in pairs}


def question_set(path: Path, columns: Mapping[str, str] | None = None) -> Dataset:
    """A file or folder of questions with what a right answer holds.

    Raises:
        WenceError: it breaks its form, or holds no such questions.
    """
    if columns and path.suffix.lower() in SUFFIXES:
        return of_topics(path.stem, read_table(path, columns), None)
    dataset = read_dataset(path)
    if not dataset.topics:
        raise WenceError(f"{path} 只有检索的标注，没有可问答的题目。请用 wence eval retrieval。")
    return dataset


def run(
    library: Library,
    dataset: Dataset,
    ask: Callable[[Topic], Answer] | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[AnswersReport, tuple[Scored, ...]]:
    """Asks every question of a set, by default of the assistant, and scores the answers.

    Args:
        library: what is asked of.
        dataset: the questions.
        ask: the system under test.
        tell: is told how many questions are answered, of how many.
    """
    assistant = Assistant(library)
    answered = ask or (lambda topic: converse(assistant, topic))
    done = itertools.count(1)

    def counted(topic: Topic) -> Answer:
        answer = answered(topic)
        tell(next(done), len(dataset.topics))
        return answer

    report = evaluate(
        dataset.topics,
        counted,
        lambda doc_id: library.source(doc_id).text,
        Grounding(library).unsupported,
        _of_passage if dataset.corpus else _of_clause,
    )
    return report, score_all(report.outcomes, organs_of(library))


def _of_clause(citation: Citation) -> str:
    return citation.clause


def _of_passage(citation: Citation) -> str:
    return citation.doc_id


def organs_of(library: Library) -> Callable[[str], set[str]]:
    """Finds the organs of a library in a text, the longest names first, under canonical names."""
    names = {
        name: each.canonical
        for document in library.documents
        for each in document.attributions
        for name in (each.organ, each.canonical)
        if len(name) > 1
    }
    ordered = sorted((re.escape(each) for each in names), key=len, reverse=True)
    pattern = re.compile("|".join(ordered) or r"(?!)")
    return lambda text: {names[each] for each in pattern.findall(text)}


@contextmanager
def dataset_library(dataset: Dataset, opened: Callable[[], Library]) -> Iterator[Library]:
    """The library that a set's questions are asked of: its own passages, else the open one."""
    if not dataset.corpus:
        yield opened()
        return
    with TemporaryDirectory() as folder, library_of(dataset.corpus, Path(folder)) as library:
        yield library


def _varied(
    library: Library, topics: Sequence[Topic], report: AnswersReport, options: argparse.Namespace
) -> dict[str, dict[str, float]]:
    """The same questions as others would write them; wrong ones go to standard error."""
    with TemporaryDirectory() as cache:
        variants = make_variants(topics, options.variants, words_of(Path(cache)), options.seed)
    varied, _ = run(library, Dataset("variants", {}, {}, {}, tuple(variants)))
    say_wrong(varied)
    return figures_by_kind(report, varied)


def converse(assistant: Assistant, topic: Topic) -> Answer:
    """The answer to a topic's question, after the questions of its history."""
    state = State()
    for question in topic.history:
        answer = assistant.ask(question, topic.doc_id, state)
        state = assistant.state_after(answer, state, topic.doc_id)
    return assistant.ask(topic.question, topic.doc_id, state if topic.history else None)
