"""Whether an organ does one act, as is supposed: 申请是区财政局审核的吗 has 区商务局…完成审核.

Roles stand in the records of a measure; who checks, pays out or explains something stands in the
words of a sentence, whose first organ before the act is the one that does it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.claims import NO, YES
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.organ_mentions import find_organ_mentions

_SETTLING = Patterns("settling", LEXICONS)
_WITH = re.compile("会同|联合|协同|商请?|配合")
_UNDONE = re.compile("通过|未|不|后")  # 审核通过的: what comes after the act is another's
_OF_ANY = re.compile("的?(?:申请|补贴|资金|钱|材料)|的")  # what every such sentence is about
_NEAR = 0.2  # share of the topic in the sentence and its headings


@dataclass(frozen=True, slots=True)
class _Done:
    """A sentence in which organs do an act: the first one, and those it does it with."""

    clause: Clause
    evidence: Evidence
    doer: str
    helpers: tuple[str, ...]
    near: float


def done_by(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that says who does the act, and whether it is the organ supposed."""
    asked = _SETTLING["supposes_act"].search(question.unnamed)
    if asked is None or len(question.organs) != 1 or question.labels or not question.supposes:
        return None
    topic = _OF_ANY.sub(" ", question.topic.replace(asked["act"], " "))
    found = list(_doing(knowledge, matcher, asked["act"], topic))
    best = max(found, key=lambda each: each.near, default=None)
    if best is None or best.near < _NEAR:
        return None
    mine = [e for e in found if e.near >= best.near and _does(knowledge, question, e)]
    meant = mine[0] if mine else best
    helps = any(name in question.organs[0] for name in meant.helpers)
    first = YES if mine else "" if helps else NO
    said = f"{clause_name(meant.clause)}写明：{quoted(knowledge, meant.evidence)}"
    lead = [Statement(first)] if first else []
    return Draft("role_check", (*lead, Statement(said, (meant.evidence,))))


def _does(knowledge: Knowledge, question: Question, done: _Done) -> bool:
    return done.doer in (*question.organs[0], knowledge.called(question.organs[0]))


def _doing(knowledge: Knowledge, matcher: TopicMatcher, act: str, topic: str) -> Iterator[_Done]:
    for clause in clauses_saying(knowledge, re.compile(act)):
        if clause.kind is ClauseKind.HEAD:
            continue
        for evidence, text in sentences_of(knowledge, clause):
            found = _organs_before(text.removeprefix(clause.label), act)
            if found:
                around = f"{fold(' '.join(clause.path))}{text}"
                near = matcher.coverage(topic, around) if topic.strip() else 1.0
                yield _Done(clause, evidence, *found, near)


def _organs_before(text: str, act: str) -> tuple[str, tuple[str, ...]] | None:
    """Who does the act in the first piece of a sentence that says so, and who helps."""
    for piece in re.split("[，。；]", text):
        place = piece.find(act)
        if place < 0 or _UNDONE.match(piece, place + len(act)):
            continue
        mentions = [each for each in find_organ_mentions(piece) if each.end <= place]
        if not mentions:
            continue
        joint = _WITH.search(piece, mentions[0].end)
        at = joint.start() if joint else place
        helpers = tuple(each.canonical for each in mentions[1:] if each.start > at)
        return mentions[0].canonical, helpers
    return None
