"""Answers for programs: with or without a history, kept for a while where asked again."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.answer import Assistant
from assistant.dialogue import State
from indexer.library import Library
from indexer.model import Answer

_KEPT = 2048  # answers


class Asking:
    """Answers over one open library; threads may share it."""

    def __init__(self, library: Library) -> None:
        """Takes an open library."""
        self._assistant = Assistant(library)
        self._answered = lru_cache(_KEPT)(self._answer)

    def ask(self, question: str, doc_id: str | None = None, history: Sequence[str] = ()) -> Answer:
        """The cited answer to a question, after the questions asked before it."""
        return self._answered(question, doc_id, tuple(history))

    def _answer(self, question: str, doc_id: str | None, history: tuple[str, ...]) -> Answer:
        state = State()
        for earlier in history:
            answer = self._answered(earlier, doc_id, ())
            state = self._assistant.state_after(answer, state, doc_id)
        return self._assistant.ask(question, doc_id, state if history else None)
