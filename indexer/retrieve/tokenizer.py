"""Folded text -> jieba words and character bigrams; the only import of jieba and rjieba."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.parse.normalize import fold

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+(?:\.\d+)?%?")
_FREQUENCY = 100_000  # high enough that a domain word is never cut


class Tokenizer:
    """Words in search mode and bigrams; rjieba where it is installed, else jieba.

    Both get the same domain words. jieba's cache lies in ``cache``, never in the shared
    temporary folder, where another user could own it.
    """

    def __init__(self, words: Iterable[str], cache: Path) -> None:
        """Takes the domain words and the folder for jieba's cache."""
        self._words = tuple(words)
        self._cache = cache

    @cached_property
    def name(self) -> str:
        """Which segmenter cuts: recorded in the manifest, since cuts differ slightly."""
        try:
            import rjieba  # noqa: F401
        except ImportError:
            return "jieba"
        return "rjieba"

    @cached_property
    def _segmenter(self) -> Any:
        if self.name == "rjieba":
            import rjieba

            segmenter = rjieba.Jieba()
            for word in self._words:
                segmenter.add_word(word, _FREQUENCY, "n")
            return segmenter
        import jieba

        segmenter = jieba.Tokenizer()
        segmenter.tmp_dir = str(self._cache)
        for word in self._words:
            segmenter.add_word(word, _FREQUENCY)
        return segmenter

    def words(self, text: str) -> list[str]:
        """Words of the folded, lower-case text, longer ones with their parts."""
        cut = self._segmenter.cut_for_search
        return [
            word
            for run in _WORD.findall(fold(text).lower())
            for word in (cut(run) if _CHINESE.match(run) else [run])
        ]

    def tokens(self, text: str) -> list[str]:
        """Words and the character bigrams of Chinese runs; a bigram word counts once."""
        folded = fold(text).lower()
        words = self.words(folded)
        pairs = [run[i : i + 2] for run in _CHINESE.findall(folded) for i in range(len(run) - 1)]
        return [word for word in words if len(word) != 2 or word.isascii()] + pairs
