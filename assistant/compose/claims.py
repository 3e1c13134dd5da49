"""Whether a sentence or a time limit bears out what a question supposes: 20个中转站, 2025年底完成."""

import re
from collections.abc import Sequence

from assistant.compose.due import limit_statement
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Statement
from assistant.knowledge import Knowledge
from assistant.premise import figures_in
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, Target
from indexer.parse.normalize import fold

YES, NO = "是的，方案写明：", "不对，方案写的是："
_COUNTED = 2  # characters behind a number by which it is of the same thing: 18个|乡镇
_MONEY = re.compile(
    r"\d[万亿]?元|\d(?:\.\d+)?[万亿](?:的?(?:消费券|补贴|补助|奖励|资金|专项|贷款|经费|优惠券|红包|预算)|[吧吗么，。？])"
)
_BY = re.compile(
    r"20\d\d年(?:\d{1,2}月)?(?:底|末|上半年)?之?前?[^，。；]{0,4}"
    "(?:完成|建成|投入使用|投用|上线|启用|通车|竣工|完工|开通|投入运行|正式运行)"
)
_DONE = re.compile("建成|建好|建完|完成|上线|投用|投入使用|启用|通车|竣工|完工|运行|开通|落地")
_APART = 0.1  # more of a matter in the clause that is meant than in those of near targets
_FROM = re.compile(r"(20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?起")
_YEAR = re.compile(r"20\d\d(?=年)")


def with_verdict(question: Question, said: Statement) -> tuple[Statement, ...]:
    """A sentence; before it, whether its number of the thing asked is the supposed one."""
    figure = question.figure
    if figure is None or not question.asks("yesno"):
        return (said,)
    if (verdict := _of_money(question, said)) is not None:
        return (Statement(YES if verdict else NO), said)
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


def _of_money(question: Question, said: Statement) -> bool | None:
    """Whether the one sum of a sentence is the supposed one: 发放消费券2000万元; None where not one."""
    figure = question.figure
    if figure is None or not _MONEY.search(question.folded) or question.asks("value", "amount"):
        return None
    sums = {each for _, each in figures_in(fold(said.text)) if each.unit == "元"}
    if figure.unit not in ("", "元") or len(sums) != 1:
        return None
    return sums.pop().value == figure.value


def due_claim(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]
) -> tuple[Statement, ...]:
    """Whether what is to be done by a year is due then, by the 完成时限 of its clause."""
    supposes = question.years and question.asks("yesno") and question.figure is None
    clause = next((match.clause for match in matches if match.stated), None)
    limit = None
    if supposes and clause:
        limit = limit_statement(knowledge, clause) or _done_by(knowledge, clause)
    if limit is None or question.asks("value", "target", "amount"):
        return ()
    named = _YEAR.findall(limit.text.partition("**")[2] or limit.text.partition("写明")[2])
    if not named:
        return ()
    right = set(named) & set(question.years)
    return Statement(YES if right else NO), limit


def done_elsewhere(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    matches: Sequence[TopicMatch],
    near: Sequence[Clause],
) -> tuple[Statement, ...]:
    """Whether the thing itself is due in a year, where the targets that are near are of others.

    智慧养老平台要到2026年才建成吗 is no matter of beds, of which 2500 are 建成 by then.
    """
    best = next((match for match in matches if match.stated), None)
    if best is None or not near or not _DONE.search(question.folded):
        return ()
    held = max(matcher.coverage(question.topic, knowledge.folded(clause)) for clause in near)
    others = best.clause not in near
    apart = others and best.coverage > held + _APART
    return due_claim(knowledge, question, matches) if apart else ()


def _done_by(knowledge: Knowledge, clause: Clause) -> Statement | None:
    """The one sentence of a clause with the time by which a thing is there: 2024年底前完成平台建设."""
    found = [
        (evidence, hit)
        for evidence, text in sentences_of(knowledge, clause)
        for hit in _BY.finditer(text)
    ]
    if len(found) != 1 or len(_YEAR.findall(quoted(knowledge, found[0][0]))) != 1:
        return None
    said = quoted(knowledge, found[0][0])
    return Statement(f"{clause_name(clause)}写明：{said}", (found[0][0],))


def begun(knowledge: Knowledge, question: Question, clause: Clause, target: Target) -> bool:
    """Whether a target without a date holds in the year asked: 2024年起…占比不低于50%."""
    if target.deadline:
        return False
    whole = knowledge.folded(clause)
    place = max(0, whole.find(fold(target.text)))
    years = _FROM.findall(whole[whole.rfind("。", 0, place) + 1 : place])
    return bool(years) and any(year >= years[-1] for year in question.years)
