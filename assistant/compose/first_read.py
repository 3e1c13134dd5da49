"""What is answered before the intent counts: rows and parts counted, what is repealed, what is granted."""

import re

from assistant.citations import shown
from assistant.compose import jointly, leave_and_names, part_counts, rows, topic
from assistant.compose.action_counts import actions
from assistant.compose.cited_numbers import cited_number
from assistant.compose.sentences import sentences_of
from assistant.compose.working_groups import set_up
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher

_REPEAL = re.compile("废止|停止(?:执行|施行)")
_ASKS_REPEAL = re.compile(
    "废止(?:了|的)?(?:是|掉)?(?:哪|什么|啥|多少|几)|(?:哪|什么|啥)[^，。？]{0,10}(?:被|同时|予以)?废止|废止[^，。？]{0,6}(?:文号|文件|旧)"
)


def answered(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The draft of a question that its words settle; None where its intent decides."""
    return (
        rows.count(knowledge, question)
        or cited_number(knowledge, question)
        or actions(knowledge, question)
        or set_up(knowledge, question)
        or part_counts.counted(knowledge, question)
        or _repealed(knowledge, question)
        or leave_and_names.leave(knowledge, matcher, question)
        or jointly.together(knowledge, matcher, question)
        or topic.granted(knowledge, matcher, question)
    )


def _repealed(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that puts an older document out of force; it says from when the plan holds."""
    if not _ASKS_REPEAL.search(question.folded):
        return None
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            if _REPEAL.search(text) and "《" in text:
                source = knowledge.source(clause.doc_id).text
                said = shown(source[evidence.span.start : evidence.span.end])
                return Draft("doc_effective", (Statement(f"方案写明：{said}", (evidence,)),))
    return None
