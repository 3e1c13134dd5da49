"""Whether a thing is among those that a plan lists as supported: 中央空调算不算补贴范围."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.compose.benefit_case import Case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_denial import defining, not_listed, refused
from assistant.compose.benefit_kinds import things_in
from assistant.compose.goods import as_goods, covers_goods, named, strong_goods, weak_names
from assistant.compose.grants import Grant, Sentence, sentences
from assistant.compose.refusal import refuse
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_WORDS = Patterns("grant_words", LEXICONS)
_TOOL = re.compile("(?:手机|电脑|平板)(?![^，。？]{0,3}(?:补|换|购|买|以旧))")


def in_scope(asked: Asked, grants: Iterable[Grant]) -> Draft | None:
    """Yes with the list that names the thing; that the list leaves it out; None without a list."""
    wanted = [each for each in asked.case.goods if each.name not in weak_names()]
    lists = [(grant, clause) for grant in grants for clause in defining(asked.knowledge, grant)]
    if not wanted or not lists or asked.sum_wanted:
        return None
    for _, clause in lists:
        found = _naming(asked, clause)
        if all(any(covers_goods(each.text, one) for each in found) for one in wanted):
            return Draft("eligible", tuple(_said(clause, found)))
    return not_listed(asked, lists[0][0])


def taken_in(asked: Asked) -> Draft | None:
    """What is in the range of a benefit by a sentence that sets no sum: 将微耕机纳入补贴范围."""
    strong = strong_goods(asked.topic)
    saying = asked.knowledge.saying(_WORDS["taken_in"]) if strong else ()
    for clause in map(asked.knowledge.clause, sorted(saying)):
        found = [s for s in _naming(asked, clause) if _WORDS["taken_in"].search(s.text)]
        if found and clause.kind is not ClauseKind.HEAD:
            return (
                refused(asked)
                if asked.sum_wanted
                else Draft("eligible", tuple(_said(clause, found)))
            )
    return None


def of_title(case: Case, knowledge: Knowledge) -> Case:
    """A case of 柴油车 under a notice for trucks alone: the thing that the title names is meant."""
    if not case.goods or any(each.name not in weak_names() for each in case.goods):
        return case
    titles = [named(fold(each.title)) for each in knowledge.documents]
    rules = {rule.id: rule for each in titles for rule in each if rule.id.endswith("车")}
    strong = [rule for rule in rules.values() if not rule.fields.get("weak")]
    if len(titles) != 1 or len(strong) != 1 or len(rules) != 1:
        return case
    return replace(case, goods=(as_goods(strong[0], case.goods[0].bought),))


def hands_in_vainly(asked: Asked) -> bool:
    """Whether an old car is handed in where the plan speaks of purchases alone."""
    only_scrapped = asked.case.action == "scrap" and not asked.case.buys
    if not (asked.case.action and (asked.case.of_cars or only_scrapped)):
        return False
    words = (
        "报废|拆解|注销|淘汰" if asked.case.action == "scrap" else "置换|转让|过户|以旧换新|旧车"
    )
    return not any(re.search(words, asked.knowledge.folded(c)) for c in asked.knowledge.clauses())


def unknown_goods(asked: Asked) -> bool:
    """Whether goods are named that no clause speaks of."""
    named = [each for each in asked.case.goods if each.name not in weak_names()]
    texts = [fold(each.text) for each in asked.knowledge.clauses()] if named else []
    return bool(named) and not any(covers_goods(text, g) for text in texts for g in named)


def unclaimable(asked: Asked) -> Draft | None:
    """That nothing is said of things which no clause speaks of, where it is asked how they are claimed.

    A telephone or a computer may be what one claims with, and not what is bought.
    """
    case = asked.case
    claims = case.wants("where", "papers", "window") or asked.question.asks("procedure")
    if not (claims or case.wants("deadline")) or _TOOL.search(case.text):
        return None
    strong = [each for each in case.goods if each.name not in weak_names()]
    if not unknown_goods(asked):
        return None
    texts = [asked.knowledge.folded(each) for each in asked.knowledge.clauses()]
    if any(each.group and each.group in text for each in strong for text in texts):
        return None
    named = "、".join(f"“{each.name}”" for each in strong)
    return refuse(asked.knowledge, f"方案没有写到{named}的补贴。", (), "benefit")


def unknown_thing(asked: Asked) -> bool:
    """Whether a machine or the like is named that neither the lexicon nor any clause knows."""
    if any(each.name not in weak_names() for each in asked.case.goods):
        return False
    things = things_in(asked.knowledge, asked.topic)
    texts = [asked.knowledge.folded(each) for each in asked.knowledge.clauses()] if things else []
    return any(not any(thing in text for text in texts) for thing in things)


def _naming(asked: Asked, clause: Clause) -> list[Sentence]:
    said = sentences(asked.knowledge, clause)
    return [s for s in said if any(covers_goods(s.text, g) for g in asked.case.goods)]


def _said(clause: Clause, found: list[Sentence]) -> list[Statement]:
    words = "".join(each.text for each in found).replace("\n", "").rstrip("。")
    text = f"在补贴范围内，{clause_name(clause)}规定：{words}。"
    return [Statement(text, tuple(each.evidence for each in found))]
