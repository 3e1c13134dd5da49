"""Which documents of a corpus a text means by level or place: 省里, 山东省, 国家的方案.

A digest (要点摘编) speaks only where it is meant: the full texts come first.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from indexer.lexicon import Forms, Rule, load_rules
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
        named = {region for region in self._held(text) if self._names(text, region)}
        if any(rule.matches(text) for rule in rules if rule.id == "every"):
            return tuple(each.doc_id for each in self._documents if each.level)
        if not levels and not named:
            return ()
        return tuple(
            each.doc_id
            for each in self._documents
            if (each.level in levels and each.doc_id in self._parents) or each.region in named
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
        for region, short in self._short.items():
            if self._names(text, region):
                text = text.replace(region, "").replace(short, "")
        return text

    def names_own(self, text: str) -> bool:
        """Whether a folded text names the level of the full texts beside another: 区里."""
        return any(rule.matches(text) for rule in load_rules("levels") if rule.id == "own")

    def compares(self, text: str) -> bool:
        """Whether a folded text asks how documents differ."""
        rules = load_rules("levels")
        return any(rule.matches(text) for rule in rules if rule.id in ("comparing", "every"))

    @cached_property
    def _parents(self) -> frozenset[str]:
        """Documents on which another one rests: 省里 means the parent, not any province."""
        return frozenset(parent for each in self._documents for parent in each.parents)

    def _held(self, text: str) -> Iterator[str]:
        """The regions whose short names stand in a text."""
        held = self._names_held.held(text)
        return (region for region, short in self._short.items() if held and short in held)

    @cached_property
    def _names_held(self) -> Forms:
        return Forms(self._short.values())

    def _names(self, text: str, region: str) -> bool:
        """Whether a text names a region as itself, not as a part of another's name."""
        short = self._short[region]
        if short not in text:
            return False  # what a corpus of many places mostly is
        masked = text.replace(region, _FULL)
        if short != region:
            masked = masked.replace(short, _SHORT)
        for below in self._shorts - {short}:
            masked = masked.replace(f"{_FULL}{below}", below).replace(f"{_SHORT}{below}", below)
        return _place().matches(masked)

    @cached_property
    def _short(self) -> dict[str, str]:
        """The regions of the documents, each with its short name."""
        return {each.region: ENDING.sub("", each.region) for each in self._documents if each.region}

    @cached_property
    def _shorts(self) -> frozenset[str]:
        return frozenset(self._short.values())


@cache
def _place() -> Rule:
    return next(rule for rule in load_rules("levels") if rule.id == "place")
