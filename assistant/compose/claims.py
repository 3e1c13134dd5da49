"""Whether a sentence or a time limit bears out what a question supposes: 20个中转站, 2025年底完成."""

import re
from collections.abc import Sequence

from assistant.compose.due import limit_statement
from assistant.draft import Statement
from assistant.knowledge import Knowledge
from assistant.premise import figures_in
from assistant.question import Question
from assistant.topics import TopicMatch
from indexer.model import Clause, Target
from indexer.parse.normalize import fold

YES, NO = "是的，方案写明：", "不对，方案写的是："
_COUNTED = 2  # characters behind a number by which it is of the same thing: 18个|乡镇
_FROM = re.compile(r"(20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?起")
_YEAR = re.compile(r"20\d\d(?=年)")


def with_verdict(question: Question, said: Statement) -> tuple[Statement, ...]:
    """A sentence; before it, whether its number of the thing asked is the supposed one."""
    figure = question.figure
    if figure is None or not question.asks("yesno"):
        return (said,)
    supposed, _ = figures_in(question.folded)[0]
    thing = question.folded.partition(supposed)[2][:_COUNTED]
    if not re.fullmatch(f"[\u4e00-\u9fff]{{{_COUNTED}}}", thing):
        return (said,)
    unit = re.escape(figure.unit)
    text = said.text.partition("写明")[2]
    found = re.findall(rf"(?<![\d.])(\d+(?:\.\d+)?){unit}{thing}", text)
    if not found:
        return (said,)
    right = any(float(each) == figure.value for each in found)
    return Statement(YES if right else NO), said


def due_claim(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]
) -> tuple[Statement, ...]:
    """Whether what is to be done by a year is due then, by the 完成时限 of its clause."""
    supposes = question.years and question.asks("yesno") and question.figure is None
    clause = next((match.clause for match in matches if match.stated), None)
    limit = limit_statement(knowledge, clause) if supposes and clause else None
    if limit is None or question.asks("value", "target", "amount"):
        return ()
    named = _YEAR.findall(limit.text.partition("**")[2])
    if not named:
        return ()
    right = set(named) & set(question.years)
    return Statement(YES if right else NO), limit


def begun(knowledge: Knowledge, question: Question, clause: Clause, target: Target) -> bool:
    """Whether a target without a date holds in the year asked: 2024年起…占比不低于50%."""
    if target.deadline:
        return False
    whole = knowledge.folded(clause)
    place = max(0, whole.find(fold(target.text)))
    years = _FROM.findall(whole[whole.rfind("。", 0, place) + 1 : place])
    return bool(years) and any(year >= years[-1] for year in question.years)
