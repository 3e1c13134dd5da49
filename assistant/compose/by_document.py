"""By which document a matter is done: the sentence that names it, 严格落实《…补贴实施方案》."""

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)
_NEAR = 0.75  # of the best rank: a clause further off names the document of something else
_ABOUT = 0.4  # coverage of a topic by such a sentence and its heading


def named_document(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence with the document that the matter goes by; None where none is asked or named."""
    if not _SETTLING["asks_by_document"].search(question.folded):
        return None
    granting = any(knowledge.benefits(clause) for clause in knowledge.clauses())
    if question.intent.startswith("doc_") or (question.asks("amount") and granting):
        return None  # what is granted is told first; what the part of the question finds, after it
    found = _best(knowledge, matcher, question)
    if found is None:
        return None
    clause, evidence = found
    said = Statement(f"{clause_name(clause)}写明：{quoted(knowledge, evidence)}", (evidence,))
    left = (Statement("方案没有另外写明具体金额。"),) if question.asks("amount") else ()
    return Draft("by_document", (said, *left))


def _best(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question
) -> tuple[Clause, Evidence] | None:
    labelled = [c for label in question.labels for c in knowledge.labelled(label)]
    matches = [m for m in matcher.match(question.topic) if m.stated] if question.topic else []
    least = _NEAR * max((match.score for match in matches), default=0.0)
    clauses = labelled or [match.clause for match in matches if match.score >= least]
    best, nearest = 0.0 if labelled else _ABOUT, None
    for clause in (each for each in clauses if each.kind is not ClauseKind.HEAD):
        for evidence, text in sentences_of(knowledge, clause):
            heading = fold(clause.heading or "")
            share = matcher.coverage(question.topic, f"{heading} {text}")
            if "《" in text and (nearest is None or share > best) and share >= best:
                best, nearest = share, (clause, evidence)
    return nearest
