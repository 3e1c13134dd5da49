"""Folded text -> jieba words and character bigrams; the only import of jieba and rjieba."""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from indexer.parse.normalize import fold
from indexer.retrieve.scripts import simplified

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_WORD = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9]+(?:\.\d+)?%?")
_KEPT = 4096  # texts cut last
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
        self._cut = lru_cache(_KEPT)(self._cut_now)

    def __reduce__(self) -> tuple[type["Tokenizer"], tuple[tuple[str, ...], Path]]:
        """Travels as its words: another process loads the dictionary itself."""
        return Tokenizer, (self._words, self._cache)

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
        """Words of the plain text, longer ones with their parts."""
        return self._cut(text)[1]

    def tokens(self, text: str) -> list[str]:
        """Words and the character bigrams of Chinese runs; a bigram word counts once."""
        folded, words = self._cut(text)
        pairs = [run[i : i + 2] for run in _CHINESE.findall(folded) for i in range(len(run) - 1)]
        return [word for word in words if len(word) != 2 or word.isascii()] + pairs

    def known_words(self, text: str) -> list[str]:
        """The text cut into words of the dictionary, none guessed; the rest is single characters."""
        guess = "hmm" if self.name == "rjieba" else "HMM"
        return list(self._segmenter.cut(text, **{guess: False}))

    def _cut_now(self, text: str) -> tuple[str, list[str]]:
        """The plain text and its words; both legs cut the same sentences, so they are kept."""
        folded = plain(text)
        cut = self._segmenter.cut_for_search
        words = [
            word
            for run in _WORD.findall(folded)
            for word in (cut(run) if run[0] >= "\u4e00" else [run])
        ]
        return folded, words


def plain(text: str) -> str:
    """How text is compared: simplified characters, folded width, lower case."""
    return fold(simplified(text)).lower()
