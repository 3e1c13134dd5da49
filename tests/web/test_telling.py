"""Answers told by a language model, on the page and in the OpenAI form."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

from assistant.chat import Chat
from assistant.service import Service
from assistant.settings import INDEX_FOLDER, ModelSettings, Settings
from eval.scripted_model import Script
from eval.telling import endpoint
from indexer.library import Library
from tests.web.conftest import opened, served

LEAD = "农机报废更新由谁牵头，什么时候全覆盖？"


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def model(script: Script) -> Iterator[str]:
    with endpoint(script) as found:
        yield found


@pytest.fixture(scope="module")
def lying(library: Library, corpus: Path, model: str) -> Iterator[str]:
    """The page whose answers a lying model tells."""
    service = Service(library, model=Chat(ModelSettings(model, "lying")))
    with served(service, Settings(corpus, corpus / INDEX_FOLDER)) as found:
        yield found


def test_the_page_says_who_wrote_and_how_much_was_dropped(context: Any, lying: str) -> None:
    with opened(context, lying) as page:
        page.fill("#question textarea", LEAD)
        page.press("#question textarea", "Enter")
        page.wait_for_selector(".turn .tools")
        said = page.locator(".turn .reply").inner_text()
        assert "由大模型 lying 撰写" in said
        assert "删去与条款对不上的" in said
        assert "区农业农村局" in said
        page.locator(".turn .cite").first.click()
        page.locator("#evidence mark").first.wait_for()
        assert page.errors == []


def test_rest_tells_who_wrote(lying: str, script: Script) -> None:
    answer = httpx.post(f"{lying}/api/ask", json={"question": LEAD}, timeout=30).json()
    assert answer["generator"] == "llm:lying"
    assert answer["dropped"] >= 1
    assert not any(lie in answer["answer"] for lie in script.lies)


def test_a_stream_brings_the_checked_sentences_and_the_citations(
    lying: str, script: Script
) -> None:
    with openai.OpenAI(base_url=f"{lying}/v1", api_key="none", max_retries=0) as client:
        messages: Any = [{"role": "user", "content": LEAD}]
        stream = client.chat.completions.create(model="wence", messages=messages, stream=True)
        chunks = list(stream)
    text = "".join(each.choices[0].delta.content or "" for each in chunks)
    assert "农机报废更新实施覆盖率达到100%[2]。" in text
    assert "\n[1] 《" in text
    assert not any(lie in text for lie in script.lies)
    last = chunks[-1].choices[0].delta.model_extra or {}
    assert last["citations"][0]["clause_id"] == "zhangqiu-2024-2#6"
