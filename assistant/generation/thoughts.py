"""What a reasoning model thinks aloud before it answers, where its server does not part the two."""

import re
from collections.abc import Iterable, Iterator

# As DeepSeek-R1, QwQ, Qwen3 and GLM write it, and others in their own words. Their chat templates
# may open the thought in the prompt, so that only its end comes (vLLM without a reasoning parser).
_NAMES = "think|thinking|thought|reasoning"
_CHANNEL = r"<\|channel\|>{}<\|message\|>"  # gpt-oss, where its form (harmony) is not parsed
_OPENS = rf"<(?:{_NAMES})>|◁think▷|{_CHANNEL.format('analysis')}"
_CLOSES = rf"</(?:{_NAMES})>|◁/think▷|{_CHANNEL.format('final')}"
_CLOSING = re.compile(_CLOSES, re.IGNORECASE)
_EITHER = re.compile(f"{_OPENS}|{_CLOSES}", re.IGNORECASE)
_BEGINS = re.compile(r"[<◁][^◁▷\s]{0,30}$")  # a tag may still be coming


def without_thoughts(text: str) -> str:
    """A whole text without what was thought aloud before it."""
    parts: list[str] = []
    for piece in spoken([text]):
        if piece is None:
            parts.clear()
        else:
            parts.append(piece)
    return "".join(parts)


def spoken(pieces: Iterable[str]) -> Iterator[str | None]:
    """The pieces of a text without thoughts; None where all that came before turns out to be one."""
    held, thinking = "", False
    for piece in pieces:
        held += piece
        while hit := (_CLOSING if thinking else _EITHER).search(held):
            ends = _CLOSING.fullmatch(hit[0]) is not None
            if not thinking and hit.start():
                yield held[: hit.start()]
            if ends and not thinking:
                yield None
            held, thinking = held[hit.end() :], not ends
        tail = _BEGINS.search(held)
        kept = tail.start() if tail else len(held)
        if not thinking and kept:
            yield held[:kept]
        held = held[kept:]
    if held and not thinking:
        yield held
