"""Where old things may be sold or brought: what a plan sets up for them, though it names no shop."""

from assistant.compose.goods import of_other_goods, strong_goods
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind

_SETTLING = Patterns("settling", LEXICONS)
_MOST = 2  # clauses that are shown


def outlet(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentences on collecting or trading old things; None where it is not asked or not said."""
    if at_home := _at_home(knowledge, matcher, question):
        return at_home
    asked = _SETTLING["asks_outlet"].search(question.folded)
    if not asked or not question.topic or question.asks("lead", "amount", "when", "value"):
        return None
    said = [
        found
        for match in matcher.match(question.topic)
        if match.stated and match.clause.kind is not ClauseKind.HEAD
        if (found := _nearest(knowledge, matcher, question.topic, match.clause))
    ]
    lines = [
        Statement(f"{clause_name(evidence.clause)}写明：{quoted(knowledge, evidence)}", (evidence,))
        for evidence in said[:_MOST]
    ]
    if not lines:
        return None
    return Draft("outlet", (Statement("方案没有列出具体的回收或收购地点。"), *lines))


def _at_home(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence on fetching old things from home, where that is asked: 有人上门收吗."""
    if not _SETTLING["asks_at_home"].search(question.folded) or not question.topic:
        return None
    if question.asks("lead", "amount", "when", "value"):
        return None
    goods = strong_goods(question.folded)
    found = [
        (matcher.coverage(question.topic, text), evidence)
        for clause in clauses_saying(knowledge, _SETTLING["fetches_at_home"])
        for evidence, text in sentences_of(knowledge, clause)
        if _SETTLING["fetches_at_home"].search(text) and not of_other_goods(text, goods)
    ]
    if not found:
        return None
    evidence = max(found, key=lambda each: each[0])[1]
    said = f"{clause_name(evidence.clause)}写明：{quoted(knowledge, evidence)}"
    return Draft("outlet", (Statement(said, (evidence,)),))


def _nearest(
    knowledge: Knowledge, matcher: TopicMatcher, topic: str, clause: Clause
) -> Evidence | None:
    """The sentence of a clause about collecting or trading that says most of a topic."""
    found = [
        (matcher.coverage(topic, text), evidence)
        for evidence, text in sentences_of(knowledge, clause)
        if _SETTLING["takes_old_things"].search(text)
    ]
    return max(found, key=lambda each: each[0])[1] if found else None
