"""An English question -> the Chinese question that asks the same.

Organs (◆), clause numbers (◇) and years (◎) are set aside, cues are read by
``english_asking.toml``, what remains is the subject; the Chinese question is put together of the
words of all of them, in the order that ``question.read_question`` expects.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.english.organs import GONE, set_aside_organs
from assistant.english.plans import set_aside_plan
from assistant.english.terms import Subject, Terms, knows
from assistant.knowledge import Knowledge
from indexer.lexicon import Rule, load_rules
from indexer.parse.normalize import fold
from indexer.parse.numbering import to_han

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_YEAR = re.compile(
    r"(?:(?:by|until|till|in|before|for|of|at|from)? ?(?:the )?(?:end of |year )*)?(?<!\d)(20[2-3]\d)(?!\d)"
)
_BASE = re.compile(
    r"(?:(?:as )?compared (?:with|to)|relative to|versus|vs[。.]?|than in|over|from|against|on) (?:the )?(?:level of |year )?20\d\d(?! to)"
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NUMBER = rf"(?:no[.。]? ?)?(?P<number>\d{{1,3}}|{'|'.join((*_WORDS, *_ROMAN[::-1]))})(?![a-z\d%])"
_LABEL = re.compile(
    rf"(?<![a-z])(?P<kind>article|measure|clause|item|task|point|part|chapter|section|no[.。]) ?（?{_NUMBER}）?"
)
_ORDINAL = re.compile(
    r"(?:the )?(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:one|item|measure|of (?:them|these))"
)
_PLACES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
_HAN = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff（）〔〕\\d]*")
_MONEY = re.compile(
    r"(?:(?:with|at|for|that|which|has|costs?|costing|priced|worth|of|a|the|final|selling|sales?|purchase"
    r"|price|is) )*(?:rmb ?|¥ ?|cny ?)?(?P<sum>\d[\d,]*(?:\.\d+)?) ?(?:yuan|rmb|cny)(?![a-z])"
)
_ENGINE = re.compile(r"(?<![\d.])(\d(?:\.\d)?) ?-? ?(?:l|litres?|liters?)(?![a-z])")
_FORMULA = re.compile(r"\d+(?:\+(?:\d+|[a-z]))+")  # 1+18+n, a term of the plan
_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent|per cent)")
_OF_ORGAN = ("duties", "duties_led", "duties_responsible", "count_led")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put into Chinese; ``subject`` are its English words for the matter."""

    chinese: str
    subject: str
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class _Slots:
    """What has been set aside of a question so far."""

    text: str
    organs: list[str]
    labels: list[str]
    years: list[str]
    kept: list[str]  # Chinese words of the question
    prices: list[str]
    figures: list[str]


class Asking:
    """Puts English questions into Chinese, over one corpus."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Takes the corpus that is asked."""
        self._knowledge = knowledge

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self._knowledge)

    def asked(self, text: str) -> Asked | None:
        """The question in Chinese; None where it is not English."""
        folded = re.sub(r"\s+", " ", fold(text).lower()).strip()
        if not is_english(folded):
            return None
        folded, place = set_aside_plan(folded, self._knowledge)
        slots = self._set_aside(folded)
        cues, rest = _cues(slots.text)
        subject = self._terms.subject(rest, exact=any(rule.id == "amount" for rule in cues))
        chinese = _composed(slots, cues, subject)
        if place:
            chinese = f"{place}{'' if chinese.startswith('方案') else '方案'}{chinese}"
        return Asked(chinese, subject.english, subject.unknown)

    def _set_aside(self, folded: str) -> _Slots:
        text, organs = set_aside_organs(folded, self._knowledge.organs)
        slots = _Slots(text, organs, [], [], [], [], [])

        def label(hit: re.Match[str]) -> str:
            slots.labels.append(_label(hit["kind"], hit["number"]))
            return "◇"

        def year(hit: re.Match[str]) -> str:
            slots.years.append(f"{hit[1]}年")
            return " ◎ "

        def keep(hit: re.Match[str]) -> str:
            slots.kept.append(hit[0].upper())
            return f" {GONE} "

        def price(hit: re.Match[str]) -> str:
            slots.prices.append(f"{hit['sum'].replace(',', '')}元的")
            return f" {GONE} "

        def share(hit: re.Match[str]) -> str:
            slots.figures.append(f"{hit[1]}%")
            return f" {GONE} "

        def engine(hit: re.Match[str]) -> str:
            slots.kept.append(f"{hit[1]}升")
            return f" {GONE} "

        def listed(hit: re.Match[str]) -> str:
            slots.labels.append(f"第{to_han(_PLACES.index(hit[1]) + 1)}个")
            return "◇"

        slots.text = _FORMULA.sub(keep, _ORDINAL.sub(listed, slots.text))
        slots.text = _SHARE.sub(share, _MONEY.sub(price, slots.text))
        slots.text = _ENGINE.sub(engine, slots.text)
        slots.text = _BASE.sub(f" {GONE} ", slots.text)
        slots.text = _HAN.sub(keep, _YEAR.sub(year, _LABEL.sub(label, slots.text)))
        return slots


