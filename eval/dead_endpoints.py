"""``wence eval model --dead``: what a language model that is not there costs those who ask.

The same questions are asked without a model, and with one behind a port that refuses, one that
swallows all that is sent to it, and one that takes connections and never answers. Told is how much
longer an answer took than without a model: while the model was still tried, and after the breaker.
"""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from assistant.chat import Chat
from assistant.service import Service
from assistant.settings import ModelSettings
from eval.measures.machine import percentile
from indexer.library import Library

_FILLING = 16  # connections tried until a queue of one takes no more
_SOON = 0.2  # seconds after which a connection to this machine that is not made will not be


def measure_dead(
    library: Library, questions: Sequence[str], seconds: float
) -> dict[str, dict[str, float]]:
    """Seconds more than without a model, by kind of endpoint; ``seconds`` is the model's timeout."""
    plain = Service(library)
    for question in questions:  # what is read once is read before anything is timed
        plain.answer(question)
    usual = [_timed(plain, question) for question in questions]
    found = {}
    for name, opened in ENDPOINTS.items():
        with opened() as address:
            model = _Counted(Chat(ModelSettings(address, "dead", seconds=seconds)))
            found[name] = _costs(Service(library, model=model), model, questions, usual)
    return found


def _costs(
    service: Service, model: "_Counted", questions: Sequence[str], usual: Sequence[float]
) -> dict[str, float]:
    """What each question took more than usual, those that tried the model apart from the others."""
    tried: list[float] = []
    after: list[float] = []
    for question, spent in zip(questions, usual, strict=True):
        asked = model.asked
        more = _timed(service, question) - spent
        (tried if model.asked > asked else after).append(more)
    return {
        "tried": len(tried),
        "first_s": tried[0] if tried else 0.0,
        "tried_max_s": max(tried, default=0.0),
        "after": len(after),
        "after_p50_s": percentile(after, 0.5) if after else 0.0,
        "after_max_s": max(after, default=0.0),
    }


@contextmanager
def refusing() -> Iterator[str]:
    """An address where nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    yield _address(port)


@contextmanager
def swallowing() -> Iterator[str]:
    """An address whose queue is full, so that packets to it are dropped, as a firewall does."""
    with contextlib.ExitStack() as opened:
        server = opened.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(_FILLING):
            filler = opened.enter_context(socket.socket())
            filler.settimeout(_SOON)
            try:
                filler.connect(server.getsockname())
            except TimeoutError:
                break
        yield _address(server.getsockname()[1])


@contextmanager
def silent() -> Iterator[str]:
    """An address that takes connections, and never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(128)
        yield _address(server.getsockname()[1])


ENDPOINTS: dict[str, Callable[[], AbstractContextManager[str]]] = {
    "refused": refusing,
    "swallowed": swallowing,
    "silent": silent,
}


class _Counted:
    """A model that counts how often it is asked."""

    def __init__(self, model: Chat) -> None:
        self._model, self.asked = model, 0

    @property
    def name(self) -> str:
        return self._model.name

    def stream(self, system: str, user: str) -> AbstractContextManager[Iterator[str]]:
        self.asked += 1
        return self._model.stream(system, user)


def _timed(service: Service, question: str) -> float:
    begin = time.perf_counter()
    service.told_whole(service.answer(question))
    return time.perf_counter() - begin


def _address(port: int) -> str:
    return f"http://127.0.0.1:{port}/v1"
