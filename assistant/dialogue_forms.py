"""The words of a question that goes on: read and written by the rules of ``followups.toml``."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.lexicon import Rule, load_rules
from indexer.parse.numbering import parse_number

_LEXICONS = Path(__file__).parent / "lexicons"
_SAME_YEAR = re.compile("同一?年度?|那一年|当年")
_YEAR = re.compile(r"(?:20)?\d\d年(?:底|末)?")

# What of a matter stays where another one takes its place: 的实施细则 of 老旧车更新的实施细则.
_TAIL = re.compile("的(?:实施|操作|管理|补贴)?(?:细则|办法|指南)(?= |$)")
# 家电以旧换新活动, then 换成汽车: what is done with the one thing is meant of the other.
_DEED = re.compile("(?P<core>以旧换新|换新|报废更新|报废|下乡|回收)(?:活动|工作|政策)?$")
_THING = re.compile("[\u4e00-\u9fff]{2,5}")


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that a text fits, with its match and the text around it."""

    rule: Rule
    hit: re.Match[str]

    @property
    def before(self) -> str:
        """The text before the match, without the words that lean."""
        return plain(self.hit.string[: self.hit.start()])

    @property
    def rest(self) -> str:
        """The text without the match and the words that lean."""
        text = self.hit.string
        return plain(text[: self.hit.start()] + text[self.hit.end() :])

    @property
    def place(self) -> int | None:
        """The number that the match names, from 1."""
        groups = self.hit.groupdict()
        said = groups.get("place") or self.rule.text("place")
        return parse_number(said) if said else None

    def replaced(self, words: str) -> str:
        """The text with other words at the match, the words that lean taken out."""
        text = self.hit.string
        return plain(f"{text[: self.hit.start()]}{words}{text[self.hit.end() :]}")


def tail_of(before: str, topic: str) -> str:
    """The end of the matter before that a shorter one leaves out: 农机的呢 after 货车的实施细则."""
    tail = _TAIL.search(before)
    return "" if tail is None or tail[0][1:] in topic else tail[0]


def deed_of(before: str, topic: str) -> re.Match[str] | None:
    """What is done with the thing before that is left out of another: 汽车 after 家电以旧换新活动."""
    deed = _DEED.search(before)
    bare = deed is not None and deed.start() and _THING.fullmatch(topic) and not _DEED.search(topic)
    return deed if bare else None


def rules(kind: str) -> list[Rule]:
    """The rules of one kind, in the order of the file."""
    return [rule for rule in load_rules("followups", _LEXICONS) if rule.fields["kind"] == kind]


def every(kind: str, text: str) -> list[Found]:
    """The rules of a kind that a text fits, in the order of the file."""
    hits = [(rule, rule.pattern.search(text)) for rule in rules(kind) if rule.pattern]
    return [Found(rule, hit) for rule, hit in hits if hit]


def first(kind: str, text: str) -> Found | None:
    """The first rule of a kind that a text fits."""
    return next(iter(every(kind, text)), None)


def leans(text: str) -> bool:
    """Whether a text has words that lean on what was said: 那…, …呢, 换成…."""
    return first("sign", text) is not None


def plain(text: str) -> str:
    """A text without the words that lean on what was said."""
    for rule in rules("sign"):
        if rule.pattern:
            text = rule.pattern.sub("", text)
    return text


def asked_of(cues: Iterable[str], kind: str = "asked") -> tuple[str, ...]:
    """What is asked, by the cues that rules put in words."""
    present = set(cues)
    return tuple(_cue(rule) for rule in rules(kind) if _cue(rule) in present)


def words(asked: Sequence[str], kind: str = "asked") -> str:
    """How what is asked is put, after a subject."""
    named = set(asked) or {"content"}
    if "amount" in named:
        named -= {"value", "target"}
    return "，".join(rule.forms[0] for rule in rules(kind) if _cue(rule) in named)


def _cue(rule: Rule) -> str:
    return rule.text("cue") or rule.id


def label_words(label: str) -> str:
    """第29条, （十一）, 第三部分: a clause as a question names it."""
    if label.isdigit():
        return f"第{label}条"
    return label if label.startswith(("（", "第")) else f"第{label}部分"


def with_years(text: str, years: Sequence[str]) -> str:
    """A text with other years in place of its own; empty where it has none."""
    said = "、".join(f"{year}年" for year in years)
    changed, count = _YEAR.subn("◎", text)
    return changed.replace("◎", said, 1).replace("◎", "") if count else ""


def with_same_year(text: str, whole: str) -> str:
    """A text with the year of the last question in place of 同一年."""
    year = _YEAR.search(whole)
    return _SAME_YEAR.sub(year[0], text) if year else text


def with_class(text: str, fragment: str) -> str:
    """A text with the class or kind that a fragment names: 一级能效… and 二级的; else empty."""
    for rule in rules("class"):
        asked = rule.pattern.search(fragment) if rule.pattern else None
        if asked is None or rule.pattern is None:
            continue
        for hit in rule.pattern.finditer(text):
            if hit["unit"] == asked["unit"] and hit[0] != asked[0]:
                more = plain(fragment[asked.end() :]).lstrip("的，。？呢")
                changed = text[: hit.start()] + asked[0] + text[hit.end() :]
                return f"{changed.rstrip('？。')}，{more}" if more else changed
    return ""
