"""Fixtures strategy: one reader of questions and one memory of answers for the session.

Answers are the same each time (``test_answer_laws.py`` checks that), so each question is
asked once and every law looks at the same answer.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from assistant.answer import Assistant
from assistant.chat import Chat
from assistant.cli import main
from assistant.knowledge import Knowledge
from assistant.organ_names import OrganNames
from assistant.places import Places
from assistant.question import Question, read_question
from assistant.service import Service
from assistant.settings import ModelSettings
from eval.scripted_model import Script
from eval.telling import endpoint
from indexer.build import Library
from indexer.model import Answer, Document

Reader = Callable[[str], Question]
Asker = Callable[[str], Answer]
Telling = Callable[..., Answer]  # a model, a question and the seconds it has


@pytest.fixture(scope="session")
def knowledge(library: Library) -> Knowledge:
    return Knowledge(library)


@pytest.fixture(scope="session")
def organs(knowledge: Knowledge) -> OrganNames:
    return knowledge.organs


@pytest.fixture(scope="session")
def read(organs: OrganNames, library: Library, home: Document) -> Reader:
    """Reads a question as one about the home corpus."""
    titles = [each.title for each in library.documents]
    numbers = {str(each.doc_number): [each.doc_id] for each in library.documents}
    places = Places(clause.text for clause in home.clauses)
    return lambda text: read_question(text, organs, titles, numbers, places)


@pytest.fixture(scope="session")
def ask(assistant: Assistant) -> Asker:
    """Asks a question once; the same answer is given to all who ask again."""
    answers: dict[str, Answer] = {}

    def asking(question: str) -> Answer:
        if question not in answers:
            answers[question] = assistant.ask(question)
        return answers[question]

    return asking


class Ended(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be JSON and nothing else."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Command = Callable[..., Ended]


@pytest.fixture
def wence(corpus: Path, library: Library, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``wence`` in this process over the home corpus, whose index is ready."""

    def run(*argv: str) -> Ended:
        capsys.readouterr()
        try:
            code = main([*argv, "--corpus", str(corpus)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def address(script: Script) -> Iterator[str]:
    with endpoint(script) as found:
        yield found


@pytest.fixture
def tell(library: Library, address: str) -> Telling:
    """The answer to a question, as a model of the scripted endpoint tells it."""

    def told(
        model: str, question: str = "农机报废更新由谁牵头，什么时候全覆盖？", seconds: float = 20.0
    ) -> Answer:
        service = Service(library, model=Chat(ModelSettings(address, model, seconds=seconds)))
        return service.told_whole(service.answer(question))

    return told
