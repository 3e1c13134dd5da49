"""Where an organ or a place is to be found, and when it is open: 区商务局地址在哪, 几点上班.

Plans seldom say it; what an organ has to do is no answer.
"""

from assistant.compose.refusal import refuse
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold
from indexer.parse.organs import without_level

_WORDS = Patterns("whereabouts", LEXICONS)
_ELSE = ("lead", "responsible", "contact", "amount", "count", "list")
_ABOUT = 0.5  # share of the matter in a sentence with an address, from which it is meant


def found(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence with the address or the hours asked, else a refusal; None where none are asked."""
    hours = _WORDS["asks_hours"].search(question.folded) is not None
    if not hours and not _WORDS["asks_address"].search(question.unnamed):
        return None
    if question.asks(*_ELSE) or question.labels or _WORDS["body"].search(question.folded):
        return None
    names = [name for each in question.organs for name in each] or list(question.unknown_organs)
    told = _told(knowledge, matcher, question, names, "says_hours" if hours else "says_address")
    if told is not None:
        return told
    what = "办公或营业时间" if hours else "地址"
    whose = f"{names[0]}的" if names else "具体的"
    near = [] if names else [m.clause for m in matcher.match(question.topic)[:1] if m.stated]
    return refuse(knowledge, f"方案没有写明{whose}{what}。", near, "contact")


def _told(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, names: list[str], rule: str
) -> Draft | None:
    """The sentence that says it of the organ, or of the matter, asked."""
    pattern = _WORDS[rule]
    cores = [without_level(name) for name in names]
    best, share = None, 0.0
    for clause in clauses_saying(knowledge, pattern):
        for evidence, text in sentences_of(knowledge, clause):
            if not pattern.search(fold(text)):
                continue
            of_organ = any(core in fold(text) for core in cores)
            said = 1.0 if of_organ else matcher.coverage(question.topic, text) * (not names)
            if said >= _ABOUT and said > share:
                best, share = evidence, said
    if best is None:
        return None
    words = f"{clause_name(best.clause)}写明：{quoted(knowledge, best)}"
    return Draft("contact", (Statement(words, (best,)),))
