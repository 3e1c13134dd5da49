"""Peers answer the same questions: their best passage, or what an endpoint writes."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from eval.answers import judge
from eval.formats.topics import Topic, topic_of
from eval.peer_answers import Endpoint, best_passage, of_endpoint
from eval.report.peers import write_peers
from eval.scoring import means_of, score_all
from indexer.errors import WenceError

TEXTS = {"6": "农机报废由区农业农村局牵头。", "7": "由区财政局补贴。"}
TOPIC = topic_of(
    {"id": "1", "question": "农机报废谁牵头？", "clauses": ["6"], "must": ["农业农村局"]}, ""
)


def _ranked(query: str) -> list[tuple[str, float]]:
    return [("6", 2.0), ("7", 1.0)] if "农机" in query else []


class _Service(BaseHTTPRequestHandler):
    replies: ClassVar[list[tuple[int, Any]]] = []
    asked: ClassVar[list[dict[str, Any]]] = []

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.asked.append(json.loads(self.rfile.read(length)) | {"path": self.path})
        status, said = self.replies.pop(0)
        body = said if isinstance(said, str) else json.dumps(said)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[str]:
    _Service.replies, _Service.asked = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def _says(text: str) -> tuple[int, Any]:
    return 200, {"choices": [{"message": {"content": text}}]}


def test_the_best_passage_is_shown_and_cited() -> None:
    answer = best_passage(_ranked, TEXTS)(TOPIC)
    assert answer.text == "农机报废由区农业农村局牵头。[1]"
    assert judge(TOPIC, answer, TEXTS.__getitem__).right


def test_a_ranker_that_finds_nothing_refuses() -> None:
    answer = best_passage(_ranked, TEXTS)(topic_of({"question": "电话？"}, ""))
    assert (answer.status, answer.citations) == ("not_found", ())


def test_an_endpoint_cites_the_passages_it_was_sent(service: str) -> None:
    _Service.replies = [_says("由区农业农村局牵头[1]。另见[9]。")]
    answer = of_endpoint(Endpoint(service, "m"), _ranked, TEXTS)(TOPIC)
    assert [each.clause for each in answer.citations] == ["6"]
    assert judge(TOPIC, answer, TEXTS.__getitem__).right
    (asked,) = _Service.asked
    assert asked["path"] == "/v1/chat/completions"
    assert "[2] 由区财政局补贴。" in asked["messages"][0]["content"]


def test_an_endpoint_without_passages_gets_the_bare_question_and_its_history(service: str) -> None:
    _Service.replies = [_says("材料没有写明")]
    topic = topic_of({"question": "那责任单位呢", "history": ["谁牵头？"]}, "")
    answer = of_endpoint(Endpoint(service, "m", passages=False), _ranked, TEXTS)(topic)
    assert answer.status == "not_found"
    said = [each["content"] for each in _Service.asked[0]["messages"]]
    assert said == ["谁牵头？", "那责任单位呢"]


@pytest.mark.parametrize("reply", [(401, "no"), (200, "not json"), (200, {"choices": []})])
def test_an_endpoint_that_fails_is_one_clear_line(service: str, reply: tuple[int, Any]) -> None:
    _Service.replies = [reply]
    with pytest.raises(WenceError, match="模型服务") as caught:
        of_endpoint(Endpoint(service, "m"), _ranked, TEXTS)(TOPIC)
    assert "\n" not in str(caught.value).replace("\r", "") or reply[0] == 401


def _scored(topic: Topic) -> Any:
    outcome = judge(topic, best_passage(_ranked, TEXTS)(topic), TEXTS.__getitem__)
    return score_all([outcome], lambda _: set())


def test_the_comparison_is_written_with_its_chart(tmp_path: Path) -> None:
    means = {"wence": means_of(_scored(TOPIC)), "甲<乙>": means_of(_scored(TOPIC))}
    figures = {name: {"right": each["right"].mean, "p95_ms": 3.0} for name, each in means.items()}
    write_peers(tmp_path, "试", 1, means, figures)
    page = (tmp_path / "peers.html").read_text("utf-8")
    assert page.count("<svg") == 1
    assert "甲&lt;乙&gt;" in page
    kept = json.loads((tmp_path / "peers.json").read_text("utf-8"))
    assert kept == {"questions": 1, "systems": {"wence": {"right": 1.0}, "甲<乙>": {"right": 1.0}}}
