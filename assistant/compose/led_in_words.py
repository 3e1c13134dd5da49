"""Who leads a matter by a sentence of its own: 省商务厅牵头组织实施消费品以旧换新工作.

A clause may be led by one organ and say in its words that another leads a matter; who asks for
just that matter means the sentence.
"""

import re

from assistant.compose.claims import NO, YES
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import bigrams
from indexer.lexicon import Patterns
from indexer.model import ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.organ_mentions import find_organ_mentions

_SETTLING = Patterns("settling", LEXICONS)
_SAME = 0.85  # share of the bigrams of the matter and of the topic, each in the other
_INTENTS = ("topic", "role_check", "duties_on_topic", "duties")


def led_so(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that says who leads just the matter asked; None where none does."""
    if question.intent not in _INTENTS or not question.asks("lead") or question.labels:
        return None
    if question.asks("list", "count", "cooperating", "responsible", "besides"):
        return None
    topic = _core(question.topic)
    found = _saying(knowledge, topic) if topic else None
    if found is None:
        return None
    evidence, lead = found
    said = quoted(knowledge, evidence)
    names = {each.canonical for each in find_organ_mentions(lead)}
    asked = {name for each in question.organs for name in each} | set(question.unknown_organs)
    if asked and (question.supposes or "吧" in question.folded):
        right = bool(asked & names) or any(name in lead for name in asked)
        return Draft("role_check", (Statement(f"{YES if right else NO}{said}", (evidence,)),))
    if asked:
        return None
    return Draft("lead", (Statement(f"{clause_name(evidence.clause)}写明：{said}", (evidence,)),))


def _saying(knowledge: Knowledge, topic: str) -> tuple[Evidence, str] | None:
    """The sentence in which an organ leads the topic and nothing else, and what it says of who."""
    pattern = _SETTLING["leads_in_words"]
    for clause in clauses_saying(knowledge, pattern):
        if clause.kind is ClauseKind.ROW:
            continue
        for evidence, text in sentences_of(knowledge, clause):
            hit = pattern.search(fold(text))
            if hit is not None and _alike(topic, _core(hit["matter"])):
                return evidence, hit["lead"]
    return None


def _core(matter: str) -> str:
    """A matter without what is done about any: 组织实施…工作."""
    return re.sub(r"\s+", "", _SETTLING["done_about_any"].sub("", matter))


def _alike(one: str, other: str) -> bool:
    first, second = set(bigrams(one)), set(bigrams(other))
    both = len(first & second)
    return both >= _SAME * max(len(first), len(second), 1)
