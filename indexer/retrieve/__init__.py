"""Passages -> ranked hits: terms, synonyms, and the legs that search.

``Leg`` is the seam: the sparse leg stands here, a dense one joins it beside this module.
"""

from collections.abc import Collection, Mapping
from typing import Protocol

from indexer.lexicon import load_rules
from indexer.parse.normalize import fold
from indexer.retrieve.tokenizer import Tokenizer


class Leg(Protocol):
    """A way to find passages by weighted terms."""

    def search(
        self, terms: Mapping[str, float], k: int, doc_ids: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The best passage ids with their scores, best first."""


def query_terms(query: str, tokenizer: Tokenizer) -> dict[str, float]:
    """Weighted terms of a query: its tokens at 1, expansions of everyday words below 1."""
    folded = fold(query)
    stopwords = {form for rule in load_rules("stopwords") for form in rule.forms}
    terms = {token: 1.0 for token in tokenizer.tokens(folded) if token not in stopwords}
    for rule in load_rules("synonyms"):
        if any(form in folded for form in rule.forms):
            for word in rule.fields["expands"]:
                for token in tokenizer.tokens(word):
                    terms.setdefault(token, float(rule.fields.get("weight", 0.6)))
    return terms
