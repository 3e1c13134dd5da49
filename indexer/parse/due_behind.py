"""Times that stand behind what is due then: in the segment behind a figure, or for all before it."""

import re
from dataclasses import replace

from indexer.model import Target
from indexer.parse.figures import target_rules
from indexer.parse.normalize import CleanText
from indexer.parse.scene import Scene, read_scene


def due(found: list[Target], segment: str, scene: Scene) -> list[Target]:
    """加固危房23栋，2025年8月底前完成: the time behind a figure is when it is due."""
    behind = any(rule.matches(segment) for rule in target_rules("due_behind"))
    if not behind or not scene.last or not found or scene.last[-1] != found[-1]:
        return found
    first = len(found) - len(scene.last)
    return [
        replace(each, deadline=scene.deadline)
        if place >= first and each.deadline is None and each.recurrence is None
        else each
        for place, each in enumerate(found)
    ]


def is_due_of_all(sentence: str) -> bool:
    """Whether a sentence gives the time of all that stands before it: 上述任务于2027年底前完成."""
    return any(rule.matches(sentence) for rule in target_rules("due_all"))


def all_due(found: list[Target], clean: CleanText, said: re.Match[str]) -> list[Target]:
    """The targets before 上述任务于2027年底前完成, due then where they say nothing else."""
    scene = Scene()
    read_scene(clean.folded, said.start(), said.end(), scene)
    return [
        each if each.deadline or each.recurrence else replace(each, deadline=scene.deadline)
        for each in found
    ]
