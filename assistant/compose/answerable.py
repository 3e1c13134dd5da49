"""Answers that tell of the matter asked about, and not what is asked of it, become refusals.

加装电梯邻居不同意怎么办: the clause on lifts is near, and no answer.
"""

from functools import cache

from assistant.answerability import Answerability, Case
from assistant.compose.refusal import refuse
from assistant.compose.silent import asks_of_explained
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher, function_words
from indexer.lexicon import Patterns
from indexer.model import Clause

_JUDGED = ("content", "target", "lead")
_SETTLING = Patterns("settling", LEXICONS)
_MISSING = "方案写到了相近的事项，没有写明所问的这一点，无法据此回答。"


def case_of(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft
) -> Case | None:
    """A question with the clause that its draft cites first; None where nothing is to be judged.

    What a question takes for granted is corrected, what is reckoned fits, whoever asks for the
    organ of a matter by its role is told it, and what is told from elsewhere than a clause found
    for the matter was looked for by its words.
    """
    clause = _first(draft)
    if clause is None or not question.topic or draft.intent not in _JUDGED:
        return None
    supposes = question.asks("confirm") or _SETTLING["supposes_so"].search(question.folded)
    of_told = _SETTLING["asks_of_told"].search(question.folded)
    leaves_open = any(not said.evidence for said in draft.statements)
    by_role = draft.intent == "lead" and (
        leaves_open or _SETTLING["asks_by_role"].search(question.folded)
    )
    if supposes or of_told or by_role or any(said.derived for said in draft.statements):
        return None
    found = matcher.match(question.topic)
    match = next((each for each in found if each.clause.clause_id == clause.clause_id), None)
    if match is None:
        return None
    text = matcher.text(clause)
    if asks_of_explained(question, text):
        return None
    asked = knowledge.closeness.asked(question.folded, function_words())
    return Case(question.folded, match, asked, text)


def unless_unsaid(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft
) -> Draft:
    """The draft, or a refusal where its clause does not say what is asked."""
    case = case_of(knowledge, matcher, question, draft)
    if case is None or _model().unsaid(case) <= 0:
        return draft
    return refuse(knowledge, _MISSING, [case.match.clause], draft.intent)


def _first(draft: Draft) -> Clause | None:
    if not draft.found:
        return None
    return next((each.clause for said in draft.statements for each in said.evidence), None)


@cache
def _model() -> Answerability:
    return Answerability()
