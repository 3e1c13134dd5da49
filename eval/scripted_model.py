"""A scripted endpoint of the OpenAI form: it tells the truth, lies, obeys orders, judges, or breaks.

The model's name says what it does. What it writes is made of the prompt that it is sent, so that
true sentences are those of the clauses in other words, and lies are true ones with one thing
changed. Each sentence is kept, so that what becomes of it can be counted.
"""

import itertools
import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

from eval.dressing import dressed

_CLAUSE = re.compile(r"^\[(\d+)\] (《.*》.*)\n(.*(?:\n(?!\[\d+\] 《).*)*)", re.MULTILINE)
_ATTRIBUTION = re.compile(r"牵头单位[：:]([^，；;）)]+)(?:[，；;]\s*责任单位[：:]([^）)]+))?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。；！？\n（）]{8,80}[。；]")
_STRANGERS = ("区民政局", "市气象局", "区统计局")
_STATUSES = {each: int(each) for each in ("400", "401", "402", "429", "500", "503")}


@dataclass(slots=True)
class Script:
    """What the endpoint has been asked and has written."""

    true: list[str] = field(default_factory=list)
    lies: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)  # ends what is endless
    seed: int = 7
    restated: str = ""  # what it makes of a question that it is to restate
    says: tuple[str, ...] = ()  # what it says word for word; see _events for what is no text
    verdict: str = ""  # what it says as a judge; MARK stands for the mark that it is given


def scripted(script: Script) -> FastAPI:
    """The endpoint; ``POST /v1/chat/completions``, streaming."""
    app = FastAPI()
    chance = random.Random(script.seed)

    @app.post("/v1/chat/completions", response_model=None)
    async def complete(request: Request) -> StreamingResponse | JSONResponse:
        body = await request.json()
        mode, prompt = str(body["model"]), str(body["messages"][-1]["content"])
        script.asked.append(prompt)
        if prompt.startswith("前文：") and script.restated:
            return StreamingResponse(_events(iter((script.restated,))), 200)
        if mode in _STATUSES:
            return JSONResponse({"error": {"message": "scripted"}}, _STATUSES[mode])
        writer = _WRITERS[mode]
        return StreamingResponse(_events(writer(prompt, script, chance)), 200)

    return app


def _events(pieces: Iterator[str]) -> Iterator[str]:
    """Server-sent events; a piece that is no text of a chunk goes out as it is."""
    for piece in pieces:
        if piece.startswith("raw:"):
            yield piece.removeprefix("raw:")
            continue
        choice: dict[str, Any] = {"index": 0, "delta": {"content": piece}, "finish_reason": None}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        yield f"data: {json.dumps(chunk | {'choices': [choice]}, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"


