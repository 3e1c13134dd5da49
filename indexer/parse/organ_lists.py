"""Lists of organs: where one name ends, which words are remarks, what can be an organ."""

import re
from collections.abc import Iterator
from functools import lru_cache

from indexer.lexicon import Patterns, load_rules

OPEN, CLOSE = "（〔", "）〕"
LIST_MARKS = "、，；，;"
_GROUP = 4
_LISTS = Patterns("organ_lists")


def are_organs(names: str) -> bool:
    """Whether a list holds organs alone, remarks left out."""
    pieces = [names[begin:stop] for begin, stop in split_list(names, LIST_MARKS)]
    named = [each for each in pieces if not is_remark(each)]
    return bool(named) and all(is_organ(each) for each in named)


@lru_cache(maxsize=8192)
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


def run_together(
    name: str, start: int, known: frozenset[str] = frozenset()
) -> Iterator[tuple[int, int]]:
    """Names that a cell of a web page writes without marks: 区水务局区商务局各街镇.

    A name ends where it ends like an organ and the next begins with its level, a collective,
    or is ``known`` to stand alone elsewhere; 市规划自然资源委丰台分局 is one.
    """
    begin = 0
    for place in range(2, len(name) - 1):
        before, rest = name[begin:place], name[place:]
        if _parts_here(before, rest, known):
            yield start + begin, start + place
            begin = place
    yield start + begin, start + len(name)


def _parts_here(before: str, rest: str, known: frozenset[str]) -> bool:
    """Whether one organ ends and the next one begins."""
    if _LISTS["whole"].search(before) and not _LISTS["office"].match(rest):
        return bool(_LISTS["next"].match(rest) or _LISTS["next_any"].match(rest) or is_organ(rest))
    if before.startswith("各") and len(before) < _GROUP and rest[0] in "区县市州旗乡镇":
        return False  # 各区县政府
    opens = (
        _LISTS["next"].match(rest)
        or _LISTS["place"].match(rest)
        or any(rest.startswith(each) for each in known)
    )
    return bool(opens) and before[-1] not in "地园社街" and is_organ(before)


def is_street(name: str) -> bool:
    """Whether a name is that of a street office: 花乡街道."""
    return _LISTS["street"].search(name) is not None


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
    joints = {hit.start(): hit.end() for hit in _LISTS["joint"].finditer(text)}
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
