"""Organs that running prose names, with or without a role: 省商务厅、财政厅等要指导各地.

A level that only the first name of a list bears is that of the others, too. Which names there
are is told by the rules of kind "mention" in ``organs.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.lexicon import load_rules
from indexer.parse.normalize import fold
from indexer.parse.organs import canonical, without_level

_NOTE = re.compile("（[^（）]*）|^各")
_PLACE = re.compile("[\u4e00-\u9fff]{2,3}[省市区县]|国家|中国")
_ENDINGS = ("厅", "局", "委员会")


@dataclass(frozen=True, slots=True)
class OrganMention:
    """A place of a text that names an organ; ``canonical`` has the level of its list."""

    start: int
    end: int
    canonical: str


def find_organ_mentions(text: str) -> list[OrganMention]:
    """The organs named in a text, in order; its widths may be folded or not."""
    folded = fold(text)
    if len(folded) != len(text):
        return []
    found: dict[int, OrganMention] = {}
    for rule in load_rules("organs"):
        if rule.fields.get("kind") != "mention" or rule.pattern is None:
            continue
        for hit in rule.pattern.finditer(folded):
            for each in _of_list(hit):
                found.setdefault(each.start, each)
    return [found[place] for place in sorted(found)]


def _of_list(hit: re.Match[str]) -> Iterator[OrganMention]:
    first = canonical(_NOTE.sub("", hit["name"]))
    yield OrganMention(*hit.span("name"), first)
    others = hit.groupdict().get("others")
    if others is None:
        return
    for other in re.finditer("(?<=[、和与及])(?![、和与及])[^、]+", others):
        start = hit.start("others") + other.start()
        name = with_level_of(first, canonical(other[0]))
        yield OrganMention(start, start + len(other[0]), name)


def with_level_of(first: str, name: str) -> str:
    """A name with the level of the one that its list begins with: 省财政厅、商务厅."""
    bare = without_level(first)
    level = first[: len(first) - len(bare)]
    plain = without_level(name) == name and name.endswith(_ENDINGS) and not _PLACE.match(name)
    return level + name if level and plain else name
