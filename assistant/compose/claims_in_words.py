"""Whether a plan bears out what a question supposes in words: what a term counts, who, how.

“三品”是增品种、降价格、创品牌吗; 老人不管穷富都有份吗; 旧家具是拿去拍卖的吧. Where words are only near to
those of the plan nothing is said for or against.
"""

import re
from collections.abc import Callable, Iterator

from assistant.compose.claims import NO, YES
from assistant.compose.sentences import sentences_of
from assistant.compose.silent import explains
from assistant.compose.wording import clause_name, quoted, sentence_with
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause

_SETTLING = Patterns("settling", LEXICONS)
_OTHER_ASKS = ("lead", "responsible", "amount", "when", "value", "procedure", "given")
_LIKE, _FEWEST, _HELD = 0.5, 2, 0.2
_APART = re.compile("、|和|与|以及|及|或者?|，|：")


def claimed(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that bears out or sets right what is supposed; None where none does."""
    supposes = question.asks("yesno", "confirm") or _SETTLING["supposes_so"].search(question.folded)
    if (
        not supposes
        or question.intent != "topic"
        or question.asks(*_OTHER_ASKS)
        or question.figure
        or question.years
    ):
        return None
    return (
        _members(knowledge, question)
        or _everyone(knowledge, matcher, question)
        or _all_of_it(knowledge, matcher, question)
        or _manner(knowledge, matcher, question)
    )


def _told(knowledge: Knowledge, first: str, evidence: Evidence) -> Draft:
    said = f"{clause_name(evidence.clause)}写明：{quoted(knowledge, evidence)}"
    return Draft("content", (Statement(first), Statement(said, (evidence,))))


def _members(knowledge: Knowledge, question: Question) -> Draft | None:
    """Whether a term that counts, and is explained, counts what is supposed."""
    hit = _SETTLING["supposes_members"].search(question.folded)
    if hit is None:
        return None
    found = _explained(knowledge, hit["term"])
    supposed = [each.strip("“”") for each in _APART.split(hit["list"]) if each.strip("“”")]
    if found is None or len(supposed) < _FEWEST:
        return None
    parts = [each.strip("“”。") for each in _APART.split(quoted(knowledge, found))]
    known = [_likeness(each, parts) for each in supposed]
    if min(known) < _LIKE:
        return _told(knowledge, NO, found)
    return _told(knowledge, YES, found) if min(known) == 1.0 else None


def _explained(knowledge: Knowledge, words: str) -> Evidence | None:
    """The sentence that says what a term counts; ``words`` end in the term."""
    for begin in range(len(words) - 1):
        term = words[begin:]
        if not _SETTLING["counts_in_its_name"].match(term):
            continue
        for clause in knowledge.clauses():
            text = knowledge.folded(clause)
            if term in text and not knowledge.children(clause) and explains(term, text):
                return sentence_with(knowledge, clause, re.escape(term))
    return None


def _likeness(name: str, parts: list[str]) -> float:
    """How like a name is to one of the parts of a sentence; the end that they share counts little."""
    if any(name in part for part in parts):
        return 1.0
    return max((_alike(name, part) for part in parts), default=0.0)


def _alike(name: str, part: str) -> float:
    end = 0
    while end < min(len(name), len(part)) - 1 and name[-end - 1] == part[-end - 1]:
        end += 1
    own, other = set(name[: len(name) - end]), set(part[: len(part) - end])
    return len(own & other) / len(own)


def _everyone(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """That a matter is for some alone, where all are supposed to have it."""
    if not _SETTLING["supposes_everyone"].search(question.folded):
        return None
    found = _best(knowledge, matcher, question, _SETTLING["limits_persons"].search)
    if found is None or knowledge.benefits(found.clause):
        return None
    return _told(knowledge, NO, found)


def _all_of_it(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """That a thing is done in part, or where it fits, where all of it is supposed."""
    if not _SETTLING["supposes_all_of_it"].search(question.folded):
        return None
    found = _best(knowledge, matcher, question, _SETTLING["limits_extent"].search)
    return None if found is None else _told(knowledge, NO, found)


def _manner(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """In which ways a thing is done, where another way is supposed that the clause does not name."""
    words = question.topic.split()
    if not words or not _SETTLING["supposes_manner"].search(question.folded):
        return None
    found = _best(knowledge, matcher, question, _SETTLING["names_ways"].search)
    cut = list(knowledge.known_words(words[-1]))
    deed = cut[-1] if cut else words[-1]
    alone = len(deed) < _FEWEST or deed == question.topic
    if found is None or alone or deed in knowledge.folded(found.clause):
        return None
    first = f"{clause_name(found.clause)}没有写到“{deed}”，写的是："
    said = quoted(knowledge, found)
    return Draft("content", (Statement(first), Statement(said, (found,))))


def _best(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    fits: Callable[[str], re.Match[str] | None],
) -> Evidence | None:
    """The sentence of the clause meant that fits and holds most of the topic."""
    meant = next((m.clause for m in matcher.match(question.topic) if m.stated), None)
    found = [
        (matcher.coverage(question.topic, text), evidence)
        for evidence, text in _sentences(knowledge, meant)
        if fits(text)
    ]
    best, evidence = max(found, key=lambda each: each[0], default=(0.0, None))
    return evidence if best >= _HELD else None


def _sentences(knowledge: Knowledge, clause: Clause | None) -> Iterator[tuple[Evidence, str]]:
    return sentences_of(knowledge, clause) if clause is not None else iter(())
