"""What one clause says of something: the answer of a question that goes on about it."""

import re
from collections.abc import Sequence

from assistant.compose import benefits, duties, passages, targets
from assistant.compose.left_to import left_to
from assistant.compose.measured import measured
from assistant.compose.refusal import refuse
from assistant.compose.role_check import role_in
from assistant.compose.role_statements import STATEMENTS, roles_asked
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted, role_name, who_evidence
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, Span
from indexer.parse.normalize import fold

_OPPOSITE = 0.1  # what a sentence about the opposite loses
HELD = 0.8  # coverage from which a clause, or one of its sentences, is about a detail
_THINGS = "[件台个辆次回部套张样]"
_HOW_MANY = re.compile(f"(?:多少|几){_THINGS}")
_LIMIT = re.compile(
    rf"(?:每(?:位|人|户|名|个)|限|最多|不超过|可)[^。；]*?(?:\d+|[一二两三]){_THINGS}(?!人)"
)
_SHORTEST = 3  # characters of a short form
_JOINING = re.compile("[的之和与及、]")
_PURPOSE = re.compile("为了|为进一步|为切实|为深入|目的是|旨在|由于|因为")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十]")


def holds(matcher: TopicMatcher, topic: str, clause: Clause) -> float:
    """How much of a detail's words a clause has, apart from words that join them."""
    return matcher.coverage(_parted(topic), fold(f"{clause.title} {clause.text}").replace("\n", ""))


