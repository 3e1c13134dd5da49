"""``wence eval load``: many people asking at once over REST, against a server of its own.

Closed loop: each person asks the next question as soon as the last answer has come. Questions
are the set's own and, so that not every answer is one given before, variants of them.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from assistant.settings import Settings
from eval.measures.machine import percentile
from eval.serving import memory_of, serving


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
    with serving(settings) as server:
        before = memory_of(server.pid)
        tally = asyncio.run(_ask_all(server.address, questions, people, seconds))
        after = memory_of(server.pid)
    times = [1000 * each for each in tally.seconds]
    return {
        "ready_s": server.ready,
        "answers": len(times),
        "per_s": len(times) / seconds,
        "errors": tally.errors,
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "max_ms": max(times, default=0.0),
        "memory_before_mb": before,
        "memory_after_mb": after,
    }


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
