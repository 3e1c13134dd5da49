"""What is answered with the asker's own numbers or case, before a topic is looked up."""

import re
from collections.abc import Sequence

from assistant.compose import joint_total, leave_and_names, own_gap, own_limit
from assistant.compose.goods_done import done_first
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher

_TAX = re.compile("(?:车船|购置|消费|所得|增值|关|契|资源|房产|印花|环境保护|环保)税")


def taxed(knowledge: Knowledge, question: Question, matches: list[TopicMatch]) -> list[TopicMatch]:
    """Matches with the clauses first that speak of the tax asked about, or of what is done."""
    hit = _TAX.search(question.folded)
    if hit is None:
        return done_first(knowledge, question, matches)
    return sorted(matches, key=lambda each: hit[0] not in knowledge.folded(each.clause))


def of_case(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """The draft of the first that the question's words fit; None where none does."""
    for answered in (
        own_gap.reckoned,
        joint_total.totalled,
        own_limit.held_against,
        leave_and_names.called,
    ):
        found = answered(knowledge, matcher, question, matches)
        if found is not None:
            return found
    return None
