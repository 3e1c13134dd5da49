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

_MAKES = (
    "(?:牵头|负责|参与|承担|提供|出具|起草|召开|[局委厅办部]|中心)(?:的|哪些|什么|都|几个|几份)+"
)

Cut = Callable[[str], Sequence[str]]


def without_framing(question: Question, cut: Cut, titles: Sequence[str]) -> Question:
    """The question without the parts of its topic that only frame it.

    Args:
        question: as read.
        cut: cuts a text into words of the dictionary.
        titles: titles of the documents asked.
    """
    parts = question.topic.split()
    if parts and all(_framing(part, question, cut, weak=True) for part in parts):
        found = intended(replace(question, topic=""), titles)
        return question if found.intent in _INCOMPLETE else found
    kept = [part for part in parts if not _framing(part, question, cut, weak=False)]
    return question if kept == parts else intended(replace(question, topic=" ".join(kept)), titles)


def _framing(part: str, question: Question, cut: Cut, weak: bool) -> bool:
    if not frames(part, cut, weak) or named_so(part, question.folded):
        return False
    asked_for = re.search(f"{_MAKES}{re.escape(part)}(?=会|有|是|[？。，]|$)", question.folded)
    return not (asked_for and all(word in _things() or word == "发布" for word in cut(part)))


def frames(part: str, cut: Cut, weak: bool = False) -> bool:
    """Whether a text holds nothing but words that frame a question; ``weak`` ones among them."""
    words = _words(weak)
    return all(word in words or not re.search("[\u4e00-\u9fffA-Za-z]", word) for word in cut(part))


def named_so(part: str, text: str) -> bool:
    """Whether the form of a question makes a topic of a part: 在统计方面, 关于登记的."""
    said = re.escape(part)
    return bool(
        re.search(
            f"“{said}”|{said}(?:{_NAMED}|[\u4e00-\u9fff]{{1,3}}(?:方面|领域|行业))|{said}(?:的?有关|的?相关)|(?:{_ABOUT}){said}",
            text,
        )
    )


@cache
def _words(weak: bool) -> frozenset[str]:
    rules = load_rules("framing", LEXICONS)
    return frozenset(f for rule in rules if weak or not rule.fields.get("weak") for f in rule.forms)


@cache
def _things() -> frozenset[str]:
    """Words of papers and meetings, which an organ may have to make."""
    rules = load_rules("framing", LEXICONS)
    return frozenset(form for rule in rules if rule.fields.get("thing") for form in rule.forms)
