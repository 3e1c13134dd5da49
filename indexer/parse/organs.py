"""Organ names: canonical forms, and which organ a question or a clause means."""

import re
from functools import cache

from indexer.lexicon import load_rules
from indexer.parse.normalize import fold

_LEVELS = ("国家", "自治区", "省", "市", "区", "县", "旗", "州")
# 区城市管理委（交通委）: one organ that bears a second name.
_ALSO_CALLED = re.compile("(?<=[局委办厅会])（[^（）、，]{2,8}[局委办厅]）$")


@cache
def canonical(name: str) -> str:
    """The full form of an organ's name: 区市场监管局 -> 区市场监督管理局."""
    folded = _ALSO_CALLED.sub("", fold(name))
    for rule in load_rules("organs"):
        if rule.fields.get("kind") == "expand" and rule.pattern:
            folded = rule.pattern.sub(str(rule.fields["full"]), folded)
    return folded


def without_level(name: str) -> str:
    """The name without its level: 区财政局 -> 财政局; 区委宣传部 stays as it is."""
    for level in _LEVELS:
        rest = name.removeprefix(level)
        if rest != name and len(rest) >= 3 and not rest.startswith(("委", "场")):
            return rest
    return name


@cache
def is_collective(name: str) -> bool:
    """Whether the name is a group of unnamed organs, such as 区有关部门、单位."""
    return any(
        rule.pattern is not None and rule.pattern.fullmatch(fold(name))
        for rule in load_rules("organs")
        if rule.fields.get("kind") == "collective"
    )
