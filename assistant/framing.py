"""What only frames a question, told from its topic: 主任要, 拉个单子, 汇报材料里这么写行不行.

A topic that holds nothing but words of ``framing.toml`` is none where the question is complete
without it: an organ, a role, a year, a clause says what is asked. 在材料方面 names a topic by
its form, whatever its words.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from assistant.question import LEXICONS, Question, intended
from indexer.lexicon import load_rules

# Intents of a question that still lacks what it is about.
_INCOMPLETE = ("topic", "duties_on_topic", "mentions", "unclear", "plan")
_NAMED = "方面|领域|工作|问题|事项|行业|业务|这?[一]?块"
_ABOUT = "关于|对于|针对|围绕|涉及|就"

Cut = Callable[[str], Sequence[str]]


def without_framing(question: Question, cut: Cut, titles: Sequence[str]) -> Question:
    """The question without the parts of its topic that only frame it.

    Args:
        question: as read.
        cut: cuts a text into words of the dictionary.
        titles: titles of the documents asked.
    """
    parts = question.topic.split()
    kept = [part for part in parts if named_so(part, question.folded) or not frames(part, cut)]
    if len(kept) == len(parts):
        return question
    found = intended(replace(question, topic=" ".join(kept)), titles)
    return found if kept or found.intent not in _INCOMPLETE else question


def frames(part: str, cut: Cut) -> bool:
    """Whether a text holds nothing but words that frame a question."""
    return all(
        word in _words() or not re.search("[\u4e00-\u9fffA-Za-z]", word) for word in cut(part)
    )


def named_so(part: str, text: str) -> bool:
    """Whether the form of a question makes a topic of a part: 在统计方面, 关于登记的."""
    said = re.escape(part)
    return bool(re.search(f"{said}(?:{_NAMED}|的?有关|的?相关)|(?:{_ABOUT}){said}", text))


@cache
def _words() -> frozenset[str]:
    return frozenset(form for rule in load_rules("framing", LEXICONS) for form in rule.forms)
