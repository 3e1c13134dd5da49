"""Who sets up a body: 成立工作专班由谁牵头 means the clause that says so, by whom."""

import re
from collections.abc import Iterator

from assistant.compose.duties import lead_statement
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import bigrams
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind

_SETTLING = Patterns("settling", LEXICONS)
_KNOWN = 0.7  # share of the bigrams of a matter that the plan holds


def set_up(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that sets up the body asked, and who leads its clause; None where none does.

    Where several clauses set up such a body, the topic tells, not this.
    """
    asked = _SETTLING["asks_who_sets_up"].search(question.folded)
    if asked is None or not question.asks("lead") or question.organs or question.labels:
        return None
    body = asked["body"] or asked["other"]
    words = "|".join(_SETTLING[each].pattern for each in ("sets_up", "bodies"))
    if not _known(knowledge, re.sub(words, " ", question.topic)):
        return None
    found = list(_said(knowledge, body))
    if len({clause.clause_id for clause, _ in found}) != 1:
        return None
    clause, evidence = found[0]
    said = quoted(knowledge, evidence)
    statements = [Statement(f"{clause_name(clause)}写明：{said}", (evidence,))]
    if knowledge.attributions(knowledge.attributed(clause)):
        statements.insert(0, lead_statement(knowledge, clause))
    return Draft("lead", tuple(statements))


def _said(knowledge: Knowledge, body: str) -> Iterator[tuple[Clause, Evidence]]:
    """The sentences in which someone sets up such a body."""
    noun = "专班" if "专班" in body else body
    told = re.compile(rf"(?:{_SETTLING['sets_up'].pattern})[^，。；]{{0,20}}{noun}")
    for clause in knowledge.clauses():
        if clause.kind is ClauseKind.HEAD or not told.search(knowledge.folded(clause)):
            continue
        if knowledge.children(clause):
            continue
        for evidence, text in sentences_of(knowledge, clause):
            if told.search(text):
                yield clause, evidence


def _known(knowledge: Knowledge, matter: str) -> bool:
    """Whether the plan speaks of the matter that the body is for; so, too, where none is named."""
    pairs = bigrams(matter)
    said = "\n".join(knowledge.folded(clause) for clause in knowledge.clauses()) if pairs else ""
    return sum(pair in said for pair in pairs) >= _KNOWN * len(pairs)
