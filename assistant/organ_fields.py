"""Organs named by their field alone, where they do what organs do: 发改、商务共同牵头, 农业口管啥."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.lexicon import Patterns, load_rules

_LEXICONS = Path(__file__).parent / "lexicons"
_MENTIONS = Patterns("organ_mentions", _LEXICONS)
_ENDS = re.compile("(?:局|部门|委|厅)$")
_LONGEST = 6  # characters of a field
_TAIL = "(?:口子?|条线|系统)?"
_BEFORE = "(?:^|(?<=[，。、：？“和跟与同及由归是找让靠被的里中光只把◆]))"
_OTHER = "[\u4e00-\u9fff]{2,14}?(?:局|委|厅|办|中心|部门|公司|大队)"


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
        anywhere = [each for each in self._names if each not in headings]
        either = _either(self._names)
        short = _either([each for each in aliases if len(each) <= _LONGEST])
        joined = f"(?:(?:[、和跟与同及]|以及)(?:{either}|{short}|{_OTHER}))*"
        acting = f"{_TAIL})(?={joined}(?:{_MENTIONS['acts'].pattern}))"
        self._pattern = re.compile(
            f"(?P<said>(?:{_BEFORE}(?P<field>{either})|(?P<own>{_either(anywhere)})){acting}"
        )

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Where a text names organs so, from and to, and which."""
        for hit in self._pattern.finditer(text) if self._names else ():
            yield *hit.span("said"), self._names[hit["field"] or hit["own"]]


def _either(words: Mapping[str, object] | list[str]) -> str:
    """A pattern for any of the words, the longest first; of none, one that fits nothing."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def field_of(name: str) -> str:
    """水利 of 水利局: what tells an organ from others."""
    return _ENDS.sub("", name)
