"""A circuit breaker: a model that fails is left alone for a while (Nygard, "Release It!")."""

import time
from collections.abc import Callable
from threading import Lock

_FAILURES = 2  # in a row, after which the model is left alone
_PAUSE = 60.0  # seconds until it is tried again, by one question


class Breaker:
    """Whether a model may be asked; threads may share it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Takes what tells the time, in seconds."""
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._until = 0.0

    def lets(self) -> bool:
        """Whether the model may be asked now; after a pause one question tries it."""
        with self._lock:
            now = self._clock()
            if self._failures < _FAILURES or now >= self._until:
                self._until = now + _PAUSE
                return True
            return False

    def succeeded(self) -> None:
        """The model has answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The model has failed."""
        with self._lock:
            self._failures += 1
            self._until = self._clock() + _PAUSE
