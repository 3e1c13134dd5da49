"""English names of organs -> the organs of the corpus; the place of each is marked ◆."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from assistant.organ_names import OrganNames
from indexer.lexicon import load_rules
from indexer.parse.organs import without_level

_LEXICONS = Path(__file__).parent.parent / "lexicons"
GONE = "¦"  # stands where words have been read
_KIND = (
    "(?:bureau|department|commission|office|administration|agency|authority|committee|ministry|"
    "(?:service|management|administration) cent(?:er|re)|company|branch|brigade|federation)"
)
_HAN = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff（）]*")


def set_aside_organs(text: str, organs: OrganNames) -> tuple[str, list[str]]:
    """A lower-case question with ◆ for each organ, and their Chinese names in order."""
    found: list[tuple[int, int, str]] = []
    for mention in organs.find(text):
        if mention.names:
            found.append((mention.start, mention.end, mention.names[0]))
    for rule, pattern in _patterns():
        for hit in pattern.finditer(text):
            if all(hit.end() <= start or hit.start() >= end for start, end, _ in found):
                name = _named(rule, hit["level"] or hit["after"] or "", organs)
                found.append((hit.start(), hit.end(), name))
    found.sort()
    for start, end, _ in reversed(found):
        text = f"{text[:start]}◆{text[end:]}"
    return text, list(dict.fromkeys(name for *_, name in found))


@cache
def _patterns() -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Words of Chinese names, with the English names that mean them; longer ones first."""
    level = "|".join(form for forms, _ in _levels() for form in forms)
    made = []
    for rule in load_rules("english_organs", _LEXICONS):
        subject = rule.pattern.pattern if rule.pattern else ""
        made.append(
            (
                tuple(rule.fields["names"]),
                re.compile(
                    rf"(?<![a-z])(?:the )?(?:(?P<level>{level}) )?"
                    rf"(?:(?:{subject}) {_KIND}|{_KIND} (?:of|for) (?:the )?(?:{subject}))s?"
                    rf"(?: of the (?P<after>{level}))?(?![a-z])"
                ),
            )
        )
    return made


def _named(words: Sequence[str], level: str, organs: OrganNames) -> str:
    """The organ whose name holds one of the words; a name made of the first where none does."""
    wanted = next((sign for forms, sign in _levels() if level in forms), "")
    for word in words:
        fits = [name for name in organs.canonical if word in name]
        fits = [name for name in fits if name.startswith(wanted)] or fits
        if fits:
            return min(fits, key=lambda name: len(without_level(name)))
    return f"{wanted}{words[0]}局"


@cache
def _levels() -> list[tuple[tuple[str, ...], str]]:
    return [
        (rule.forms, str(rule.fields["level"]))
        for rule in load_rules("english_marks", _LEXICONS)
        if rule.fields["kind"] == "level"
    ]
