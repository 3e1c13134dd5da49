"""A question that rules and retrieval make nothing of, put into the words of plans by a model.

The restated question is asked of the rules like any other; what they answer counts only where the
question as it was asked finds the same clause, too.
"""

import re
from collections.abc import Sequence

from assistant.generation.breaker import Breaker
from assistant.generation.checking import is_order
from assistant.generation.figures import figures_of
from assistant.generation.layout import unadorned
from assistant.generation.model import LanguageModel, ModelError, UnreachableError
from assistant.generation.prompts import load_prompt
from assistant.generation.thoughts import without_thoughts
from indexer.model import Answer
from indexer.parse.normalize import fold

_LONGEST = 80  # characters of a restated question
_EARLIER = 3  # questions of the history that are sent
_PLACE = re.compile("[\u4e00-\u9fff]{2}(?:省|市|区|县|旗|镇|街道)")
_UNSURE = frozenset({"topic", "content", "unknown"})  # intents of a question without a known matter


def is_unsure(answer: Answer) -> bool:
    """Whether an answer refuses since its matter was not made out, not since it is known."""
    return answer.status == "not_found" and answer.intent in _UNSURE


class Rewriter:
    """Restates questions with one model; threads may share it."""

    def __init__(self, model: LanguageModel, breaker: Breaker) -> None:
        """Takes the model, and what keeps it from being asked while it fails."""
        self._model, self._breaker = model, breaker

    def restated(self, question: str, history: Sequence[str] = ()) -> str | None:
        """The question in other words; None where the model gives none that may be used."""
        if is_order(fold(question)) or not self._breaker.lets():
            return None
        prompt = load_prompt("rewrite")
        earlier = "\n".join(history[-_EARLIER:]) or "（无）"
        try:
            with self._model.stream(
                prompt.system, prompt.filled(question=question, history=earlier)
            ) as pieces:
                text = without_thoughts("".join(pieces)).strip().splitlines()
        except ModelError as error:
            self._breaker.failed(isinstance(error, UnreachableError))
            return None
        self._breaker.succeeded()
        found = unadorned(text[0]).strip(" “”\"'") if text else ""
        return found if _may_be_used(found, "\n".join([question, *history])) else None


def _may_be_used(restated: str, said: str) -> bool:
    """Whether a restated question adds no figure and no place to what was said."""
    if not 2 <= len(restated) <= _LONGEST or is_order(fold(restated)):
        return False
    figures = {value for value, _ in figures_of(restated)}
    places = {each for each in _PLACE.findall(restated) if each not in said}
    return figures <= {value for value, _ in figures_of(said)} and not places
