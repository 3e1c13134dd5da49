"""A language model at the edge of the answers: it tells what the rules found, and restates questions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Assistant
from assistant.dialogue import State
from assistant.generation.breaker import Breaker
from assistant.generation.model import LanguageModel
from assistant.generation.rewriting import Rewriter, is_unsure
from assistant.generation.writer import Writer
from assistant.knowledge import Knowledge
from indexer.library import Library
from indexer.model import Answer

_NEAR = 10  # hits of the question as asked, among which a clause found by other words must be


class Teller:
    """What a model does for the answers over one library; threads may share it."""

    def __init__(self, model: LanguageModel, library: Library, breaker: Breaker) -> None:
        """Takes the model, the library that answers come from, and the model's breaker."""
        self._library = library
        self._knowledge = Knowledge(library, [each.doc_id for each in library.documents])
        self._writer = Writer(model, breaker)
        self._rewriter = Rewriter(model, breaker)

    def told(self, answer: Answer) -> Iterator[Answer]:
        """The answer as the model tells it, growing; the last one is whole."""
        return self._writer.written(answer, self._knowledge)

    def restated(
        self,
        answer: Answer,
        assistant: Assistant,
        doc_id: str | None,
        state: State | None,
        history: Sequence[str],
    ) -> Answer:
        """The answer to the question in other words, where its own made nothing known."""
        if not is_unsure(answer):
            return answer
        words = self._rewriter.restated(answer.question, history)
        if words is None:
            return answer
        found = assistant.ask(words, doc_id, state)
        near = {hit.passage.clause_id for hit in self._library.search(answer.question, _NEAR)}
        if found.status != "answered" or found.citations[0].clause_id not in near:
            return answer
        reading = f"大模型改写为“{words}”；{found.reading}"
        return replace(found, question=answer.question, reading=reading)
