"""A question written as other people would write it: what is right stays right.

Each kind of variant is a rule over the words; ``lexicons/variants.toml`` and the everyday words
of the index are its data. The same seed makes the same variants.
"""

import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from eval.answers import AnswersReport, Outcome
from eval.formats import Topic
from indexer.lexicon import Rule, domain_words, load_rules
from indexer.retrieve.tokenizer import Tokenizer

_LEXICONS = Path(__file__).parent / "lexicons"
_SURE = 0.7  # weight of an everyday word from which it may stand for the official one
_ROUNDS = 200  # over all questions: a slip has many forms, a shortening one
_WIDE = {ord(char): ord(char) + 0xFEE0 for char in map(chr, range(0x21, 0x7F))}

Maker = Callable[[str, random.Random], str]


def make_variants(
    topics: Sequence[Topic], count: int, words: Callable[[str], list[str]], seed: int = 7
) -> list[Topic]:
    """``count`` variants, or as many as there are, spread over questions and kinds.

    Args:
        topics: the questions; each variant keeps what is right for its question.
        count: how many.
        words: parts a text into words.
        seed: the same seed makes the same variants.
    """
    draw = random.Random(seed)
    found: dict[str, Topic] = {}
    seen = {each.question for each in topics}
    for topic, kind in _turns(topics, draw):
        if len(found) >= count:
            break
        text = variant(kind, topic.question, draw, words)
        if text and text not in seen:
            seen.add(text)
            name = f"{topic.id}~{kind}{len(found)}"
            found[name] = replace(topic, id=name, kind=kind, question=text)
    return list(found.values())


def words_of(folder: Path) -> Callable[[str], list[str]]:
    """Parts a text into the words of the dictionary; ``folder`` is for its cache."""
    return Tokenizer(domain_words(), folder).words


def figures_by_kind(originals: AnswersReport, varied: AnswersReport) -> dict[str, dict[str, float]]:
    """Right answers and unsupported pieces of the originals and of each kind of variant.

    ``loss`` is the share right among the originals of these variants less that of the variants.
    """
    right = {each.topic.id: each.right for each in originals.outcomes}
    groups = {"original": originals.outcomes}
    for kind in KINDS:
        groups[kind] = tuple(each for each in varied.outcomes if each.topic.kind == kind)
    groups["all variants"] = varied.outcomes
    return {name: _group_figures(found, right) for name, found in groups.items() if found}


def _group_figures(found: Sequence[Outcome], right: Mapping[str, bool]) -> dict[str, float]:
    share = sum(each.right for each in found) / len(found)
    before = sum(right[each.topic.id.split("~")[0]] for each in found) / len(found)
    return {
        "questions": len(found),
        "right": share,
        "loss": before - share,
        "unsupported": sum(len(each.unsupported) for each in found),
    }


def _turns(topics: Sequence[Topic], draw: random.Random) -> Iterator[tuple[Topic, str]]:
    """Every question with a kind in turn, over and over, in an order that the seed fixes."""
    order = list(topics)
    for number in range(_ROUNDS):
        draw.shuffle(order)
        for place, topic in enumerate(order):
            yield topic, KINDS[(place + number) % len(KINDS)]


def variant(kind: str, text: str, draw: random.Random, words: Callable[[str], list[str]]) -> str:
    """A question in one of the kinds; itself or empty where the kind has nothing to change."""
    return _pinyin(text, draw, words) if kind == "pinyin" else _MAKERS[kind](text, draw)


def _short(text: str, draw: random.Random) -> str:
    """Without polite and function words."""
    for rule in _rules("short"):
        if rule.pattern:
            text = rule.pattern.sub("", text)
    return text.strip("，。？?、 ")


def _everyday(text: str, draw: random.Random) -> str:
    """One official word in everyday language."""
    fits = [
        (official, form)
        for rule in load_rules("synonyms")
        if float(rule.fields.get("weight", 0)) >= _SURE
        for official in rule.fields["expands"]
        for form in rule.forms
        if official in text and form not in text
    ]
    # 充换电站 before 电站: the longest official word is the one that is meant.
    longest = max((len(official) for official, _ in fits), default=0)
    fits = [each for each in fits if len(each[0]) == longest]
    return text.replace(*draw.choice(fits), 1) if fits else ""


def _slip(text: str, draw: random.Random) -> str:
    """One character typed by its sound, left out, or typed twice."""
    places = [place for place in range(len(text)) if _is_free(text, place)]
    if len(places) < 4:
        return ""
    place = draw.choice(places)
    char = text[place]
    others = [each for each in _sounds().get(_sound(char), ()) if each != char]
    kind = draw.choice(("sound", "sound", "dropped", "doubled"))
    if kind == "sound":
        char = draw.choice(others) if others else char * 2
    else:
        char = "" if kind == "dropped" else char * 2
    return text[:place] + char + text[place + 1 :]


def _traditional(text: str, draw: random.Random) -> str:
    return str(_converter().convert(text))


def _wide(text: str, draw: random.Random) -> str:
    """Digits, letters and marks in full width."""
    return text.translate(_WIDE)


def _pinyin(text: str, draw: random.Random, words: Callable[[str], list[str]]) -> str:
    """One word of two or three characters by its sound."""
    fits = [
        each
        for each in words(text)
        if 2 <= len(each) <= 3 and text.count(each) == 1
        if all(_is_free(text, text.index(each) + place) for place in range(len(each)))
    ]
    if not fits:
        return ""
    word = draw.choice(fits)
    return text.replace(word, "".join(map(_sound, word)))


def _is_free(text: str, place: int) -> bool:
    """Whether a slip here leaves the question as it was meant."""
    if not "\u4e00" <= text[place] <= "\u9fff":
        return False
    return not any(
        hit.start() <= place < hit.end()
        for rule in _rules("kept")
        if rule.pattern
        for hit in rule.pattern.finditer(text)
    )


@cache
def _rules(kind: str) -> list[Rule]:
    return [rule for rule in load_rules("variants", _LEXICONS) if rule.fields["kind"] == kind]


@cache
def _sounds() -> dict[str, list[str]]:
    """The common characters (GB 2312, first level) of each sound."""
    found: dict[str, list[str]] = {}
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            char = bytes((high, low)).decode("gb2312", "ignore")
            if char:
                found.setdefault(_sound(char), []).append(char)
    return found


@cache
def _sound(char: str) -> str:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # they take long to load
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(char)[0])


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


_MAKERS: dict[str, Maker] = {
    "short": _short,
    "everyday": _everyday,
    "slip": _slip,
    "traditional": _traditional,
    "wide": _wide,
}
KINDS = (*_MAKERS, "pinyin")
