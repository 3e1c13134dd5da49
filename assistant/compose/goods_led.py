"""Whom to turn to about a thing at home, where the plan speaks of its kind alone.

我家那台老冰箱想卖掉换台新的，找谁办: the measure on 家电以旧换新 leads; how it is done stays open.
"""

import re

from assistant.compose import duties
from assistant.compose.goods import named, weak_names
from assistant.compose.procedures import told
from assistant.compose.sentences import said_in
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher

_RENEWED = re.compile("换|[旧老](?![年人百家师])|淘汰|不要了")
_DONE = re.compile("办|申请|怎么|去哪|到哪")


def led(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """Who leads the measure on renewing the goods named; None where none is asked or there is none."""
    goods = [each for each in named(question.folded) if each.id not in weak_names()]
    if len(goods) != 1 or not question.asks("lead", "procedure") or question.organs:
        return None
    if not _RENEWED.search(question.folded):
        return None
    kind = str(goods[0].fields.get("group", "")) or goods[0].id
    topic = f"{kind}以旧换新"
    words = (*goods[0].fields["written"], kind)
    found = [
        m.clause for m in matcher.match(topic) if m.stated and knowledge.attributions(m.clause)
    ]
    holding = (c for c in found if any(word in knowledge.folded(c) for word in words))
    clause = next(holding, None)
    if clause is None:
        return None
    said = said_in(knowledge, matcher, clause, topic)
    left = _left_open(knowledge, matcher, question) if _DONE.search(question.folded) else ()
    return Draft("lead", (duties.lead_statement(knowledge, clause), *said, *left))


def _left_open(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question
) -> tuple[Statement, ...]:
    """What the plan says of how it is done; else that it says nothing of it, nor of any sum."""
    steps = told(knowledge, matcher, question)
    if steps:
        return steps
    granting = any(knowledge.benefits(clause) for clause in knowledge.clauses())
    sums = "" if granting else "和补贴金额"
    return (Statement(f"方案没有写明个人办理的流程、地点{sums}。"),)
