"""A query -> what it is searched with: weighted tokens, everyday and English words replaced."""

import re
from dataclasses import dataclass
from functools import cache

from indexer.lexicon import Forms, load_rules
from indexer.retrieve.tokenizer import Tokenizer, plain

_LATIN = re.compile(r"[a-z]+(?:'s)?")
_WEIGHT = 0.6  # of a word that a synonym brings


@dataclass(frozen=True, slots=True)
class Terms:
    """Weighted tokens of a query; ``own`` are those of the query itself, without function words."""

    weights: dict[str, float]
    own: frozenset[str]


def query_terms(query: str, tokenizer: Tokenizer) -> Terms:
    """Tokens of a query at weight 1, official words for its everyday words below 1."""
    text = plain(query)
    weights = _own_weights(text, tokenizer)
    own = frozenset(
        token
        for token, weight in weights.items()
        if weight == 1.0 and not all(char in _stopwords() for char in token)
    )
    held = synonym_forms().held(text)
    for rule in load_rules("synonyms") if held else ():
        if not held.isdisjoint(rule.forms):
            for word in rule.fields["expands"]:
                for token in tokenizer.tokens(word):
                    weights.setdefault(token, float(rule.fields.get("weight", _WEIGHT)))
    return Terms(weights, own)


def _own_weights(text: str, tokenizer: Tokenizer) -> dict[str, float]:
    """Tokens that name the subject at weight 1, those that only ask at less."""
    light, least = _light()
    named = light.sub(" ", text)
    weights = {token: 1.0 for token in tokenizer.tokens(named) if token not in _stopwords()}
    weight = least if weights else 1.0
    for token in tokenizer.tokens(text):
        if token not in _stopwords():
            weights.setdefault(token, weight)
    return weights


def translated(query: str) -> str:
    """English terms of the field as Chinese words; a query without them comes back unchanged."""
    text = plain(query)
    if not _LATIN.search(text):
        return query
    found = [
        (hit.start(), hit.end(), " ".join(rule.fields["expands"]))
        for rule in load_rules("bilingual")
        if rule.pattern is not None
        for hit in rule.pattern.finditer(text)
    ]
    chosen: list[tuple[int, int, str]] = []
    for start, end, words in sorted(found, key=lambda each: each[0] - each[1]):
        if all(end <= before or start >= after for before, after, _ in chosen):
            chosen.append((start, end, words))
    if not chosen:
        return query
    for start, end, words in sorted(chosen, reverse=True):
        text = f"{text[:start]} {words} {text[end:]}"
    return _LATIN.sub(" ", text) if _mostly_english(query) else text


def _mostly_english(text: str) -> bool:
    letters = sum("a" <= char <= "z" for char in text.lower())
    return letters > sum("\u4e00" <= char <= "\u9fff" for char in text)


@cache
def synonym_forms() -> Forms:
    """The everyday words that official ones stand for."""
    return Forms(form for rule in load_rules("synonyms") for form in rule.forms)


@cache
def _light() -> tuple[re.Pattern[str], float]:
    """The words that only ask, and what they weigh at least."""
    rules = [rule for rule in load_rules("stopwords") if "weight" in rule.fields]
    forms = sorted((form for rule in rules for form in rule.forms), key=len, reverse=True)
    return re.compile("|".join(forms)), min(float(rule.fields["weight"]) for rule in rules)


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(
        form
        for rule in load_rules("stopwords")
        for form in rule.forms
        if "weight" not in rule.fields
    )
