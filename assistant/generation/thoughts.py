"""What a reasoning model thinks aloud before it answers, where its server does not part the two."""

import re
from collections.abc import Iterable, Iterator

# As DeepSeek-R1, QwQ, Qwen3 and GLM write it, and others in their own words. Their chat templates
# may open the thought in the prompt, so that only its end comes (vLLM without a reasoning parser).
_NAMES = "think|thinking|thought|reasoning"
_OPENS = re.compile(rf"<(?:{_NAMES})>|◁think▷", re.IGNORECASE)
_CLOSES = re.compile(rf"</(?:{_NAMES})>|◁/think▷", re.IGNORECASE)
_LONGEST_TAG = 12
_BEGINS = re.compile(rf"[<◁][^<◁>▷\s]{{0,{_LONGEST_TAG}}}$")  # a tag may still be coming


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
        while hit := (_CLOSES if thinking else _either).search(held):
            ends = _CLOSES.fullmatch(hit[0]) is not None
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


_either = re.compile(f"{_OPENS.pattern}|{_CLOSES.pattern}", re.IGNORECASE)
