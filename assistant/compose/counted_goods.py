"""Things of which a plan counts the kinds, all of them: 哪12类家电能补."""

import re

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import ClauseKind
from indexer.parse.numbering import parse_number

_COUNTING = Patterns("counting", LEXICONS)
_LEFT = 3  # kinds of which the signs between them may be fewer than counted
_FEWEST = 2  # signs between things that make a list of them


def listed(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that lists so many kinds; None where none is asked for, or counts as many."""
    asked = _COUNTING["which_kinds"].search(question.folded)
    if asked is None:
        return None
    wanted = parse_number(asked["number"])
    counts = re.compile(rf"(?P<number>\d+|[一二三四五六七八九十]+)大?{asked['of']}")
    found = [
        (text.count("、") + _LEFT >= (wanted or 0), matcher.coverage(asked["what"], text), evidence)
        for clause in knowledge.clauses()
        if clause.kind is not ClauseKind.HEAD and counts.search(knowledge.folded(clause))
        for evidence, text in sentences_of(knowledge, clause)
        if text.count("、") >= _FEWEST
        if any(parse_number(hit["number"]) == wanted for hit in counts.finditer(text))
    ]
    _, share, evidence = max(found, key=lambda each: each[:2], default=(False, 0.0, None))
    if evidence is None or share <= 0:
        return None
    said = f"{clause_name(evidence.clause)}写明：{quoted(knowledge, evidence)}"
    return Draft("content", (Statement(said, (evidence,)),))
