"""The OpenAI form, talked to by the real client."""

from collections.abc import Iterator

import openai
import pytest

QUESTION = {"role": "user", "content": "农机报废更新由谁牵头？"}


@pytest.fixture
def client(address: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as found:
        yield found


def test_the_one_model_is_listed(client: openai.OpenAI) -> None:
    assert [each.id for each in client.models.list()] == ["wence"]


def test_an_answer_bears_its_citations_twice(client: openai.OpenAI) -> None:
    done = client.chat.completions.create(model="wence", messages=[QUESTION], temperature=0.7)
    message = done.choices[0].message
    text = message.content or ""
    assert "区农业农村局" in text
    assert "\n[1] 《" in text
    (cited,) = message.model_extra["citations"]  # type: ignore[index]
    assert cited["clause_id"] == "zhangqiu-2024-2#6"
    assert cited["quote"] in text


def test_a_stream_says_the_same_in_pieces(client: openai.OpenAI) -> None:
    whole = client.chat.completions.create(model="wence", messages=[QUESTION])
    chunks = list(client.chat.completions.create(model="wence", messages=[QUESTION], stream=True))
    pieces = [each.choices[0].delta.content for each in chunks if each.choices[0].delta.content]
    assert len(pieces) > 1
    assert "".join(pieces) == whole.choices[0].message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].choices[0].delta.model_extra["citations"]  # type: ignore[index]


def test_earlier_turns_lend_their_topic(client: openai.OpenAI) -> None:
    messages = [
        {"role": "system", "content": "你是助手"},
        QUESTION,
        {"role": "assistant", "content": "区农业农村局"},
        {"role": "user", "content": [{"type": "text", "text": "那责任单位呢"}]},
    ]
    done = client.chat.completions.create(model="any", messages=messages)  # type: ignore[arg-type]
    assert "区财政局" in (done.choices[0].message.content or "")


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "user", "content": " "}],
        [QUESTION, {"role": "assistant", "content": "好"}],
        [{"role": "user", "content": "甲" * 2001}],
    ],
)
def test_a_faulty_talk_is_an_error_of_the_form(
    client: openai.OpenAI, messages: list[dict[str, str]]
) -> None:
    with pytest.raises(openai.BadRequestError, match="invalid_request_error"):
        client.chat.completions.create(model="wence", messages=messages)  # type: ignore[arg-type]
