"""Who heads a body: 工作专班由谁牵头, 专班是分管副市长当组长吧 mean the sentence that says it.

The organ that leads the clause in which a body stands may not be the one that heads the body.
"""

import re
from collections.abc import Iterator

from assistant.compose.claims import NO, YES
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause

_SETTLING = Patterns("settling", LEXICONS)
_OFFICE = re.compile("组长|召集人|指挥长|总指挥")
_NOUN = re.compile("专班|小组|联席会议|指挥部|机制|工作组")


def headed(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that says who heads the body asked; None where none is asked for, or says so."""
    asked = _SETTLING["asks_who_heads"].search(question.folded)
    supposed = _SETTLING["supposes_head"].search(question.folded) if not asked else None
    if supposed is not None and not question.supposes and "吧" not in question.folded:
        return None
    body = asked or supposed
    if body is None or question.labels:
        return None
    found = [
        (matcher.coverage(question.topic or body[0], text), clause, evidence, hit)
        for clause, evidence, text, hit in _heads(knowledge, body[0])
    ]
    if not found:
        return None
    _, clause, evidence, hit = max(found, key=lambda each: each[0])
    office = _OFFICE.search(question.folded)
    if office and asked and office[0] not in hit[0]:
        return None
    said = quoted(knowledge, evidence)
    if supposed is None:
        return Draft("lead", (Statement(f"{clause_name(clause)}写明：{said}", (evidence,)),))
    first = _verdict(supposed["head"], hit)
    words = said if first else f"{clause_name(clause)}写明：{said}"
    return Draft("lead", (Statement(f"{first}{words}", (evidence,)),))


def _heads(
    knowledge: Knowledge, body: str
) -> Iterator[tuple[Clause, Evidence, str, re.Match[str]]]:
    """The sentences that say who heads a body of the kind asked."""
    noun = _NOUN.search(body)
    pattern = _SETTLING["says_who_heads"]
    for clause in clauses_saying(knowledge, pattern):
        for evidence, text in sentences_of(knowledge, clause):
            hit = pattern.search(text)
            if hit is not None and noun is not None and noun[0] in hit[0]:
                yield clause, evidence, text, hit


def _verdict(supposed: str, hit: re.Match[str]) -> str:
    """Whether the one supposed heads it; nothing where it is the organ that sets the body up."""
    name = re.compile(".*".join(map(re.escape, supposed)))
    head = hit["head"] or hit["other"]
    if name.search(head):  # 副市长 is no 市长
        return NO if "副" in head and "副" not in supposed and supposed[-1] == "长" else YES
    return "" if name.search(hit.string[: hit.end()]) else NO
