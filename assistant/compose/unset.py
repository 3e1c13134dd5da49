"""Numbers that a plan does not set: a thing that it only strives for, a measure without figures."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.compose.wording import (
    body,
    clause_name,
    quoted,
    target_evidence,
    target_phrase,
    whole,
)
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch
from indexer.lexicon import Patterns
from indexer.model import Clause, Target

_SETTLING = Patterns("settling", LEXICONS)
_PIECE = re.compile(r"[^，。；：\n]+")
_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
_SHORTEST = 3  # characters of a name that is looked for word for word


def asks_number_set(question: Question) -> bool:
    """Whether a question asks if a number is set at all: 有没有定具体数量."""
    asks = _SETTLING["asks_number_set"].search(question.folded)
    return asks is not None and not question.asks("list", "when", "amount", "measures")


def unset_number(
    knowledge: Knowledge,
    question: Question,
    matches: Sequence[TopicMatch],
    near: Sequence[tuple[Clause, Target]],
) -> Statement | None:
    """That no number is set; None where one is, or it is not asked. ``near``: targets about it."""
    stated = [match.clause for match in matches if match.stated]
    if near and asks_number_set(question) and all(each.value is None for _, each in near):
        return in_words_alone(*near[0])
    striven = _only_striven(knowledge, question, stated)
    if striven is None and not near and stated and asks_number_set(question):
        clause = next((each for each in stated if body(each, knowledge)), stated[0])
        return _none_set(knowledge, question, clause)
    return striven


def of_heading(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]
) -> list[tuple[Clause, Target]]:
    """The targets with a number of the clause whose heading is the matter asked, if a number is set."""
    best = next((match for match in matches if match.stated), None)
    if best is None or best.heading < _WHOLE_HEADING or not asks_number_set(question):
        return []
    return [(best.clause, t) for t in knowledge.targets(best.clause) if t.value is not None]


def in_words_alone(clause: Clause, target: Target) -> Statement:
    """That a target is set in words, without a number."""
    said = f"{clause_name(clause)}只写明：{target_phrase(target)}。"
    return Statement(f"没有写具体数值，{said}", (target_evidence(clause, target),))


def _none_set(knowledge: Knowledge, question: Question, clause: Clause) -> Statement:
    """That no number is set, with what the clause says instead."""
    missing = f"没有，方案没有为“{question.topic}”设定数量目标"
    said = body(clause, knowledge)
    return Statement(f"{missing}；{clause_name(clause)}规定：{said}", (whole(clause),))


def _only_striven(
    knowledge: Knowledge, question: Question, clauses: Sequence[Clause]
) -> Statement | None:
    """The words that strive for a thing without a number; None where some are set for it."""
    if not question.asks("value", "count") or question.asks("when") or question.figure:
        return None
    names = [word for word in question.topic.split() if len(word) >= _SHORTEST]
    for clause in clauses:
        for evidence, text in pieces(knowledge, clause):
            held = [name for name in names if name in text]
            if held and _SETTLING["strives"].search(text) and not numbered(knowledge, held[0]):
                said = quoted(knowledge, evidence)
                missing = f"方案没有为“{held[0]}”设定数量目标"
                return Statement(f"{missing}，{clause_name(clause)}只写明：{said}。", (evidence,))
    return None


def numbered(knowledge: Knowledge, name: str) -> bool:
    """Whether a target, or any piece of a sentence with a number, speaks of a thing."""
    if any(name in target_phrase(target) for _, target in knowledge.all_targets()):
        return True
    return any(
        name in text and re.search(r"\d", text)
        for clause in knowledge.clauses()
        if name in knowledge.folded(clause)
        for _, text in pieces(knowledge, clause)
    )


def pieces(knowledge: Knowledge, clause: Clause) -> Iterator[tuple[Evidence, str]]:
    """The pieces of a clause's sentences, with their places."""
    text = knowledge.clean(clause.doc_id)
    begin = bisect_left(text.offsets, clause.own.start)
    stop = bisect_left(text.offsets, clause.own.end)
    for hit in _PIECE.finditer(text.folded, begin, stop):
        yield Evidence(clause, text.span(*hit.span())), hit[0]
