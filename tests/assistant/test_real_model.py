"""A real transformers model, tiny and never trained: its babble must not reach the reader."""

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.chat import Chat
from assistant.service import Service
from assistant.settings import ModelSettings
from eval.serving import served_app
from indexer.library import Library
from tests.conftest import HOME

torch = pytest.importorskip("torch", reason="torch is not installed (extra transformers)")
transformers = pytest.importorskip("transformers", reason="transformers is not installed")

_WINDOW = 4096
_NEW = 120  # tokens of an answer


@pytest.fixture(scope="module")
def model(library: Library) -> tuple[Any, Any]:
    """A GPT-2 of two small layers over the characters of the home plan, with random weights."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    letters = sorted(set(library.source(HOME).text) | set("[]0123456789。，"))
    vocabulary = {letter: number for number, letter in enumerate(["[UNK]", *letters])}
    plain = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    plain.pre_tokenizer = pre_tokenizers.Split("", "isolated")
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=plain, unk_token="[UNK]")
    torch.manual_seed(7)
    config = transformers.GPT2Config(
        vocab_size=len(vocabulary), n_positions=_WINDOW, n_embd=32, n_layer=2, n_head=2
    )
    return tokenizer, transformers.GPT2LMHeadModel(config).eval()


@pytest.fixture(scope="module")
def address(model: tuple[Any, Any]) -> Iterator[str]:
    """The model behind an endpoint of the OpenAI form."""
    from fastapi import FastAPI, Request
    from fastapi.responses import StreamingResponse

    tokenizer, network = model
    app = FastAPI()

    @app.post("/v1/chat/completions")
    async def complete(request: Request) -> StreamingResponse:
        body = await request.json()
        prompt = "\n".join(str(each["content"]) for each in body["messages"])
        given = tokenizer(prompt[-_WINDOW + _NEW + 8 :], return_tensors="pt")["input_ids"]
        streamer = transformers.TextIteratorStreamer(tokenizer, skip_prompt=True)
        settings = {"max_new_tokens": _NEW, "do_sample": True, "pad_token_id": 0}
        threading.Thread(
            target=network.generate, args=(given,), kwargs={"streamer": streamer, **settings}
        ).start()
        return StreamingResponse(_events(streamer), media_type="text/event-stream")

    with served_app(app) as found:
        yield f"{found}/v1"


def _events(pieces: Any) -> Iterator[str]:
    for piece in pieces:
        choice = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny"}
        yield f"data: {json.dumps(chunk | {'choices': [choice]})}\n\n"
    yield "data: [DONE]\n\n"


@pytest.mark.parametrize(
    "question",
    ["农机报废更新由谁牵头？", "充换电站要建多少座？", "家里煤气管子太老了，政府会换吗？"],
)
def test_babble_of_a_real_model_never_reaches_the_reader(
    library: Library, address: str, question: str
) -> None:
    service = Service(library, model=Chat(ModelSettings(address, "tiny")))
    ruled = service.answer(question)
    for answer in service.told(ruled):
        assert answer.text == ruled.text
        assert answer.generator == "rules"
    assert "与条款对不上" in answer.notice
