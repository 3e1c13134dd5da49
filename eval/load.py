"""``wence eval load``: many people asking at once over REST, against a server of its own.

Closed loop: each person asks the next question as soon as the last answer has come. Questions
are the set's own and, so that not every answer is one given before, variants of them. The people
share the machine with the server, so they are light: the standard library's client takes a fifth
of the time that httpx takes.
"""

import json
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Lock
from urllib.parse import urlsplit

from assistant.settings import Settings
from eval.measures.machine import percentile
from eval.serving import memory_of, serving

_PATIENCE = 60  # seconds


@dataclass(slots=True)
class _Tally:
    """What came of the requests of all people."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    _turn: Lock = field(default_factory=Lock)

    def add(self, seconds: float, good: bool) -> None:
        """One request: how long it took, and whether it was answered."""
        with self._turn:
            self.seconds.append(seconds)
            self.errors += not good


def measure_load(
    settings: Settings, questions: Sequence[str], people: int, seconds: float
) -> dict[str, float]:
    """Answers a second, latencies in milliseconds, errors, and the server's memory in MB.

    Raises:
        WenceError: the server did not start.
    """
    with serving(settings) as server:
        before = memory_of(server.pid)
        tally = _ask_all(server.address, questions, people, seconds)
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


def _ask_all(address: str, questions: Sequence[str], people: int, seconds: float) -> _Tally:
    tally = _Tally()
    until = time.perf_counter() + seconds
    host = urlsplit(address).netloc

    def person(number: int) -> None:
        place = number * 7919 % len(questions)
        line = HTTPConnection(host, timeout=_PATIENCE)
        while time.perf_counter() < until:
            begin = time.perf_counter()
            place = (place + 1) % len(questions)
            good = _answered(line, questions[place])
            tally.add(time.perf_counter() - begin, good)
        line.close()

    with ThreadPoolExecutor(people) as all_people:
        list(all_people.map(person, range(people)))
    return tally


def _answered(line: HTTPConnection, question: str) -> bool:
    """Whether a question got its answer; the line is opened anew where it was cut."""
    body = json.dumps({"question": question}).encode()
    try:
        line.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
        reply = line.getresponse()
        said = reply.read()
        return reply.status == 200 and "status" in json.loads(said)
    except (HTTPException, OSError, ValueError):
        line.close()
        return False
