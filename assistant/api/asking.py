"""Answers for programs: with or without a history, kept for a while where asked again."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
        self._turn = ThreadPoolExecutor(1, "wence-answer")
        self._answered = lru_cache(_KEPT)(self._answer)

    def ask(self, question: str, doc_id: str | None = None, history: Sequence[str] = ()) -> Answer:
        """The cited answer to a question, after the questions asked before it."""
        return self._answered(question, doc_id, tuple(history))

    async def asked(
        self, question: str, doc_id: str | None = None, history: Sequence[str] = ()
    ) -> Answer:
        """The same, waited for in turn: one thread answers, so that many do not hinder each other."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turn, self.ask, question, doc_id, history)

    def _answer(self, question: str, doc_id: str | None, history: tuple[str, ...]) -> Answer:
        state = State()
        for earlier in history:
            answer = self._answered(earlier, doc_id, ())
            state = self._assistant.state_after(answer, state, doc_id)
        return self._assistant.ask(question, doc_id, state if history else None)
