"""Measures held against each other by their organs, and whether one names any in a role.

甲和乙是同一个部门牵头吗; 甲没有责任单位，对不: yes or no first, then who it is.
"""

import re

from assistant.compose.role_statements import STATEMENTS
from assistant.compose.wording import ROLE_WORDS, organ_list, role_name, who_evidence
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, Role

_SETTLING = Patterns("settling", LEXICONS)
_BETWEEN = re.compile("[ 跟和与同、]|以及")
_MANY = ("list", "count", "measures")  # which measures, not whether one


def alike(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Whether measures have the same organs in the role asked; None where that is not asked."""
    asked = _SETTLING["asks_same_organ"].search(question.folded)
    if asked is None or question.organs or not question.asks("yesno"):
        return None
    role = Role.RESPONSIBLE if "责任" in question.folded else Role.LEAD
    clauses = [knowledge.attributed(each) for each in meant(knowledge, matcher, question, asked[0])]
    named = [_names(knowledge, each, role) for each in clauses]
    if len(clauses) < 2 or not any(named):
        return None
    evidence = tuple(each for clause in clauses for each in who_evidence(knowledge, clause))
    first = Statement(_compared(knowledge, clauses[0], named, role), evidence)
    return Draft("lead", (first, *(STATEMENTS[role](knowledge, each) for each in clauses)))


def _compared(knowledge: Knowledge, clause: Clause, named: list[set[str]], role: Role) -> str:
    """Yes, no, or in part; organs are called as the first clause writes them."""
    common = set.intersection(*named)
    found = [each for each in knowledge.attributions(clause, role) if each.canonical in common]
    who, word = f"**{organ_list(found)}**", role_name(role)
    if not common:
        return f"不是，{word}不同。"
    if all(each == common for each in named):
        return f"是的，{word}都是{who}。"
    return f"不完全相同，都有的{word}是{who}。"


def names_any(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Whether the measures meant name an organ in a role; None where that is not asked."""
    asked = _SETTLING["asks_whether_named"].search(question.folded)
    checks = question.asks("yesno", "confirm") or "吧" in question.folded
    if asked is None or question.organs or question.asks(*_MANY) or not checks:
        return None
    role = ROLE_WORDS.get(asked["role"] or asked["other"], Role.RESPONSIBLE)
    found = meant(knowledge, matcher, question, asked[0])
    clauses = [knowledge.attributed(each) for each in found]
    if not clauses or not any(knowledge.attributions(each) for each in knowledge.clauses()):
        return None
    there = [bool(_names(knowledge, each, role)) for each in clauses]
    first: tuple[Statement, ...] = ()
    if len(set(there)) == 1:
        word = _verdict(there[0], denies=_SETTLING["denies_named"].search(asked[0]) is not None)
        first = (Statement(word),)
    return Draft(role.value, (*first, *(STATEMENTS[role](knowledge, each) for each in clauses)))


def _verdict(there: bool, denies: bool) -> str:
    if denies:
        return "不对。" if there else "是的，没有写明。"
    return "有。" if there else "没有写明。"


def _names(knowledge: Knowledge, clause: Clause, role: Role) -> set[str]:
    found = knowledge.attributions(clause, role)
    if role is Role.RESPONSIBLE:  # 责任单位 is what some plans call those who cooperate
        found = found or knowledge.attributions(clause, Role.COOPERATING)
    return {each.canonical for each in found}


def meant(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, asked: str
) -> list[Clause]:
    """The measures that a question names by number or matter, each once."""
    labelled = [c for label in question.labels for c in knowledge.labelled(label)]
    within = [m for each in labelled for m in knowledge.measures_under(each)]
    topic = re.sub("(?:牵头|责任|配合)(?:单位|部门)?|是?(?:同一|一样|相同)", " ", question.topic)
    topic = topic.strip()
    if not topic:
        return labelled
    parts = [part for part in _BETWEEN.split(topic) if len(part) > 1]
    for words in (parts, [topic]):
        found = [_best(knowledge, matcher, each, within) for each in words]
        if all(found) and len({each.clause_id for each in found if each}) == len(words):
            return [each for each in found if each]
    return []


def _best(
    knowledge: Knowledge, matcher: TopicMatcher, topic: str, within: list[Clause]
) -> Clause | None:
    """The measure that a topic means, of those of the part that the question names."""
    stated = (m.clause for m in matcher.match(topic) if m.stated)
    of_part = (each for each in stated if not within or each in within)
    return next((each for each in of_part if not knowledge.measures_under(each)), None)
