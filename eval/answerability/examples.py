"""The cases that weights are fitted to: questions that the composers would answer, with their status."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.answerability import Case
from assistant.compose.answerable import case_of
from assistant.compose.topic import told
from assistant.knowledge import Knowledge
from assistant.named import Named
from assistant.scope import Scope
from eval.formats import read_topics
from indexer.build import open_library

_FOLDERS = 6  # in which an n-gram must occur: what fewer hold is about their subject


@dataclass(frozen=True)
class Example:
    """A case that the composers would answer, and whether its plan leaves it unanswered."""

    folder: str
    case: Case
    unsaid: bool


def examples(folder: Path, files: Sequence[Path]) -> Iterator[Example]:
    """The questions over a corpus that would be answered without ``unless_unsaid``."""
    with tempfile.TemporaryDirectory() as index:
        library = open_library(folder, Path(index))
        scope = Scope(Knowledge(library), Named(library.documents))
        for topic in (each for file in files for each in read_topics(file)):
            question = scope.read(topic.question)
            draft = told(scope.knowledge, scope.matcher, question) if question.topic else None
            if topic.history or draft is None or not draft.found:
                continue
            if scope.compose(question).intent != draft.intent:
                continue  # something else settles it
            if case := case_of(scope.knowledge, scope.matcher, question, draft):
                yield Example(str(folder), case, topic.status == "not_found")


def signs(found: Sequence[Example]) -> tuple[np.ndarray, list[str]]:
    """(examples, signs) float32, and the n-grams that the last columns stand for."""
    folders = defaultdict(set)
    for each in found:
        for gram in each.case.grams:
            folders[gram].add(each.folder)
    grams = sorted(gram for gram, where in folders.items() if len(where) >= _FOLDERS)
    places = {gram: place for place, gram in enumerate(grams)}
    held = np.zeros((len(found), len(grams)), np.float32)
    for row, each in zip(held, found, strict=True):
        row[[places[gram] for gram in each.case.grams if gram in places]] = 1
    parts = [np.array([getattr(e.case, name) for e in found]) for name in ("numbers", "lacking")]
    return np.concatenate([*parts, held], axis=1).astype(np.float32), grams
