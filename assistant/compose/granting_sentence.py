"""A sentence that grants money for just what is asked, though no record of a benefit holds it.

It must say every word of the question's matter, its clause's heading included: 绩效奖励前三年
is answered by “绩效支持奖励：…其中前三年给予80%的奖励”, and 买旅游大巴 by no grant for 旅游.
"""

import re
from collections.abc import Iterator
from weakref import WeakKeyDictionary

from assistant.compose.goods import named, weak_names
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause
from indexer.parse.normalize import fold

_WORDS = Patterns("granting_sentences", LEXICONS)
_THINGS = Patterns("grant_words", LEXICONS)
_KNOWN: WeakKeyDictionary[Knowledge, tuple[tuple[Clause, Evidence, str], ...]] = WeakKeyDictionary()
_SAID = 0.85  # coverage of a word that the text says, or says in the words of plans


def granting_sentence(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question
) -> Draft | None:
    """The sentence of the plan that grants money for the matter asked; None where none does.

    Goods are not for it: whether a standard is for them is told by the records of benefits.
    """
    weak = weak_names()
    if any(rule.id not in weak for rule in named(question.topic)):
        return None
    wanted = _matter(knowledge, question.topic)
    if not wanted:
        return None
    found = [
        each
        for each in _granting(knowledge)
        if all(_says(matcher, each[2], word) for word in wanted)
    ]
    if len({clause.clause_id for clause, _, _ in found}) != 1:
        return None  # none, or the words are those of several
    said = tuple(
        Statement(f"{clause_name(clause)}规定：{quoted(knowledge, evidence)}", (evidence,))
        for clause, evidence, _ in found
    )
    return Draft("amount", said)


def _granting(knowledge: Knowledge) -> Iterator[tuple[Clause, Evidence, str]]:
    """The sentences that grant a sum or a share, each with its words and the heading's."""
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            if _WORDS["grants"].search(text):
                yield clause, evidence, f"{fold(clause.heading or '')} {text}"


def _matter(knowledge: Knowledge, topic: str) -> list[str]:
    """The words of a topic without those of asking and giving."""
    function = {form for rule in load_rules("stopwords") for form in rule.forms}
    words = [word for part in topic.split() for word in knowledge.known_words(part)]
    return [w for w in words if w not in function and not _WORDS["asking"].fullmatch(w)]


def _says(matcher: TopicMatcher, text: str, word: str) -> bool:
    """Whether a text says a word, or a longer one that it shortens: 大修 for 重大修理."""
    if word in text:
        return True
    if _THINGS["thing"].search(word):
        return False  # 旋耕机 is not said by 农机
    if len(word) > 1 and matcher.coverage(word, text) >= _SAID:
        return True
    short = re.fullmatch("[\u4e00-\u9fff]{2,3}", word)
    return short is not None and re.search("[\u4e00-\u9fff]?".join(word), text) is not None
