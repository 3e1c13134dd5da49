"""A question that leans on the one before becomes a whole one: 那责任单位呢, 2027年呢, 它还牵头什么.

The state is what the last answered question was about. A question with a matter of its own
drops it. Everything is by rules of ``followups.toml``; the reading of the whole question is shown,
so that a wrong completion can be seen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.compose.benefit_followup import carried
from assistant.question import Question
from indexer.lexicon import Rule, load_rules
from indexer.parse.numbering import parse_number

_LEXICONS = Path(__file__).parent / "lexicons"


@dataclass(frozen=True, slots=True)
class State:
    """What was spoken of: a matter, organs, the cue asked, the clauses of the last list."""

    topic: str = ""
    organs: tuple[str, ...] = ()
    asked: str = ""
    clauses: tuple[str, ...] = ()  # labels, in the order of the answer


def follow(text: str, read: Callable[[str], Question], state: State) -> str:
    """The whole question that ``text`` means after what was said; itself where it stands alone."""
    case = carried(text, state.topic)
    if case:
        return case
    listed = _of_the_list(text, state)
    if listed:
        return listed
    named = _pronouns(text, read, state)
    if named != text:
        return named
    question = read(text)
    if not _leans(question) and not any(rule.matches(text) for rule in _rules("sign")):
        return text
    return _completed(read(_plain(text)), state) or text


def _leans(question: Question) -> bool:
    """Whether a question asks something of a matter that it does not name."""
    if question.topic or question.organs or question.labels:
        return False
    of_one = question.asks("value") and not question.asks("list", "recurrence", "count")
    return (
        (question.intent == "unclear" and bool(question.cues))
        or question.asks("procedure")
        or (question.intent == "targets" and of_one and not question.years)
    )


def remembered(slots: Mapping[str, Sequence[str]], clauses: Sequence[str], before: State) -> State:
    """The state after an answer, from the slots of its question and the clauses it cites."""
    topic = "、".join(slots.get("topic", ()))
    organs = tuple(slots.get("organs", ()))
    asks = slots.get("asks", ())
    asked = next((rule.id for rule in _rules("asked") if rule.id in asks), "")
    if not topic and slots.get("clauses"):
        topic = _label(slots["clauses"][0])
    if topic or organs:
        return State(topic, organs, asked, tuple(clauses))
    return State(before.topic, before.organs, asked or before.asked, tuple(clauses))


def _of_the_list(text: str, state: State) -> str:
    """第二个呢: the clause at that place of the last answer's list."""
    for rule in _rules("ordinal"):
        hit = rule.pattern.search(text) if rule.pattern else None
        place = parse_number(hit["place"]) if hit else None
        if hit and place and len(state.clauses) > 1 and place <= len(state.clauses):
            rest = _plain(text[hit.end() :]) or _words("content")
            return f"{_label(state.clauses[place - 1])}{rest}"
    return ""


def _pronouns(text: str, read: Callable[[str], Question], state: State) -> str:
    """The text with 它 and the like replaced by what they stand for."""
    for rule in _rules("pronoun"):
        hit = rule.pattern.search(text) if rule.pattern else None
        if hit is None:
            continue
        organ = rule.text("stands_for") == "organ" and read(text).asks("lead", "duty", "joint")
        meant = (state.organs[0] if state.organs else "") if organ else state.topic
        if meant:
            return text[: hit.start()] + meant + text[hit.end() :]
    return text


def _completed(question: Question, state: State) -> str:
    asked = next((_words(rule.id) for rule in _rules("asked") if rule.id in question.cues), "")
    before = _words(state.asked or "content")
    if question.organs and not question.topic:
        return f"{question.organs[0][0]}{asked or _words('duty')}"
    if question.topic:
        return question.folded if asked else f"{question.topic}{before}"
    if question.labels:
        return f"{_label(question.labels[0])}{asked or before}"
    if question.years:
        years = "、".join(f"{year}年" for year in question.years)
        return f"{state.topic}{years}{_words('value') if state.topic else '有哪些目标'}"
    if asked and (state.topic or state.organs):
        return f"{state.topic or state.organs[0]}{asked}"
    return ""


def _plain(text: str) -> str:
    """A text without the words that lean on what was said."""
    for rule in _rules("sign"):
        if rule.pattern:
            text = rule.pattern.sub("", text)
    return text


def _label(label: str) -> str:
    """第29条, （十一）, 第三部分: a clause as a question names it."""
    if label.isdigit():
        return f"第{label}条"
    return label if label.startswith(("（", "第")) else f"第{label}部分"


def _words(cue: str) -> str:
    return next((rule.forms[0] for rule in _rules("asked") if rule.id == cue), "")


def _rules(kind: str) -> list[Rule]:
    return [rule for rule in load_rules("followups", _LEXICONS) if rule.fields["kind"] == kind]