def within(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Draft | None:
    """What a clause answers to a question; None where it does not."""
    if knowledge.measures_under(clause) and not knowledge.attributions(clause):
        return None
    if question.asks("amount"):
        return _limit(knowledge, question, clause) or _granted(knowledge, matcher, question, clause)
    if question.asks("procedure"):
        return None
    of_role = question.asks("yesno", "role") or {"lead", "responsible"} <= question.cues
    if question.organs and of_role:
        return role_in(knowledge, question, clause)
    statements = _figures(knowledge, matcher, question, clause)
    who = _who(knowledge, question, clause)
    if who and not knowledge.attributions(clause):
        return None
    if who or statements:
        return Draft("lead" if who else "target", (*who, *statements))
    if question.asks("target") and not question.asks("value", "when") and not question.years:
        return refuse(knowledge, f"{clause_name(clause)}没有写明目标。", [clause], "target")
    if _asks_figures(question):
        return None
    if not question.topic:
        return passages.content(knowledge, clause, "content")
    return _detail(knowledge, matcher, question, clause)


def _granted(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Draft | None:
    """What the clause grants, or who it says will set the sum; None where another one does."""
    granted = benefits.answered(knowledge, matcher, question)
    if granted is None:
        return None
    granted = left_to(knowledge, matcher, question, granted)
    cited = (evidence.clause for each in granted.statements for evidence in each.evidence)
    return granted if clause in cited else None


def _figures(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> tuple[Statement, ...]:
    """The targets, or the sentence with a figure, that the question asks of the clause."""
    if not _asks_figures(question):
        return ()
    match = _match(matcher, question.topic, clause)
    if question.topic and (knowledge.targets(clause) or question.asks("value", "when")):
        return measured(knowledge, matcher, question, [match]).statements
    found = [
        (clause, target)
        for target in knowledge.targets(clause)
        if not question.years or (target.deadline or "")[:4] in question.years
    ]
    return tuple(targets.target_statements(found))


def _match(matcher: TopicMatcher, topic: str, clause: Clause) -> TopicMatch:
    """How a topic fits the clause: as retrieval ranks it, else by the words that it holds."""
    ranked = matcher.match(topic) if topic else []
    held = holds(matcher, topic, clause) if topic else 1.0
    missing = TopicMatch(clause, held, held, held, held, held)
    return next((each for each in ranked if each.clause == clause), missing)


def _asks_figures(question: Question) -> bool:
    """Whether a number or a time is asked for; 哪几个科 asks for none."""
    if question.asks("list") and not question.asks("target") and not question.years:
        return False
    return bool(question.years or question.figure) or question.asks(
        "value", "when", "target", "difference"
    )


def _who(knowledge: Knowledge, question: Question, clause: Clause) -> tuple[Statement, ...]:
    return tuple(STATEMENTS[role](knowledge, clause) for role in roles_asked(question))


def _limit(knowledge: Knowledge, question: Question, clause: Clause) -> Draft | None:
    """How many things, not how much money: 一个人能补几台."""
    if not _HOW_MANY.search(question.folded):
        return None
    for evidence, text in sentences_of(knowledge, clause):
        if _LIMIT.search(text):
            return Draft("amount", (_quoted(knowledge, clause, evidence),))
    return None


def _quoted(knowledge: Knowledge, clause: Clause, evidence: Evidence) -> Statement:
    said = quoted(knowledge, evidence)
    return Statement(f"{clause_name(clause)}写明：{said}", (evidence,))


def _detail(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Draft | None:
    """The sentence that speaks of a detail, who leads the clause beside it."""
    topic = _parted(question.topic)
    counted = question.asks("count") and not question.asks("list", "content")
    found = [
        (
            matcher.coverage(topic, f"{fold(clause.heading or '')} {text}")
            - _OPPOSITE * _denies(topic, text),
            evidence,
        )
        for evidence, text in sentences_of(knowledge, clause)
        if matcher.coverage(topic, text) > 0 and (_NUMBER.search(text) or not counted)
    ]
    best = max(found, key=lambda each: each[0], default=None)
    if best is None or best[0] < HELD:
        return None
    statements = [_quoted(knowledge, clause, best[1])]
    if knowledge.attributions(clause):
        statements.append(duties.lead_statement(knowledge, clause))
    return Draft("content", tuple(statements))


def _denies(topic: str, sentence: str) -> bool:
    """Whether a sentence speaks of the opposite alone: 非独立占地 for 独立占地."""
    word = topic.split()[0] if topic else ""
    rest = re.sub(f"[非不未无]{re.escape(word)}", "", sentence)
    return bool(word) and word in sentence and word not in rest


def reasons(knowledge: Knowledge, clause: Clause) -> Draft:
    """Why: the sentence that gives a purpose; most plans give none for a measure."""
    for evidence, text in sentences_of(knowledge, clause):
        if _PURPOSE.search(text):
            return Draft("why", (_quoted(knowledge, clause, evidence),))
    return refuse(knowledge, "方案没有专门说明原因。", [clause], "why")


def everyone(knowledge: Knowledge, clause: Clause) -> Draft:
    """Every organ of a clause by its role, and how many there are."""
    found = dict.fromkeys(each.canonical for each in knowledge.attributions(clause))
    statement = duties.lead_statement(knowledge, clause)
    if len(found) < 2:
        return Draft("lead", (statement,))
    count = Statement(f"共写明{len(found)}个单位。", statement.evidence, (len(found),))
    return Draft("lead", (statement, count))


def organ_at(knowledge: Knowledge, clause: Clause, organ: str, place: int) -> Draft:
    """What an organ is called that stands at a place among those of a clause: 排第二的那家叫啥."""
    mine = [each for each in knowledge.attributions(clause) if each.canonical == organ]
    name = fold(mine[0].organ) if mine else organ
    role = f"的{role_name(mine[0].role)}" if mine else ""
    text = f"{clause_name(clause)}{role}中排第{place + 1}的是**{name}**。"
    return Draft("lead", (Statement(text, who_evidence(knowledge, clause), (place + 1,)),))


def others(knowledge: Knowledge, clause: Clause, said: Sequence[Span]) -> Draft:
    """The targets of a clause that were not told yet."""
    found = [
        (clause, target)
        for target in knowledge.targets(clause)
        if not any(s.start < target.span.end and target.span.start < s.end for s in said)
    ]
    if found:
        return Draft("targets", tuple(targets.target_statements(found)))
    return refuse(knowledge, f"{clause_name(clause)}没有写明其他目标。", [clause], "targets")


def written(matcher: TopicMatcher, topic: str, clause: Clause) -> str:
    """How a clause writes a matter: as it is, or in full where it is a short form; else empty."""
    if holds(matcher, topic, clause) >= HELD:
        return topic
    return _in_full(topic, fold(clause.text).replace("\n", "")) if " " not in topic else ""


def _in_full(short: str, text: str) -> str:
    """高等职业学校 for 高职院校: the words that keep its first and last, and all but one."""
    if len(short) < _SHORTEST:
        return ""
    for start in (hit.start() for hit in re.finditer(re.escape(short[0]), text)):
        window = text[start : start + 2 * len(short)]
        place, kept = 1, 1
        for char in short[1:]:
            found = window.find(char, place)
            if found > 0:
                place, kept = found + 1, kept + 1
        if kept >= len(short) - 1 and window[place - 1] == short[-1]:
            return window[:place]
    return ""


def _parted(topic: str) -> str:
    return _JOINING.sub(" ", topic)
