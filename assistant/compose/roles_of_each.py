"""Several matters, and who leads each: 病房改造和农机报废分别由谁牵头.

Each matter is looked up by itself: as one topic, the words of the longer would hide the other.
"""

from assistant.compose.measure_roles import meant
from assistant.compose.role_statements import STATEMENTS
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns

_SETTLING = Patterns("settling", LEXICONS)
_MORE = ("value", "when", "amount", "target", "count", "yesno", "content")


def of_each(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Who fills a role in each of the matters named; None where they are not asked one by one."""
    roles = [role for role in STATEMENTS if question.asks(role)]
    asked = _SETTLING["asks_of_each"].search(question.folded)
    apart = question.organs or question.unknown_organs or question.labels
    if asked is None or not roles or apart or question.asks(*_MORE) or not question.topic:
        return None
    clauses = [knowledge.attributed(each) for each in meant(knowledge, matcher, question, asked[0])]
    if len(clauses) < 2 or not all(knowledge.attributions(each) for each in clauses):
        return None
    say = STATEMENTS[roles[0]]
    return Draft(roles[0], tuple(say(knowledge, each) for each in clauses), named=True)
