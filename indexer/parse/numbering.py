"""Clause numbers: which mark opens a paragraph, and what number it bears."""

import re
from dataclasses import dataclass

from indexer.lexicon import load_rules
from indexer.model import Clause, ClauseKind

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
_CIRCLED = ord("①")
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,6}条")


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause mark at the head of a paragraph; ``end`` is where the text begins."""

    label: str
    number: int
    rank: int
    end: int
    rule_id: str


def find_mark(folded: str) -> Mark | None:
    """The mark that opens a folded paragraph, or None."""
    for rule in load_rules("numbering"):
        hit = rule.pattern.match(folded) if rule.pattern else None
        if hit and not hit["num"].startswith("0"):  # 01. numbers the lines of a form
            number = parse_number(hit["num"])
            if number is not None:
                return Mark(hit["label"], number, int(rule.fields["rank"]), hit.end(), rule.id)
    return None


def parse_number(text: str) -> int | None:
    """34 from 34 or 三十四 or 廿; None where ``text`` is no whole number."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - _CIRCLED + 1
    total, digit = 0, 0
    for char in text:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return None
    return total + digit if text else None


def to_han(number: int) -> str:
    """三十四 from 34, 一百零三 from 103; for 0 to 999, as clauses are numbered."""
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        joint = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return f"{digits[hundreds % 10]}百{joint}{to_han(rest) if rest else ''}"
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def number_of(clause: Clause) -> str:
    """The number of a clause within its part: of a row within its annex, else its label."""
    last = clause.clause_id.rsplit(".", 1)[-1]
    return last.split("~")[0] if clause.kind is ClauseKind.ROW else clause.label


def bare_label(label: str) -> str:
    """一 from （一）: a label as a step of a path."""
    return re.sub("[（）()]", "", label)


def is_article(label: str) -> bool:
    """Whether a label is that of an article: 第五条."""
    return _ARTICLE.fullmatch(label) is not None


def article_of(clause: Clause) -> str | None:
    """第五条 of an item （二） below it; None for a clause that stands in no article."""
    return next((hit[0] for above in clause.path[:-1] if (hit := _ARTICLE.match(above))), None)
