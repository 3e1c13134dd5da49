"""How many pieces a person may have, and how much a household: 每人最多3台, 每户累计不超过3000元."""

import re
from collections.abc import Iterable

from assistant.compose import benefit_terms as terms
from assistant.compose.arithmetic import Offer, piece_limit
from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import Grant, sentences
from assistant.draft import Statement
from indexer.model import Clause

_FAMILY = re.compile("一户|一家|全家|每户|每家|家庭|户最多|我家(?!里)")
_FAMILY_CAP = re.compile(
    r"(?:(?:单个|每个|同一|每一?|一个)?(?:家庭|户))[^，。；]{0,12}(?:不超过|最高|上限|最多|封顶)[^，。；]{0,8}元"
)


def pieces(asked: Asked, offers: tuple[Offer, ...]) -> list[Statement]:
    """How many pieces a person may have; the sentence that says so."""
    case = asked.case
    for offer in offers:
        limit = piece_limit(offer.base, case)
        found = _counted(offer.base) or sentence_saying(asked, (offer,), "pieces")
        if limit and found:
            lead = "可以，" if case.pieces <= limit.value else "不能，"
            lead = lead if case.pieces > 1 else ""
            text = f"{lead}每人最多补贴**{limit.value}{limit.unit}**。"
            return [Statement(text, found[0].evidence, (float(limit.value),)), *found]
        if found:
            return found
    anywhere = terms.said(asked.knowledge, case, "pieces", asked.share)
    if anywhere is None and not case.goods:
        every = list(terms.sentences_of(asked.knowledge, "pieces", ()))
        anywhere = terms.Said(*every[0], 1.0) if len(every) == 1 else None
    return [terms.spoken(anywhere)] if anywhere else [Statement("方案没有写明每人可以补贴的件数。")]


def _counted(grant: Grant) -> list[Statement]:
    """The sentence of another clause that limits the pieces of a grant."""
    if grant.counted is None:
        return []
    clause = grant.counted.evidence.clause
    return [terms.spoken(terms.Said(clause, grant.counted, 1.0))]


def sentence_saying(asked: Asked, offers: Iterable[Offer], says: str) -> list[Statement]:
    """The sentence of the offers' clauses that answers an ask."""
    clauses = clauses_of(each.base for each in offers)
    found = terms.said(asked.knowledge, asked.case, says, lambda text: 1.0, clauses)
    return [terms.spoken(found)] if found else []


def household(asked: Asked, offers: Iterable[Offer]) -> list[Statement]:
    """What a household may have in all, where that is asked: 单个家庭累计不超过3000元."""
    if not _FAMILY.search(asked.case.text):
        return []
    for clause in clauses_of(each.base for each in offers):
        for sentence in sentences(asked.knowledge, clause):
            limit = _FAMILY_CAP.search(sentence.text)
            if limit:
                return [Statement(f"{limit[0]}。", (sentence.evidence,))]
    return []


def clauses_of(grants: Iterable[Grant]) -> tuple[Clause, ...]:
    """The clauses of the grants, each once."""
    return tuple({each.clause.clause_id: each.clause for each in grants}.values())
