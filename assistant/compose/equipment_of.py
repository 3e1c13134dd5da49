"""Whose equipment is asked about: 法院设备更新 is none of a plan that never speaks of courts.

Any clause on renewal covers most of such a topic, so that what stands before 设备更新 decides.
"""

from collections.abc import Sequence

from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)
_NAMED, _MEANT = 0.3, 0.6  # of whose it is in the words of a clause; in other words


def naming(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> tuple[list[TopicMatch], Draft | None]:
    """The matches that name whose equipment is asked about; a refusal where no clause does."""
    asked = _SETTLING["equipment_of"].fullmatch(question.topic)
    if asked is None or not any(each.stated for each in matches):
        return matches, None
    whose = asked["what"]
    idle = {form for rule in load_rules("stopwords") for form in rule.forms}
    texts = (_words(each.clause) for each in matches)
    said = knowledge.closeness.asked(whose, idle, texts).said

    def names(clause: Clause) -> bool:
        text = _words(clause)
        return matcher.coverage(whose, text) >= _NAMED or said(text) >= _MEANT

    near = [match for match in matches if names(match.clause)]
    if any(each.stated for each in near):
        return near, None
    return matches, _unnamed(knowledge, whose, near)


def _words(clause: Clause) -> str:
    return fold(f"{clause.title} {clause.text}")


def _unnamed(knowledge: Knowledge, whose: str, near: Sequence[TopicMatch]) -> Draft:
    missing = f"方案没有写到“{whose}”的设备更新或改造。"
    return refuse(knowledge, missing, [each.clause for each in near][:1], "topic")
