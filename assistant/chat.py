"""The user's language model, by llama-index: any endpoint of the OpenAI form."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from assistant.connection import bounded, reachable
from assistant.generation.model import ModelError, UnreachableError
from assistant.generation.thoughts import without_thoughts
from assistant.settings import ModelSettings

_CONNECT = 3.0  # seconds, the handshake of TLS among them; that something listens is known by then
# Characters of an answer and what is thought before it; a model that goes on is cut off.
_LONGEST = 16_000
_TOKENS = 2048  # so that a model that reasons first still comes to its answer
_CONTEXT = 32_768
_STATUS = {
    400: "不接受这样的请求（400）",
    402: "余额不足（402）",
    401: "密钥不对（401）",
    403: "没有权限（403）",
    404: "没有这个模型或地址（404）",
    429: "请求太多（429）",
    503: "服务过忙（503）",
}


class Chat:
    """One model of one endpoint; threads may share it."""

    def __init__(self, settings: ModelSettings) -> None:
        """Takes where the model is and what it is called."""
        self._settings = settings

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._settings.name

    @contextmanager
    def stream(self, system: str, user: str) -> Iterator[Iterator[str]]:
        """The pieces of the model's text; the connection is closed when the block is left.

        Raises:
            ModelError: refused, too slow, cut off, or garbled.
        """
        if not reachable(self._settings.address):
            raise UnreachableError("大模型连不上")
        _load()
        seconds = self._settings.seconds
        until = time.monotonic() + seconds
        timeout = httpx.Timeout(seconds, connect=min(_CONNECT, seconds))
        hooks = {"response": [bounded(until, self._late)]}
        with httpx.Client(timeout=timeout, event_hooks=hooks) as client:
            yield self._pieces(client, until, system, user)

    def _late(self) -> ModelError:
        return ModelError(f"大模型超过 {self._settings.seconds:g} 秒没有答完")

    def check(self) -> str:
        """What the model says to a greeting, in one line.

        Raises:
            ModelError: it does not answer.
        """
        with self.stream("只回答两个字：可用", "请回答") as pieces:
            text = without_thoughts("".join(pieces)).strip()
        if not text:
            raise ModelError("大模型没有给出文字")
        return text.splitlines()[0]

    def _pieces(self, client: httpx.Client, until: float, system: str, user: str) -> Iterator[str]:
        length = 0
        try:
            for chunk in _streamed(self._settings, client, system, user):
                piece = str(chunk.delta or "")
                length += len(piece)
                yield piece
                if length > _LONGEST:
                    return
                if time.monotonic() > until:
                    raise self._late()
        except ModelError:
            raise
        except Exception as error:  # whatever a library makes of a broken endpoint
            raise ModelError(_reason(error, self._settings.seconds)) from error


def _load() -> None:
    """Imports llama-index: late, since that takes seconds, and before the clock of an answer starts."""
    import llama_index.llms.openai_like  # noqa: F401


def _streamed(settings: ModelSettings, client: httpx.Client, system: str, user: str) -> Any:
    """The chunks of llama-index."""
    from llama_index.core.llms import ChatMessage, MessageRole
    from llama_index.llms.openai_like import OpenAILike

    model = OpenAILike(
        model=settings.name,
        api_base=settings.address,
        api_key=settings.key or "none",
        is_chat_model=True,
        context_window=_CONTEXT,
        max_tokens=_TOKENS,
        temperature=0.1,
        max_retries=0,
        timeout=settings.seconds,
        http_client=client,
    )
    messages = [
        ChatMessage(role=MessageRole.SYSTEM, content=system),
        ChatMessage(role=MessageRole.USER, content=user),
    ]
    return model.stream_chat(messages)


def _reason(error: Exception, seconds: float) -> str:
    """Why a model failed, in plain words, by what the libraries raise."""
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return f"大模型拒绝了请求：{_STATUS.get(status, f'服务出错（{status}）')}"
    name = type(error).__name__
    if "Timeout" in name:
        return f"大模型超过 {seconds:g} 秒没有回应"
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)) or "Validation" in name:
        return "大模型的回应不合格式"
    if isinstance(error, httpx.TransportError) or "Connection" in name:
        return "大模型连不上或中断了"
    if name == "APIError":  # an event of the stream that says what went wrong (vLLM)
        return "大模型中途报错"
    return f"大模型出错（{name}）"
