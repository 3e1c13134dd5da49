"""Answers for programs: with or without a history, kept for a while where asked again."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock

from assistant.dialogue import State
from assistant.service import Service
from indexer.model import Answer

_KEPT = 2048  # answers
_TELLERS = 8  # answers that a language model may tell at once


@dataclass(frozen=True, slots=True)
class Within:
    """Which documents are asked; None limits nothing."""

    doc_id: str | None = None
    level: str | None = None


_EVERYTHING = Within()
# Version of the library, question, where, history.
_Asked = tuple[int, str, Within, tuple[str, ...]]


class Asking:
    """Answers of the service; threads may share it."""

    def __init__(self, service: Service) -> None:
        """Takes what answers."""
        self._service = service
        self._turn = ThreadPoolExecutor(1, "wence-answer")
        self._tellers = ThreadPoolExecutor(_TELLERS, "wence-tell")
        self._kept: OrderedDict[_Asked, Answer] = OrderedDict()  # latest last
        self._keeping = Lock()

    def ask(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The cited answer to a question, after the questions asked before it."""
        asked = (self._service.version, question, within, tuple(history))
        found = self._kept.get(asked) or self._answer(asked)
        with self._keeping:
            self._kept[asked] = found
            self._kept.move_to_end(asked)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    async def ruled(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The rules' answer, waited for in turn: one thread answers, so that none hinders another.

        Where there is a language model it may be asked for other words: in threads of its own.
        """
        kept = self._kept.get((self._service.version, question, within, tuple(history)))
        if kept is not None:
            return kept  # need not wait behind answers that are still to be found
        threads = self._tellers if self._service.tells else self._turn
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(threads, self.ask, question, within, history)

    async def asked(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The answer, told by the language model where there is one."""
        answer = await self.ruled(question, within, history)
        if not self._service.tells:
            return answer
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._tellers, self._service.told_whole, answer)

    def told(
        self, question: str, within: Within = _EVERYTHING, history: Sequence[str] = ()
    ) -> Answer:
        """The same, for those that wait in a thread of their own."""
        return self._service.told_whole(self.ask(question, within, history))

    def _answer(self, asked: _Asked) -> Answer:
        _, question, within, history = asked
        assistant, state = self._service.assistant(within.level), State()
        for earlier in history:
            answer = self.ask(earlier, within)
            state = assistant.state_after(answer, state, within.doc_id)
        return self._service.answer(
            question, state if history else None, within.doc_id, within.level, history
        )
