"""``wence eval load``: many people asking at once over REST, against a server of its own.

Closed loop: each person asks the next question as soon as the last answer has come. Questions
are the set's own and, so that not every answer is one given before, variants of them.
"""

import asyncio
import re
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.settings import Settings
from eval.measures.machine import percentile
from indexer.errors import WenceError

_READY = 60.0  # seconds a server may take to start


@dataclass(slots=True)
class _Tally:
    """What came of the requests of all people."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0


def measure_load(
    settings: Settings, questions: Sequence[str], people: int, seconds: float
) -> dict[str, float]:
    """Answers a second, latencies in milliseconds, errors, and the server's memory in MB.

    Raises:
        WenceError: the server did not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "assistant.cli", "--corpus", str(settings.corpus)]
    command += ["--index", str(settings.index), "run", "--port", str(port)]
    begin = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _await(address, server)
        ready = time.perf_counter() - begin
        before = _memory(server.pid)
        tally = asyncio.run(_ask_all(address, questions, people, seconds))
        after = _memory(server.pid)
    finally:
        server.terminate()
        server.wait(20)
    times = [1000 * each for each in tally.seconds]
    return {
        "ready_s": ready,
        "answers": len(times),
        "per_s": len(times) / seconds,
        "errors": tally.errors,
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "max_ms": max(times, default=0.0),
        "memory_before_mb": before,
        "memory_after_mb": after,
    }


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


async def _ask_all(address: str, questions: Sequence[str], people: int, seconds: float) -> _Tally:
    tally = _Tally()
    until = time.perf_counter() + seconds
    limits = httpx.Limits(max_connections=people, max_keepalive_connections=people)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:

        async def person(number: int) -> None:
            place = number * 7919 % len(questions)
            while time.perf_counter() < until:
                begin = time.perf_counter()
                place = (place + 1) % len(questions)
                try:
                    reply = await client.post("/api/ask", json={"question": questions[place]})
                    good = reply.is_success and "status" in reply.json()
                except (httpx.HTTPError, ValueError):
                    good = False
                tally.errors += not good
                tally.seconds.append(time.perf_counter() - begin)

        await asyncio.gather(*(person(number) for number in range(people)))
    return tally


def _memory(pid: int) -> float:
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
