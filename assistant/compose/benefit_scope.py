"""Whether a thing is among those that a plan lists as supported: 中央空调算不算补贴范围."""

from collections.abc import Iterable

from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_denial import defining, not_listed
from assistant.compose.goods import covers_goods, weak_names
from assistant.compose.grants import Grant, Sentence, sentences
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from indexer.model import Clause


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


def _naming(asked: Asked, clause: Clause) -> list[Sentence]:
    said = sentences(asked.knowledge, clause)
    return [s for s in said if any(covers_goods(s.text, g) for g in asked.case.goods)]


def _said(clause: Clause, found: list[Sentence]) -> list[Statement]:
    words = "".join(each.text for each in found).replace("\n", "").rstrip("。")
    text = f"在补贴范围内，{clause_name(clause)}规定：{words}。"
    return [Statement(text, tuple(each.evidence for each in found))]
