"""What plans leave unsaid: who a person is, how far a matter has come by now."""

import re

from assistant.compose import topic as topics_composer
from assistant.compose.refusal import refuse
from assistant.compose.wording import clause_name, quoted, sentence_with
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher

_TITLE = re.compile(
    "副?组长|召集人|[局厅县区市处科镇]长|主任|负责人|责任人|联系人|经办人|联络员|领导|书记"
)
_SO_FAR = re.compile("截至|截止|目前|已(?:经)?(?:建成|完成|更新|培育|达到|实现)|累计已")


def person(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Who holds an office: the sentence that names the office with a person, else a refusal."""
    hit = _TITLE.search(question.folded)
    title = hit[0] if hit else "负责人"
    named = f"(?:任|担任|是|为|由[^，。；]{{2,14}}任){title}|{title}[:：由]"
    matches = matcher.match(question.topic) if question.topic else ()
    stated = [match.clause for match in matches if match.stated]
    for clause in stated if question.topic else knowledge.clauses():
        found = sentence_with(knowledge, clause, named)
        if found is not None:
            said = quoted(knowledge, found)
            return Draft("person", (Statement(f"{clause_name(clause)}写明：{said}", (found,)),))
    return refuse(knowledge, f"方案没有写明{title}是谁。", (), "person")


def progress(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """How much has been done: plans say what is to be done, few say what has been."""
    stated = [match.clause for match in matcher.match(question.topic) if match.stated]
    if any(_SO_FAR.search(knowledge.folded(clause)) for clause in stated[:2]):
        return topics_composer.answer_topic(knowledge, matcher, question)
    missing = "方案写明的是目标和措施，没有写明目前的完成进度。"
    return refuse(knowledge, missing, stated[:1], "progress")
