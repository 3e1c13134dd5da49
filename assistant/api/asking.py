"""Answers for programs: with or without a history, kept for a while where asked again."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache

from assistant.dialogue import State
from assistant.service import Service
from indexer.model import Answer

_KEPT = 2048  # answers


@dataclass(frozen=True, slots=True)
class Within:
    """Which documents are asked; None limits nothing."""

    doc_id: str | None = None
    level: str | None = None


_EVERYTHING = Within()


class Asking:
    """Answers of the service; threads may share it."""

    def __init__(self, service: Service) -> None:
        """Takes what answers."""
        self._service = service
        self._turn = ThreadPoolExecutor(1, "wence-answer")
        self._answered = lru_cache(_KEPT)(self._answer)

    def ask(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The cited answer to a question, after the questions asked before it."""
        return self._answered(self._service.version, question, within, tuple(history))

    async def asked(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The same, waited for in turn: one thread answers, so that many do not hinder each other."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._turn, self.ask, question, within, history)

    def _answer(
        self, version: int, question: str, within: Within, history: tuple[str, ...]
    ) -> Answer:
        assistant, doc_id = self._service.assistant(within.level), within.doc_id
        state = State()
        for earlier in history:
            answer = self._answered(version, earlier, within, ())
            state = assistant.state_after(answer, state, doc_id)
        return assistant.ask(question, doc_id, state if history else None)
