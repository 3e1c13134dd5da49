"""What the page says, in Chinese and in English: data in ``words.toml``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}  # BCP 47
PATHS: dict[Language, str] = {"zh": "/", "en": "/en/"}  # the browser asks below them


class Words:
    """The page's words in one language."""

    def __init__(self, language: Language = "zh") -> None:
        """Takes the language of a page."""
        self.language = language

    def __call__(self, key: str, **filled: object) -> str:
        """The words for ``part.name``; KeyError where there are none."""
        part, name = key.split(".")
        text = load_words()[part][name][self.language]
        return text.format(**filled) if filled else text

    @property
    def path(self) -> str:
        """Where the page in this language is served."""
        return PATHS[self.language]

    def other(self) -> "Words":
        """The words of the page that the switch leads to."""
        return Words("en" if self.language == "zh" else "zh")


@cache
def load_words() -> dict[str, dict[str, dict[str, str]]]:
    """All words by part, name and language."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
