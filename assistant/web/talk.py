"""What a browser session has said so far."""

from dataclasses import dataclass, field

from assistant.dialogue import State
from indexer.model import Answer

Asked = tuple[str, str]  # a question, and which documents it was put to


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns as shown, what they were about, the questions, and the answers."""

    turns: tuple[str, ...] = ()
    state: State = field(default_factory=State)
    asked: tuple[Asked, ...] = ()
    answer: Answer | None = None  # the last one; None where it failed
    answers: tuple[Answer, ...] = ()

    def questions(self) -> tuple[str, ...]:
        """What was asked, in order."""
        return tuple(question for question, _ in self.asked)
