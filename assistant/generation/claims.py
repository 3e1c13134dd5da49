"""Which roles a sentence gives to organs: 由A、B牵头, 责任单位是C, D配合."""

import re
from collections.abc import Iterator

from assistant.organ_names import OrganNames
from indexer.model import Role

_ORGAN = "\ue000"  # stands for an organ's name, whose own signs are no words of the sentence
_GROUP = f"{_ORGAN}(?:[、和与及以]*{_ORGAN})*"
_LEAD = frozenset({Role.LEAD})
_RESPONSIBLE = frozenset({Role.RESPONSIBLE})
_EITHER = frozenset({Role.LEAD, Role.RESPONSIBLE})
_COOPERATING = frozenset({Role.COOPERATING})
# What leads to the organs comes before what follows them: in 牵头单位是A，责任单位是B each has one.
_PATTERNS = (
    (re.compile(f"牵头(?:单位|部门)(?:是|为|有|：|:)?\\s*({_GROUP})"), _LEAD),
    (re.compile(f"责任(?:单位|部门)(?:是|为|有|：|:)?\\s*({_GROUP})"), _RESPONSIBLE),
    (re.compile(f"配合(?:单位|部门)(?:是|为|有|：|:)?\\s*({_GROUP})"), _COOPERATING),
    (re.compile(f"({_GROUP})(?:等|来|共同|联合|分别|是|为|作为)*(?:这项工作的)?牵头"), _LEAD),
    (re.compile(f"({_GROUP})(?:是|为|作为)[^，。；]{{0,12}}责任(?:单位|部门)"), _RESPONSIBLE),
    (re.compile(f"({_GROUP})(?:等|来|共同|分别|具体)*(?:负责|主管|主责)"), _EITHER),
    (re.compile(f"({_GROUP})(?:等|来|共同|予以|做好)*(?:配合|协助)"), _COOPERATING),
)


def claims_of(said: str, organs: OrganNames) -> Iterator[tuple[tuple[str, ...], frozenset[Role]]]:
    """Each organ, by the names that it may mean, with the roles of which it is given one."""
    masked = said
    names: list[tuple[str, ...]] = []
    mentions = [each for each in organs.find(said) if each.names]
    for mention in reversed(mentions):
        masked = f"{masked[: mention.start]}{_ORGAN}{masked[mention.end :]}"
        names.insert(0, mention.names)
    taken: set[int] = set()
    for pattern, roles in _PATTERNS:
        for hit in pattern.finditer(masked):
            first = masked.count(_ORGAN, 0, hit.start(1))
            group = range(first, first + hit[1].count(_ORGAN))
            if not taken & set(group):
                taken |= set(group)
                yield from ((names[place], roles) for place in group)