def is_english(folded: str) -> bool:
    """Whether a lower-case question is English, not Chinese and not Chinese in letters."""
    letters = sum("a" <= char <= "z" for char in folded)
    if letters <= 2 * sum("\u4e00" <= char <= "\u9fff" for char in folded):
        return False
    words = re.findall("[a-z]+", folded)
    return any(word in _marks() for word in words) or knows(folded)


def _cues(text: str) -> tuple[list[Rule], str]:
    """The cues of a question, and what is left of it."""
    found: list[Rule] = []
    for rule in load_rules("english_asking", _LEXICONS):
        hit = _whole(rule.id).search(text)
        if hit is not None:
            found.append(rule)
            text = f"{text[: hit.start()]} {GONE} {text[hit.end() :]}"
    dropped = {name for rule in found for name in rule.fields.get("drops", ())}
    if len(found) > 1:
        dropped.add("what_is")
    return [rule for rule in found if rule.id not in dropped], text


@cache
def _whole(rule_id: str) -> re.Pattern[str]:
    """A rule's pattern, matching whole words only."""
    rule = next(each for each in load_rules("english_asking", _LEXICONS) if each.id == rule_id)
    pattern = rule.pattern.pattern if rule.pattern else "(?!)"
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])")


def _composed(slots: _Slots, cues: list[Rule], subject: Subject) -> str:
    """The Chinese question, of the words of what was found."""
    says = {rule.id: str(rule.fields["says"]) for rule in cues}
    alone = [str(rule.fields["says"]) for rule in cues if rule.fields.get("alone")]
    if alone:
        return says.get("small_talk") or "，".join(alone)
    topic = "".join(slots.prices) + "，".join((*slots.kept, *subject.words))
    if "mentions" in says and topic:
        return says["mentions"] + topic
    before = "".join((*slots.labels, *slots.years))
    of_organs = _of_organs(slots.organs, says, before, topic) if slots.organs else ""
    return of_organs or _of_matter(slots, says, before, topic)


def _of_organs(organs: list[str], says: dict[str, str], before: str, topic: str) -> str:
    """What is asked of organs; empty where they only stand beside the matter."""
    named = "和".join(organs)
    if "led_by" in says and not says.keys() & {"yes_no", "lead", "when", "value"}:
        says.setdefault("duties_led", "牵头哪些任务")
    mine = next((says[cue] for cue in _OF_ORGAN if cue in says), "")
    if mine:
        among = "共同" if len(organs) > 1 else ""
        return f"{named}{f'在{topic}方面' if topic else ''}{among}{mine}"
    if "yes_no" not in says:
        return ""
    role = next((word for cue, word in _ROLES.items() if cue in says), "")
    return f"{before}{topic}是{named}{role}吗" if role else f"{before}{topic}，{named}参与吗"


def _of_matter(slots: _Slots, says: dict[str, str], before: str, topic: str) -> str:
    """What is asked of a matter, a clause, a year."""
    if "yes_no" in says and slots.figures:
        return f"{before}{topic}，达到{slots.figures[0]}，对吗"
    after = [word for cue, word in says.items() if cue not in ("yes_no", "led_by", "every_year")]
    if not after:
        after = ["吗"] if "yes_no" in says else ["负责哪些任务"] if slots.organs else []
    named = "和".join(slots.organs) + says.get("every_year", "") + before
    return "，".join(each for each in (named, topic, "，".join(after)) if each)


_ROLES = {"led_by": "牵头", "lead": "牵头", "responsible": "责任单位"}


def _label(kind: str, number: str) -> str:
    """第29条, 第三部分, （十二）: a clause as a Chinese question names it."""
    places = {word: place for row in (_WORDS, _ROMAN) for place, word in enumerate(row, start=1)}
    value = places.get(number) or int(number)
    if kind in ("part", "chapter"):
        return f"第{to_han(value)}部分"
    return f"（{to_han(value)}）" if kind == "section" else f"第{value}条"


@cache
def _marks() -> frozenset[str]:
    rules = load_rules("english_marks", _LEXICONS)
    return frozenset(form for rule in rules if rule.fields["kind"] == "mark" for form in rule.forms)
