"""A server of its own for a measurement: ``wence run`` in a process beside this one."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

import httpx

from assistant.settings import Settings
from indexer.errors import WenceError

_READY = 60.0  # seconds a server may take to start


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers, and the seconds that it took to."""

    address: str
    pid: int
    started: float  # by time.perf_counter
    ready: float


@contextmanager
def serving(settings: Settings) -> Iterator[Server]:
    """Serves a corpus on a free port until the block ends.

    Raises:
        WenceError: the server did not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "assistant.cli", "--corpus", str(settings.corpus)]
    command += ["--index", str(settings.index), "run", "--port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, process)
        yield Server(address, process.pid, started, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def served_app(app: Any) -> Iterator[str]:
    """An application on a free port, in a thread of this process; gives its address."""
    import uvicorn

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="critical"))
    ready = Event()
    startup = server.startup

    async def started(*given: Any, **named: Any) -> None:
        await startup(*given, **named)
        ready.set()

    server.startup = started  # type: ignore[method-assign]
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    if not ready.wait(_READY):
        raise WenceError("服务没有启动。")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def _await(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Waits until the server answers."""
    until = time.perf_counter() + _READY
    while time.perf_counter() < until and server.poll() is None:
        try:
            if httpx.get(f"{address}/healthz", timeout=2).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise WenceError("服务没有启动。请先用 wence run 看看哪里不对。")


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, in MB; 0 where /proc tells nothing."""
    total = 0.0
    for each in (pid, *_children(pid)):
        try:
            status = Path(f"/proc/{each}/status").read_text("ascii")
            total += int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1000
        except (OSError, IndexError):
            continue
    return total


def _children(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    except OSError:
        return []
    return [int(each) for each in found.split()]
