"""An organ told by its duty, and its other duties: 那个负责燃气管道的单位还负责什么."""

from collections.abc import Callable
from dataclasses import replace

from assistant.compose.duties import lead_statement
from assistant.compose.topic import answer_topic
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Attribution, Clause, Role
from indexer.parse.normalize import fold

_TOLD = Patterns("by_duty", LEXICONS)


def answered(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    read: Callable[[str], Question],
    duties: Callable[[Question], Draft],
) -> Draft | None:
    """Who has the duty, and a list of all duties of each; None where no organ is told so."""
    told = _told(knowledge, matcher, question, read)
    if told is None:
        return None
    first, asked = told
    cited = [each.clause for said in first.statements[:1] for each in said.evidence]
    if not first.found or not cited:
        return None
    organs = _organs(knowledge, cited[0])
    drafts = [duties(read(f"{fold(each.organ)}{asked}")) for each in organs]
    if not drafts:
        return None
    lists = [said for draft in drafts for said in draft.statements]
    several = [Statement(f"该项有{len(organs)}家单位，分别列出各家的任务：", (), (len(organs),))]
    statements = [*first.statements[:1], *(several if len(organs) > 1 else ()), *lists]
    table = drafts[0].table if len(drafts) == 1 else None
    return replace(drafts[0], statements=tuple(statements), table=table, found=True)


def _told(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    read: Callable[[str], Question],
) -> tuple[Draft, str] | None:
    """Who has the duty that a question names, by its matter or its clause; what else is asked."""
    if question.organs:
        return None
    if question.labels:
        hit = _TOLD["of_clause"].search(question.folded)
        clauses = [c for label in question.labels for c in knowledge.labelled(label)]
        if hit is None or len(clauses) != 1:
            return None
        return Draft("duties", (lead_statement(knowledge, clauses[0]),)), hit["asked"]
    hit = _TOLD["who_does"].search(question.folded) or _TOLD["whose_task"].search(question.folded)
    if hit is None:
        return None
    return answer_topic(knowledge, matcher, read(f"{hit['matter']}由谁牵头")), hit["asked"]


def _organs(knowledge: Knowledge, clause: Clause) -> list[Attribution]:
    """Those who lead a clause; those responsible where none does."""
    clause = knowledge.attributed(clause)
    leads = knowledge.attributions(clause, Role.LEAD)
    found = leads or knowledge.attributions(clause, Role.RESPONSIBLE)
    return list({each.canonical: each for each in found}.values())
