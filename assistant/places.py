"""Places that a question names and the corpus does not stand for: 历下区, 青岛, 上海市."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).with_name("lexicons")
_BOUNDARY = r"(?:^|(?<=[，。、：？！的在从问和与跟到去是省市]))(?:请问|那么?|在|想问)?"
_DISTRICT = re.compile(rf"{_BOUNDARY}(?P<name>[\u4e00-\u9fff]{{2,3}}?[区县旗])(?![级域内间块位])")


class Places:
    """Finds places other than those of a corpus."""

    def __init__(self, own: Iterable[str]) -> None:
        """Takes the texts of the corpus that name its places: titles, issuers, organs, clauses."""
        self._own = "\n".join(own)

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = "|".join(_forms("name"))
        return re.compile(rf"{_BOUNDARY}(?P<first>{names})[省市]?|(?P<named>{names})(?=[省市的])")

    def others(self, text: str) -> tuple[str, ...]:
        """The places of a folded question that no text of the corpus names."""
        found = [hit["first"] or hit["named"] for hit in self._names.finditer(text)]
        found += [
            hit["name"]
            for hit in _DISTRICT.finditer(text)
            if not hit["name"].endswith(tuple(_forms("common")))
        ]
        return tuple(dict.fromkeys(name for name in found if name not in self._own))


def _forms(kind: str) -> list[str]:
    return [
        form
        for rule in load_rules("places", _LEXICONS)
        if rule.fields["kind"] == kind
        for form in rule.forms
    ]
