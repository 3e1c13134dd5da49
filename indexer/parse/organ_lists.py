"""Lists of organs: where one name ends, which words are remarks, what can be an organ."""

import re
from collections.abc import Iterator

from indexer.lexicon import load_rules

OPEN, CLOSE = "（〔", "）〕"
LIST_MARKS = "、，；，;"
_JOINT = re.compile("会同|(?:以及|和|及|与)(?=各|有关|相关)")  # between organs, beside the marks


def are_organs(names: str) -> bool:
    """Whether a list holds organs alone, remarks left out."""
    pieces = [names[begin:stop] for begin, stop in split_list(names, LIST_MARKS)]
    named = [each for each in pieces if not is_remark(each)]
    return bool(named) and all(is_organ(each) for each in named)


def is_organ(name: str) -> bool:
    """Whether a piece of text can name an organ: it ends like one, or is a collective."""
    name = re.sub("（[^）]*）$", "", without_notes(name))
    return any(
        hit.end() == len(name)
        for rule in load_rules("organs")
        if rule.fields.get("kind") in ("ending", "collective") and rule.pattern
        for hit in rule.pattern.finditer(name)
    )


def without_notes(text: str) -> str:
    """A list or a name without words such as 等部门 and 按职责分工负责 behind it."""
    for rule in load_rules("organs"):
        if rule.fields.get("kind") == "note" and rule.pattern:
            text = rule.pattern.sub("", text)
    return text


def parted(name: str, start: int) -> Iterator[tuple[int, int]]:
    """A name, or the two that 和 joins where both are organs: 住房和城乡建设局 is one."""
    for hit in re.finditer("[和与及]", name):
        if is_organ(name[: hit.start()]) and is_organ(name[hit.end() :]):
            yield start, start + hit.start()
            yield from parted(name[hit.end() :], start + hit.end())
            return
    yield start, start + len(name)


def is_remark(name: str) -> bool:
    """Whether a piece of a list is a remark, such as a deadline, and no name."""
    return any(
        rule.pattern is not None and rule.pattern.search(name)
        for rule in load_rules("organs")
        if rule.fields.get("kind") == "other"
    )


def split_list(text: str, marks: str) -> Iterator[tuple[int, int]]:
    """Ranges between marks at bracket depth 0; a collective is never parted."""
    kept = [
        (hit.start(), hit.end())
        for rule in load_rules("organs")
        if rule.fields.get("kind") == "collective"
        for hit in (rule.pattern.finditer(text) if rule.pattern else ())
    ]
    joints = {hit.start(): hit.end() for hit in _JOINT.finditer(text)}
    depth, begin = 0, 0
    for place, char in enumerate(text):
        depth += (char in OPEN) - (char in CLOSE)
        mark = char in marks or ("、" in marks and place in joints)
        if mark and depth <= 0 and not any(s <= place < e for s, e in kept):
            if place > begin:
                yield begin, place
            begin = joints.get(place, place + 1)
    if begin < len(text):
        yield begin, len(text)
