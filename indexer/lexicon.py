"""Loads, validates and compiles ``lexicons/*.toml``: rules and word lists as data.

A file holds ``[macros]`` (named pieces of regular expressions, written ``{NAME}`` in
patterns) and ``[[rule]]`` entries. A rule has an ``id`` that is unique in its file,
``examples`` and ``counter_examples`` (a test runs them all), and either a ``pattern``
(a regular expression over folded text, see ``parse.normalize.fold``) or ``forms`` (plain
words). Everything else in the entry is the rule's own data and lies in ``fields``.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from indexer.errors import LexiconError

FOLDER = Path(__file__).parent / "lexicons"
_OWN_KEYS = {"id", "pattern", "forms", "examples", "counter_examples", "source", "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a lexicon."""

    id: str
    pattern: re.Pattern[str] | None
    forms: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    fields: Mapping[str, Any]

    def matches(self, text: str) -> bool:
        """Whether the rule's pattern, or one of its forms, occurs in ``text``."""
        if self.pattern is not None:
            return self.pattern.search(text) is not None
        return any(form in text for form in self.forms)

    def text(self, key: str) -> str | None:
        """A field that is a string, or None where the entry lacks it."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else None


class Forms:
    """Finds which of many words a short text holds: by its characters, not word by word."""

    def __init__(self, words: Iterable[str]) -> None:
        """Takes the words."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            found[word[:1]].append(word)
        self._by_first = dict(found)

    def held(self, text: str) -> set[str]:
        """The words that stand in a text."""
        return {word for place in range(len(text)) for word in self.at(text, place)}

    def at(self, text: str, place: int) -> list[str]:
        """The words that begin at a place of a text."""
        words = self._by_first.get(text[place : place + 1], ())
        return [word for word in words if text.startswith(word, place)]


@cache
def load_rules(name: str, folder: Path = FOLDER) -> tuple[Rule, ...]:
    """The rules of ``folder/name.toml`` in the order of the file.

    Raises:
        LexiconError: the file is missing or breaks the schema; names file and entry.
    """
    path = folder / f"{name}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LexiconError(
            f"词表 {path.name} 无法读取：{error}。请检查该文件的 TOML 语法。"
        ) from error
    macros = data.get("macros", {})
    rules = tuple(_compile(entry, macros, path.name) for entry in data.get("rule", []))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise LexiconError(f"词表 {path.name} 中 id 重复：{rule_id}。请改成唯一的 id。")
    return rules


class Patterns:
    """The regular expressions of a lexicon by the ids of their rules, read when first wanted."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        """Takes the name of the lexicon and its folder."""
        self._name, self._folder = name, folder

    @cached_property
    def _by_id(self) -> dict[str, re.Pattern[str]]:
        rules = load_rules(self._name, self._folder)
        return {rule.id: rule.pattern for rule in rules if rule.pattern is not None}

    def __getitem__(self, rule_id: str) -> re.Pattern[str]:
        """The pattern of a rule.

        Raises:
            LexiconError: the lexicon has no such rule, or one of plain words.
        """
        if rule_id not in self._by_id:
            raise LexiconError(
                f"词表 {self._name}.toml 缺少带 pattern 的规则 {rule_id}。请补上它。"
            )
        return self._by_id[rule_id]


def _compile(entry: dict[str, Any], macros: dict[str, str], file: str) -> Rule:
    rule_id = entry.get("id")
    if not isinstance(rule_id, str):
        raise LexiconError(f"词表 {file} 有一条规则没有 id：{entry!r}。请补上 id。")
    if ("pattern" in entry) == ("forms" in entry):
        raise LexiconError(f"词表 {file} 的 {rule_id} 必须有 pattern 或 forms 之一。")
    pattern = entry.get("pattern")
    try:
        compiled = None if pattern is None else re.compile(_expand(pattern, macros))
    except re.error as error:
        raise LexiconError(
            f"词表 {file} 的 {rule_id} 正则有误：{error}。请修改 pattern。"
        ) from error
    return Rule(
        id=rule_id,
        pattern=compiled,
        forms=tuple(entry.get("forms", ())),
        examples=tuple(entry.get("examples", ())),
        counter_examples=tuple(entry.get("counter_examples", ())),
        fields={key: value for key, value in entry.items() if key not in _OWN_KEYS},
    )


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Replaces ``{NAME}`` by its macro, macros in macros included."""
    for _ in range(len(macros) + 1):
        expanded = re.sub(r"\{([A-Z_]+)\}", lambda hit: macros.get(hit[1], hit[0]), pattern)
        if expanded == pattern:
            break
        pattern = expanded
    return pattern


@cache
def fingerprint() -> str:
    """A digest of all lexicons; documents parsed under another one are parsed anew."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.glob("*.toml")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def domain_words() -> tuple[str, ...]:
    """Words that a segmenter must keep whole: the forms of ``terms.toml``."""
    return tuple(sorted({form for rule in load_rules("terms") for form in rule.forms}))
