"""A language model that is not there: found out soon, and hardly felt."""

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from assistant.connection import reachable
from eval.dead_endpoints import measure_dead, refusing, silent, swallowing
from indexer.library import Library
from tests.conftest import ROOT

_QUESTIONS = [
    "农机报废更新由谁牵头？",
    "家里煤气管子太老了，政府会换吗？",
    "公物仓是怎么用的？",
    "充换电站要建多少座？",
]


def test_a_dead_model_costs_a_second_at_most_where_nothing_listens(library: Library) -> None:
    figures = measure_dead(library, _QUESTIONS, seconds=0.3)
    for name in ("refused", "swallowed"):
        assert figures[name]["tried"] == 1
        # The command shows at most 1 s; a machine that is busy with other tests is allowed another.
        assert figures[name]["first_s"] <= 2.0
        assert figures[name]["after_max_s"] <= 1.0
    # It takes the connection, so that it is waited for as long as was set, and tried twice.
    assert figures["silent"]["tried"] == 2
    assert figures["silent"]["tried_max_s"] >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="a full queue drops packets on Linux")
def test_a_swallowing_port_takes_no_connection() -> None:
    with swallowing() as address:
        begin = time.perf_counter()
        assert not reachable(address, 0.2)
        assert time.perf_counter() - begin >= 0.2


def test_what_takes_a_connection_is_reachable() -> None:
    with silent() as address:
        assert reachable(address)
        assert reachable(address.replace("127.0.0.1", "localhost"))
    with refusing() as address:
        assert not reachable(address)


def test_a_name_that_is_looked_up_for_ever_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_go = threading.Event()

    def stuck(*given: Any, **named: Any) -> list[Any]:
        let_go.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    begin = time.perf_counter()
    assert not reachable("http://model.example/v1", 0.1)
    assert time.perf_counter() - begin < 5
    let_go.set()


def test_a_model_behind_a_proxy_is_reached_by_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with silent() as proxy, refusing() as dead:
        monkeypatch.setenv("http_proxy", proxy.removesuffix("/v1"))
        monkeypatch.setenv("no_proxy", "")
        assert reachable("http://model.example/v1")
        monkeypatch.setenv("http_proxy", dead.removesuffix("/v1"))
        assert not reachable("http://model.example/v1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        assert reachable(proxy)


def test_a_refused_connection_loads_no_llama_index(corpus: Path) -> None:
    ask = (
        "import sys; from assistant.cli import main; main(sys.argv[1:]);"
        "print('llama_index' in sys.modules)"
    )
    with refusing() as address:
        given = ["--corpus", str(corpus), "--llm-base-url", address, "--llm-model", "gone"]
        done = subprocess.run(
            [sys.executable, "-c", ask, *given, "ask", "--json", _QUESTIONS[0]],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=True,
        )
    answer, loaded = done.stdout.strip().splitlines()
    assert "连不上" in answer
    assert loaded == "False"
