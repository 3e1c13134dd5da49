"""What writing asks of a language model, whoever serves it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from indexer.errors import WenceError


class ModelError(WenceError):
    """A model that could not be reached, or whose text is of no use; says why in plain words."""


class UnreachableError(ModelError):
    """Nothing listens where the model should be; trying again at once would tell nothing new."""


class LanguageModel(Protocol):
    """A model that streams text."""

    @property
    def name(self) -> str:
        """What the model is called."""

    def stream(self, system: str, user: str) -> AbstractContextManager[Iterator[str]]:
        """The pieces of its text; leaving the block ends the request, read to its end or not.

        Raises:
            ModelError: refused, too slow, cut off, or garbled.
        """
