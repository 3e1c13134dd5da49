"""What needs a loop of its own, run in a thread apart: a browser leaves one in that of the tests."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def finished(waited: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives."""
    return apart(lambda: asyncio.run(waited))


def apart(work: Callable[[], Any]) -> Any:
    """What a function gives that may run a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work).result()
