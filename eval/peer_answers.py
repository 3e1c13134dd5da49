"""Answers of peers to the same questions: what each would show its user, judged alike.

A ranker shows its best passage as the answer, and cites it. An OpenAI-compatible endpoint is
sent the question, alone or with the passages that our own retrieval finds, and cites them by [n].
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eval.formats import Topic
from eval.retrieval import Ranker
from indexer.errors import WenceError
from indexer.model import Answer, Citation, Span

Ask = Callable[[Topic], Answer]
_REFUSES = re.compile(
    "没有(?:写明|提到|说明|规定|相关信息|找到)|未(?:提及|写明|提到|说明|找到)|无法(?:回答|确定|据此)|文档信息不足"
)
_MARKER = re.compile(r"\[(\d+)\]")
_PROMPT = "请只依据下面的材料回答问题，每句话后面用 [编号] 注明出处；材料里没有答案，就回答“材料没有写明”。"
_TOP = 5  # passages sent to an endpoint


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible service; ``passages`` tells whether passages are sent along."""

    url: str
    model: str
    key: str = ""
    passages: bool = True
    seconds: float = 60.0


def best_passage(ranker: Ranker, texts: Mapping[str, str]) -> Ask:
    """Answers with the best passage of a ranker."""

    def ask(topic: Topic) -> Answer:
        begin = time.perf_counter()
        found = [name for name, _ in ranker(topic.question)[:1]]
        text = "\n".join(f"{texts[name]}[1]" for name in found)
        return _answer(topic, text or "没有找到。", found, texts, begin, found=bool(found))

    return ask


def of_endpoint(endpoint: Endpoint, ranker: Ranker, texts: Mapping[str, str]) -> Ask:
    """Answers with what an endpoint writes.

    Raises (when asked):
        WenceError: the endpoint cannot be reached or answers with an error.
    """
    import httpx

    client = httpx.Client(timeout=endpoint.seconds)

    def ask(topic: Topic) -> Answer:
        begin = time.perf_counter()
        names = [n for n, _ in ranker(topic.question)[:_TOP]] if endpoint.passages else []
        said = _complete(client, endpoint, _messages(topic, [texts[each] for each in names]))
        marked = dict.fromkeys(int(each) for each in _MARKER.findall(said))
        cited = [names[n - 1] for n in marked if 0 < n <= len(names)]
        return _answer(topic, said, cited, texts, begin, found=not _REFUSES.search(said))

    return ask


def _messages(topic: Topic, passages: Sequence[str]) -> list[dict[str, str]]:
    material = "\n".join(f"[{n}] {text}" for n, text in enumerate(passages, 1))
    content = f"{_PROMPT}\n\n{material}\n\n问题：{topic.question}" if passages else topic.question
    earlier = [{"role": "user", "content": each} for each in topic.history]
    return [*earlier, {"role": "user", "content": content}]


def _complete(client: Any, endpoint: Endpoint, messages: list[dict[str, str]]) -> str:
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url = f"{endpoint.url.rstrip('/')}/chat/completions"
    body = {"model": endpoint.model, "messages": messages, "temperature": 0}
    try:
        reply = client.post(url, json=body, headers=headers)
        reply.raise_for_status()
        return str(reply.json()["choices"][0]["message"]["content"] or "")
    except Exception as error:  # httpx's own, and whatever a service puts in its JSON
        raise WenceError(
            f"模型服务 {url} 没有给出回答：{error}。请检查地址、模型名和密钥。"
        ) from error


def _answer(
    topic: Topic,
    text: str,
    cited: Sequence[str],
    texts: Mapping[str, str],
    begin: float,
    found: bool,
) -> Answer:
    citations = tuple(
        Citation(n, name, name, None, "", name, (), texts[name], Span(0, len(texts[name])))
        for n, name in enumerate(cited, 1)
    )
    answer = Answer(topic.question, "answered" if found else "not_found", "peer", text)
    elapsed = round((time.perf_counter() - begin) * 1000, 2)
    return replace(answer, citations=citations if found else (), elapsed_ms=elapsed)
