"""A conversation: each question is made whole by what was said, answered, and remembered.

``dialogue_follow.py`` makes a question whole, ``dialogue_clause.py`` looks into the clauses
spoken of last, ``dialogue_state.py`` holds what is remembered; the words are those of
``followups.toml``.
"""

from collections.abc import Callable
from dataclasses import replace

from assistant import dialogue_clause
from assistant.dialogue_clause import Near
from assistant.dialogue_follow import follow
from assistant.dialogue_state import Followed, Ground, Scope, State, remembered
from assistant.question import Question
from indexer.levels import Levels
from indexer.model import Answer
from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

__all__ = ["State", "Turns"]


class Turns:
    """The turns of conversations over a library; it holds no state of its own."""

    def __init__(
        self,
        scope: Callable[[tuple[str, ...] | None], Scope],
        levels: Levels,
        meant: Callable[[Question], tuple[str, ...]],
    ) -> None:
        """Takes the ways to documents and to those that a question means."""
        self._scope, self._levels, self._meant = scope, levels, meant

    def followed(
        self, text: str, doc_id: str | None, state: State | None
    ) -> tuple[Followed, Question]:
        """A question made whole by what was said before, and how it reads."""
        ground = self._ground(doc_id)
        whole = follow(fold(simplified(text)), ground, state) if state else Followed(text)
        return whole, ground.here.read(whole.text)

    def documents(self, whole: Followed, question: Question) -> tuple[str, ...]:
        """The documents that a question means, or meant before; () for the full texts."""
        if whole.documents == self._levels.plain:
            return ()
        return whole.documents or self._meant(question)

    def look_into(
        self, whole: Followed, question: Question, doc_id: str | None, state: State | None
    ) -> Near | None:
        """What the clauses say that a question goes on about."""
        return dialogue_clause.look_into(whole, question, self._ground(doc_id), state)

    def look_back(
        self, whole: Followed, question: Question, doc_id: str | None, state: State | None
    ) -> Near | None:
        """What the clauses cited last say of a detail that is found nowhere else."""
        meant = self.documents(whole, question)
        if whole.clauses:
            return None
        return dialogue_clause.look_back(question, self._ground(doc_id), state, meant)

    def state_after(self, answer: Answer, before: State | None, doc_id: str | None) -> State:
        """What is spoken of after an answer."""
        whole, question = self.followed(answer.question, doc_id, before)
        meant = self.documents(whole, question)
        text = self._levels.without(question.folded) if meant else question.folded
        whole = replace(whole, text=text, documents=meant)
        return remembered(self._ground(doc_id), whole, question, answer, before or State())

    def _ground(self, doc_id: str | None) -> Ground:
        here = self._scope((doc_id,) if doc_id else None)
        return Ground(here, lambda each: self._scope((each,)), self._levels)
