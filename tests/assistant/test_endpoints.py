"""What endpoints send, and how they fail: plain sentences are left, and the rules speak where none are."""

import socket
import threading
from typing import Any

import pytest

from assistant.chat import Chat
from assistant.generation.breaker import Breaker
from assistant.service import Service
from assistant.settings import ModelSettings
from eval.scripted_model import Script
from indexer.library import Library
from tests.assistant.conftest import Telling
from tests.cases_of import cases_of

LEAD = "农机报废更新由谁牵头，什么时候全覆盖？"


@pytest.mark.parametrize("case", cases_of("assistant/model_habits"))
def test_what_endpoints_send_is_shown_plain(
    tell: Telling, script: Script, case: dict[str, Any]
) -> None:
    end = case.get("end", "\n\n")
    events = tuple(f"raw:{each}{end}" for each in case.get("events", ()))
    script.says = events or (case["text"],)
    answer = tell("saying")
    assert (answer.text, answer.dropped) == (case["shown"], case.get("dropped", 0))
    assert answer.generator == "llm:saying"


@pytest.mark.parametrize(
    "thought",
    [
        "<think>由区农业农村局牵头[1]。",
        "好的，用户想知道谁牵头。由区农业农村局牵头[1]。",  # its beginning stands in the prompt
    ],
)
def test_no_thought_is_ever_shown(
    library: Library, address: str, script: Script, thought: str
) -> None:
    script.says = (f"{thought}</think>农机报废更新由区农业农村局牵头，责任单位是区财政局[1]。",)
    service = Service(library, model=Chat(ModelSettings(address, "saying")))
    texts = [each.text for each in service.told(service.answer(LEAD))]
    assert texts
    assert not any(each.startswith("由区农业农村局牵头") for each in texts)


ENDLESS = ("slow", "waiting", "endless")


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("400", "不接受"),
        ("401", "密钥不对"),
        ("402", "余额不足"),
        ("503", "服务过忙"),
        ("erring", "中途报错"),
        ("429", "请求太多"),
        ("500", "服务出错"),
        ("cut", "中断"),
        ("slow", "没有回应"),
        ("waiting", "没有答完"),
        ("garbled", "不合格式"),
        ("empty", "对不上"),
        ("endless", "规则给出的回答"),
    ],
)
def test_where_a_model_fails_the_rules_speak(
    tell: Telling, library: Library, model: str, says: str
) -> None:
    # Only one that never ends is cut short: under load an error may take a second, too.
    answer = tell(model, seconds=1.0 if model in ENDLESS else 20.0)
    assert answer.text == Service(library).answer(LEAD).text
    assert answer.generator == "rules"
    assert says in answer.notice
    assert "\n" not in answer.notice


def test_a_model_that_is_not_there_costs_a_line(library: Library) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}/v1"
    service = Service(library, model=Chat(ModelSettings(address, "gone")))
    answer = service.told_whole(service.answer(LEAD))
    assert "连不上" in answer.notice
    assert "区农业农村局" in answer.text


def test_a_model_that_fails_is_left_alone_and_leaves_nothing_behind(
    library: Library, address: str, script: Script
) -> None:
    service = Service(library, model=Chat(ModelSettings(address, "500")))
    first = service.told_whole(service.answer(LEAD))
    threads = threading.active_count()
    answers = [service.told_whole(service.answer(LEAD)) for _ in range(20)]
    assert len(script.asked) == 2
    assert "服务出错" in first.notice
    assert all("暂时不可用" in each.notice for each in answers[1:])
    assert threading.active_count() <= threads


def test_a_breaker_lets_one_question_try_after_a_pause() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    assert breaker.lets()
    breaker.failed()
    assert breaker.lets()
    breaker.failed()
    assert not breaker.lets()
    now = 61.0
    assert breaker.lets()
    assert not breaker.lets()
    breaker.succeeded()
    assert breaker.lets()


def test_a_model_that_is_gone_is_left_alone_at_once_and_ever_longer() -> None:
    now = 0.0
    breaker = Breaker(lambda: now)
    breaker.failed(gone=True)
    assert not breaker.lets()
    now = 61.0
    assert breaker.lets()
    breaker.failed(gone=True)
    now += 61.0
    assert not breaker.lets()
    now += 60.0
    assert breaker.lets()
    for _ in range(20):
        breaker.failed(gone=True)
    now += 601.0
    assert breaker.lets()
