"""What plans seldom say: who a person is by name, and how far the work has come.

Asked for one of these, the clause about the matter is no answer unless it speaks of it.
"""

import re
from collections.abc import Sequence

from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch
from indexer.lexicon import load_rules

_NEAREST = 3  # matched clauses that are looked through


def beyond(knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]) -> Draft | None:
    """A refusal that names what the plan leaves out; None where nothing of the kind is asked."""
    near = [match.clause for match in matches[:_NEAREST]]
    texts = "\n".join(knowledge.folded(clause) for clause in near)
    for rule in load_rules("beyond", LEXICONS):
        asked = rule.pattern.search(question.folded) if rule.pattern else None
        if asked is None:
            continue
        told = str(rule.fields.get("told", "")) or re.escape(asked["what"])
        if re.search(told, texts):
            continue
        stated = [match.clause for match in matches if match.stated]
        return refuse(knowledge, str(rule.fields["missing"]), stated, "topic")
    return None
