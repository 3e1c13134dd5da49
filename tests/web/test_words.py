"""The page's words: in both languages, each used, none missing."""

import re
from pathlib import Path

import pytest

import assistant.facts
import assistant.web
from assistant.web.words import LANGUAGES, load_words

HERE = Path(assistant.web.__file__).parent
CODE = "".join(
    path.read_text("utf-8") for path in (*HERE.glob("*.py"), Path(assistant.facts.__file__))
)
KEYS = [(part, name) for part, names in load_words().items() for name in names]
_CHINESE = re.compile("[\u4e00-\u9fff]")
# Names that the code puts together, and Chinese that an English reader is to see.
MADE = ("ask.staff", "ask.citizen", "measures.", "search.", "library.", "review.")
EXAMPLES = ("placeholder", "words_hint", "switch")


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_a_word_is_in_each_language(part: str, name: str) -> None:
    said = load_words()[part][name]
    assert set(said) == set(LANGUAGES)
    assert _CHINESE.search(said["en"]) is None or name in EXAMPLES
    assert set(re.findall(r"\{\w+\}", said["zh"])) == set(re.findall(r"\{\w+\}", said["en"]))


@pytest.mark.parametrize(("part", "name"), KEYS)
def test_a_word_is_used(part: str, name: str) -> None:
    key = f"{part}.{name}"
    assert (
        f'"{key}"' in CODE or f"'{key}'" in CODE or (key.startswith(MADE) and f'"{name}"' in CODE)
    )


def test_no_word_is_missing() -> None:
    asked = set(re.findall(r"""words\(\s*["'](\w+\.\w+)["']""", CODE))
    assert asked
    assert asked <= {f"{part}.{name}" for part, name in KEYS}
