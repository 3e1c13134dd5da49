"""The OpenAI form: any chat client may talk to Wence.

Citations come as an extra field of the message and as footnotes in its text; the questions of
earlier turns are the history.
"""

import json
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant import jsonform
from assistant.api.asking import Asking
from assistant.api.models import LONGEST_QUESTION
from assistant.service import Service
from indexer.library import Library
from indexer.model import Answer

MODEL = "wence"
_MOST_MESSAGES = 200
_PIECE = re.compile(r"[^。；\n]*[。；\n]+|[^。；\n]+$")


class Message(BaseModel):
    """One message; its content is text, or parts of which those of type text count."""

    model_config = ConfigDict(extra="allow")

    role: str
    content: str | list[dict[str, Any]] | None = None

    def text(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            parts = (str(each.get("text", "")) for each in self.content)
            return "\n".join(part for part in parts if part).strip()
        return (self.content or "").strip()


class ChatBody(BaseModel):
    """What a chat client sends; sampling options are accepted and change nothing."""

    model_config = ConfigDict(extra="allow")

    messages: list[Message] = Field(min_length=1, max_length=_MOST_MESSAGES)
    model: str = MODEL
    stream: bool = False


def chat_routes(service: Service, asking: Asking) -> APIRouter:
    """The routes below ``/v1``."""
    routes = APIRouter(prefix="/v1", tags=["OpenAI 形式"])
    started = int(time.time())

    @routes.get("/models", summary="模型清单")
    def models() -> dict[str, Any]:
        model = {"id": MODEL, "object": "model", "created": started, "owned_by": "wence"}
        return {"object": "list", "data": [model]}

    @routes.post("/chat/completions", response_model=None, summary="对话")
    async def complete(body: ChatBody) -> JSONResponse | StreamingResponse:
        asked = [each.text() for each in body.messages if each.role == "user"]
        if body.messages[-1].role != "user" or not asked or not asked[-1]:
            return _error(400, "最后一条消息应是用户的问题，且不能是空的。")
        if len(asked[-1]) > LONGEST_QUESTION:
            return _error(400, f"问题不能超过 {LONGEST_QUESTION} 字。")
        history = [each[:LONGEST_QUESTION] for each in asked[:-1] if each]
        name = f"chatcmpl-{uuid.uuid4().hex[:24]}"
        if body.stream:
            answer = await asking.ruled(asked[-1], history=history)
            events = _events(name, service.told(answer), service.library)
            return StreamingResponse(events, media_type="text/event-stream")
        answer = await asking.asked(asked[-1], history=history)
        return JSONResponse(_completion(name, answer, service.library))

    return routes


def _error(status: int, message: str) -> JSONResponse:
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return JSONResponse({"error": error}, status)


def _citations(answer: Answer, library: Library) -> list[dict[str, Any]]:
    return [jsonform.citation_form(each, library.boxes) for each in answer.citations]


def written(answer: Answer) -> str:
    """The answer's text with its citations as footnotes."""
    notes = [
        f"[{each.marker}] 《{each.title}》{each.path[-1] if each.path else ''}：“{each.quote}”"
        for each in answer.citations
    ]
    return "\n\n".join([answer.text, "\n".join(notes)]) if notes else answer.text


def _completion(name: str, answer: Answer, library: Library) -> dict[str, Any]:
    text = written(answer)
    message = {"role": "assistant", "content": text, "citations": _citations(answer, library)}
    used = {"prompt_tokens": len(answer.question), "completion_tokens": len(text)}
    return {
        "id": name,
        "object": "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": used | {"total_tokens": sum(used.values())},
        "wence": {"status": answer.status, "intent": answer.intent},
    }


def _events(name: str, told: Iterator[Answer], library: Library) -> Iterator[str]:
    """Server-sent events, a sentence each as it is told; the last one brings the citations."""
    head = {
        "id": name,
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": MODEL,
    }

    def event(delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return f"data: {json.dumps(head | {'choices': [choice]}, ensure_ascii=False)}\n\n"

    yield event({"role": "assistant", "content": ""})
    sent = ""
    for answer in told:
        for piece in _PIECE.findall(_beyond(sent, answer.text)):
            yield event({"content": piece})
        sent = answer.text
    for piece in _PIECE.findall(written(answer)[len(answer.text) :]):
        yield event({"content": piece})
    yield event({"citations": _citations(answer, library)}, "stop")
    yield "data: [DONE]\n\n"


def _beyond(sent: str, text: str) -> str:
    """What of a text is not sent yet; the rules' answer follows where it takes the model's place."""
    if text.startswith(sent):
        return text[len(sent) :]
    return f"\n\n{text}"
