"""Which clauses say a word: 哪些措施提到充电桩或者充换电."""

import re
from dataclasses import replace

from assistant.compose import duties
from assistant.compose.refusal import refuse
from assistant.compose.wording import sentence_with, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)


def mentions(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """All clauses that say a word: 哪些措施提到充电桩或者充换电."""
    texts = [knowledge.folded(clause) for clause in knowledge.clauses()]
    asked = [each for each in re.split("或者?|[和、/ ]", question.topic) if each]
    words = [_written_in(texts, word) for word in asked]
    leaves = [
        clause
        for clause in knowledge.clauses()
        if clause.kind is not ClauseKind.HEAD and not knowledge.children(clause)
        if not _set_aside(knowledge, question, clause)
    ]
    found = [c for c in leaves if any(word in knowledge.folded(c) for word in words)]
    called = "、".join(f"“{word}”" for word in words)
    if not found and (apart := _apart(knowledge, question, asked)):
        found = [c for c in leaves if all(word in knowledge.folded(c) for word in apart)]
        words, called = apart, "和".join(f"“{word}”" for word in apart)
    if not found:
        near = [m.clause for m in matcher.match(question.topic) if m.stated][:1]
        return refuse(knowledge, f"方案没有写到{called}。", near, "mentions")
    table, lines = duties.measure_table(knowledge, found)
    cited = tuple(
        replace(line, evidence=(_saying(knowledge, clause, words),))
        for line, clause in zip(lines, found, strict=True)
    )
    first = Statement(f"写到{called}的条款共**{len(found)}条**，全部列出：", derived=(len(found),))
    return Draft("mentions", (first, *cited), table)


def _written_in(texts: list[str], word: str) -> str:
    """A word as the plan writes it: 用超长期特别国债 without 用, 锅炉更新 without 更新; itself where it is not there."""
    own = _SETTLING["before_a_word"].sub("", word)
    ways = (word, own, _SETTLING["behind_a_word"].sub("", own))
    return next((way for way in ways if any(way in text for text in texts)), word)


def _set_aside(knowledge: Knowledge, question: Question, clause: Clause) -> bool:
    """Whether a clause is, or stands in, a part that a question sets aside: 总体要求除外."""
    hit = _SETTLING["except_part"].search(question.folded)
    part = (hit["before"] or hit["behind"]) if hit else ""
    around = (clause, *knowledge.ancestors(clause))
    return bool(part) and any(fold(each.heading or "") == part for each in around)


def _apart(knowledge: Knowledge, question: Question, asked: list[str]) -> list[str]:
    """The words of a compound that no clause holds as it stands: 农机, 导航 of 农机导航类的表述.

    None where the word itself is asked for, not what is of its kind.
    """
    if len(asked) != 1 or not _SETTLING["of_its_kind"].search(question.folded):
        return []
    words = list(dict.fromkeys(knowledge.known_words(asked[0])))
    return words if len(words) > 1 and all(len(word) > 1 for word in words) else []


def _saying(knowledge: Knowledge, clause: Clause, words: list[str]) -> Evidence:
    """The first sentence of a clause that holds one of the words."""
    found = (sentence_with(knowledge, clause, re.escape(word)) for word in words)
    return next((each for each in found if each), whole(clause))
