"""Which documents of a corpus a text means by level or place: 省里, 山东省, 国家的方案.

A digest (要点摘编) speaks only where it is meant: the full texts come first.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from indexer.lexicon import Rule, load_rules
from indexer.model import Document

ENDING = re.compile(r"(?<=..)(?:自治区|自治州|自治县|省|市|区|县|旗)$")
_FULL, _SHORT = "◉", "○"


class Levels:
    """Documents by level and region; their clauses are not needed."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Takes the documents of a corpus, in the order of its catalogue."""
        self._documents = tuple(documents)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """doc_ids of the full texts, or of all documents where there is none."""
        full = tuple(each.doc_id for each in self._documents if each.kind != "digest")
        return full or tuple(each.doc_id for each in self._documents)

    @cached_property
    def digests(self) -> frozenset[str]:
        """doc_ids that are set aside unless they are meant."""
        return frozenset(each.doc_id for each in self._documents) - frozenset(self.plain)

    def meant(self, text: str) -> tuple[str, ...]:
        """doc_ids of the documents whose level or place a folded text names."""
        rules = load_rules("levels")
        text = self.without_set_apart(text)
        levels = {rule.text("level") for rule in rules if rule.text("level") and rule.matches(text)}
        return tuple(
            each.doc_id
            for each in self._documents
            if (each.level in levels and self._stands_above(each))
            or (each.region and self._names(text, each.region, _place()))
        )

    @staticmethod
    def without_set_apart(text: str) -> str:
        """A text without the parts that say what is not meant: 省里的别掺进来."""
        rule = next(each for each in load_rules("levels") if each.id == "set_apart")
        return rule.pattern.sub("", text) if rule.pattern else text

    def without(self, text: str) -> str:
        """A folded text without the words by which it means or compares documents."""
        for rule in load_rules("levels"):
            if rule.pattern and rule.id not in ("place", "comparing", "set_apart"):
                text = rule.pattern.sub("", text)
        for each in self._documents:
            if each.region and self._names(text, each.region, _place()):
                text = text.replace(each.region, "").replace(ENDING.sub("", each.region), "")
        return text

    def names_own(self, text: str) -> bool:
        """Whether a folded text names the level of the full texts beside another: 区里."""
        return any(rule.matches(text) for rule in load_rules("levels") if rule.id == "own")

    def compares(self, text: str) -> bool:
        """Whether a folded text asks how documents differ."""
        return any(rule.matches(text) for rule in load_rules("levels") if rule.id == "comparing")

    def _stands_above(self, document: Document) -> bool:
        """Whether another document rests on it: 省里 means the parent, not any province."""
        return any(document.doc_id in each.parents for each in self._documents)

    def _names(self, text: str, region: str, place: Rule) -> bool:
        """Whether a text names a region as itself, not as a part of another's name."""
        short = ENDING.sub("", region)
        if short not in text:
            return False  # what a corpus of many places mostly is
        masked = text.replace(region, _FULL)
        if short != region:
            masked = masked.replace(short, _SHORT)
        for below in self._shorts - {short}:
            masked = masked.replace(f"{_FULL}{below}", below).replace(f"{_SHORT}{below}", below)
        return place.matches(masked)

    @cached_property
    def _shorts(self) -> frozenset[str]:
        return frozenset(ENDING.sub("", each.region) for each in self._documents if each.region)


def _place() -> Rule:
    return next(rule for rule in load_rules("levels") if rule.id == "place")
