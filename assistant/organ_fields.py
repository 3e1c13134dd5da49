"""Organs named by their field alone, where they do what organs do: 发改、商务共同牵头, 农业口管啥."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.lexicon import Forms, Patterns, load_rules

_LEXICONS = Path(__file__).parent / "lexicons"
_MENTIONS = Patterns("organ_mentions", _LEXICONS)
_ENDS = re.compile("(?:局|部门|委|厅)$")
_LONGEST = 6  # characters of a field
_SHORTEST_OTHER, _LONGEST_OTHER = 3, 16  # of an organ that no document names
_TAILS = ("口子", "口", "条线", "系统", "")
_BEFORE = re.compile("^|(?<=[，。、：？“和跟与同及由归是找让靠被的里中光只把◆])")
_JOIN = re.compile("[、和跟与同及]|以及")
_OTHER = re.compile("[\u4e00-\u9fff]{2,14}?(?:局|委|厅|办|中心|部门|公司|大队)")


class OrganFields:
    """The fields of the organs of a corpus, found in questions."""

    def __init__(self, aliases: Mapping[str, tuple[str, ...]], headings: str) -> None:
        """Takes what each organ is called, and the headings: a field that they hold is a matter, too."""
        stop = frozenset(
            form
            for rule in load_rules("organ_mentions", _LEXICONS)
            if rule.id == "no_field"
            for form in rule.forms
        )
        self._names = {
            field: names
            for alias, names in aliases.items()
            if (field := field_of(alias)) != alias and 2 <= len(field) <= _LONGEST
            if field not in stop and field not in aliases
        }
        self._headings = headings
        self._fields = Forms(self._names)
        self._beside = Forms((*self._names, *(each for each in aliases if len(each) <= _LONGEST)))

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where a text names organs so, from and to, and which."""
        place = 0
        while place < len(text):
            hit = self._at(text, place)
            if hit is not None:
                yield place, *hit
            place = hit[0] if hit else place + 1

    def _at(self, text: str, place: int) -> tuple[int, tuple[str, ...]] | None:
        """Where the mention ends that begins at a place, and which organs it names."""
        alone = _BEFORE.match(text, place) is not None
        for field in sorted(self._fields.at(text, place), key=len, reverse=True):
            if not alone and field in self._headings:
                continue
            for tail in _TAILS:
                end = place + len(field) + len(tail)
                if text.startswith(tail, end - len(tail)) and self._acts(text, end):
                    return end, self._names[field]
        return None

    def _acts(self, text: str, place: int) -> bool:
        """Whether what stands there does what organs do, or more organs that do so are joined to it."""
        if _MENTIONS["acts"].match(text, place):
            return True
        joined = _JOIN.match(text, place)
        if joined is None:
            return False
        start = joined.end()
        ends = {start + len(each) for each in self._beside.at(text, start)}
        ends |= {
            end
            for end in range(start + _SHORTEST_OTHER, min(len(text), start + _LONGEST_OTHER) + 1)
            if _OTHER.fullmatch(text, start, end)
        }
        return any(self._acts(text, end) for end in sorted(ends))


def field_of(name: str) -> str:
    """水利 of 水利局: what tells an organ from others."""
    return _ENDS.sub("", name)