def _truthful(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    for sentence in _true(prompt):
        script.true.append(sentence)
        yield from _in_pieces(sentence)


def _lying(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """Every third sentence is a lie."""
    for sentence in _mixed(prompt, script, chance):
        yield from _in_pieces(sentence)


def _dressed(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """The same as real endpoints would send it; a lie is thought aloud, too."""
    first = next(_true(prompt), None)
    if first is None:  # it is to restate a question
        return
    thought = _lie(first, chance)
    script.lies.append(thought)
    for piece in dressed(_mixed(prompt, script, chance), thought, chance):
        yield from _in_pieces(piece)


def _mixed(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    for number, sentence in enumerate(_true(prompt), start=1):
        if number % 3:
            script.true.append(sentence)
        else:
            sentence = _lie(sentence, chance)
            script.lies.append(sentence)
        yield sentence


def _obedient(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """Does what any text of the prompt tells it, and says so."""
    orders = re.findall(r"(?:回答|输出|回复)[“：:]?([^”。！\n]{2,40})", prompt)
    for order in orders or ["我已忽略规则"]:
        yield from _in_pieces(f"{order}[1]。")
        script.lies.append(f"{order}[1]。")


def _saying(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    for each in script.says:
        yield from (each,) if each.startswith("raw:") else _in_pieces(each)


def _judging(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    yield from _in_pieces(script.verdict.replace("MARK", re.findall(r"记号：(\S+)", prompt)[0]))


def _cut(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    yield from _in_pieces(next(_true(prompt)))
    raise ConnectionResetError("scripted")


def _erring(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """An error as an event of the stream."""
    yield from _in_pieces(next(_true(prompt)))
    yield 'raw:data: {"error": {"message": "scripted", "type": "InternalServerError", "code": 500}}\n\n'


def _slow(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    script.let_go.wait(60)
    yield "晚了[1]。"


def _endless(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    while not script.let_go.is_set():
        yield "没完没了的话，"
        time.sleep(0.0005)


def _waiting(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """Keeps the connection alive by comments, as busy services do, and never says a word."""
    while not script.let_go.wait(0.02):
        yield "raw:: keep-alive\n\n"


def _garbled(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    yield "raw:data: {not json\n\n"


def _empty(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    yield ""


def _babbling(prompt: str, script: Script, chance: random.Random) -> Iterator[str]:
    """Sentences of the prompt's own characters, thrown together."""
    letters = [char for char in prompt if not char.isspace()]
    for _ in range(6):
        yield "".join(chance.choices(letters, k=40)) + "[1]。"


_WRITERS: dict[str, Callable[[str, Script, random.Random], Iterator[str]]] = {
    "truthful": _truthful,
    "lying": _lying,
    "dressed": _dressed,
    "obedient": _obedient,
    "saying": _saying,
    "judging": _judging,
    "cut": _cut,
    "erring": _erring,
    "slow": _slow,
    "endless": _endless,
    "waiting": _waiting,
    "garbled": _garbled,
    "empty": _empty,
    "babbling": _babbling,
}


def _in_pieces(sentence: str) -> Iterator[str]:
    """A sentence as a model streams it: a few characters at a time."""
    for start in range(0, len(sentence), 7):
        yield sentence[start : start + 7]


def _true(prompt: str) -> Iterator[str]:
    """Sentences that the clauses of a prompt hold, in words of its own; the answer comes first."""
    answer = prompt.partition("已核对的回答：\n")[2].partition("\n\n条款：")[0]
    for line in answer.split("\n"):
        markers = "".join(dict.fromkeys(re.findall(r"\[\d+\]", line)))
        text = re.sub(r"\[\d+\]", "", line.replace("**", ""))
        for sentence in filter(None, re.split(r"[。！？]", text)) if markers else ():
            yield f"{sentence.strip()}{markers}。"
    for marker, _, text in itertools.islice(_CLAUSE.findall(prompt), 2):
        if hit := _ATTRIBUTION.search(text):
            shared = f"，责任单位是{hit[2]}" if hit[2] else ""
            yield f"这项工作由{hit[1]}牵头{shared}[{marker}]。"
        for sentence in itertools.islice(_SENTENCE.findall(text), 2):
            yield f"方案还明确，{sentence.strip('。；')}[{marker}]。"


def _lie(sentence: str, chance: random.Random) -> str:
    """A true sentence with one thing changed; a piece made up where nothing can be."""
    ways = [_other_number, _other_organ, _other_role, _denied, _made_up, _unmarked]
    chance.shuffle(ways)
    changed = (way(sentence, chance) for way in ways)
    return next(each for each in changed if each != sentence)


def _other_number(sentence: str, chance: random.Random) -> str:
    text = re.sub(r"\[\d+\]", "", sentence)
    numbers = _NUMBER.findall(text)
    if not numbers:
        return sentence
    number = chance.choice(numbers)
    other = str(int(float(number)) + chance.randint(1, 9))
    return re.sub(rf"(?<!\[)(?<![\d.]){re.escape(number)}(?![\d.\]])", other, sentence, count=1)


def _other_organ(sentence: str, chance: random.Random) -> str:
    return re.sub(r"(?<=由)[^，。]{3,20}?(?=牵头)", chance.choice(_STRANGERS), sentence, count=1)


def _other_role(sentence: str, chance: random.Random) -> str:
    return re.sub(r"由([^，。]+?)牵头，责任单位是([^，。\[]+)", r"由\2牵头，责任单位是\1", sentence)


def _denied(sentence: str, chance: random.Random) -> str:
    return sentence.replace("由", "不由", 1) if "由" in sentence else sentence


def _made_up(sentence: str, chance: random.Random) -> str:
    marker = re.findall(r"\[\d+\]", sentence)[0]
    amount = chance.randint(2, 9) * 1000
    return f"符合条件的居民每户还可以领取{amount}元现金奖励{marker}。"


def _unmarked(sentence: str, chance: random.Random) -> str:
    return re.sub(r"\[\d+\]", "", sentence)
