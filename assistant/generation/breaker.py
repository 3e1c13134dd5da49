"""A circuit breaker: a model that fails is left alone for a while (Nygard, "Release It!")."""

import time
from collections.abc import Callable
from threading import Lock

_FAILURES = 2  # in a row, after which the model is left alone
_PAUSE = 60.0  # seconds until it is tried again, by one question; doubled with each failure more
_LONGEST_PAUSE = 600.0


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

    def failed(self, gone: bool = False) -> None:
        """The model has failed; where it is gone, once is enough to know."""
        with self._lock:
            self._failures = max(self._failures + 1, _FAILURES if gone else 0)
            pause = _PAUSE * 2.0 ** max(0, self._failures - _FAILURES)
            self._until = self._clock() + min(pause, _LONGEST_PAUSE)
