"""Purchases of one question that are told apart by who buys, or that one person makes twice."""

import re
from dataclasses import replace

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case, action_of, read_case
from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import sentences
from indexer.model import ClauseKind

_KIN = "老婆|老公|妻子?|丈夫|爱人|配偶|媳妇|爸爸?|妈妈?|父亲|母亲|儿子|女儿|哥哥?|姐姐?|弟弟?|妹妹?|朋友"
_BUYS = re.compile(
    f"^(?:然后|同时|另外|而|如果)?(?P<who>我?的?(?:{_KIN})|[他她]|我(?!们|俩))[^，。；？]{{0,24}}?(?:买|换|购|入手|提)(?!的)"
)
_SEVERAL_PEOPLE = re.compile(f"{_KIN}|我们|咱|两口子|夫妻|一家|各|[他她]|公司|单位|企业")
_OTHER_YEAR = re.compile("去年|明年|前年|后年|每年|两年")
_ONCE = re.compile(
    "(?:每|同一)[^。；]{0,24}(?:只能|最多|仅能|仅可|限|只可)[^。；，]{0,8}(?:享受|申请|申领|补贴)[^。；，]{0,4}(?:一|1)次"
)
_PIECES = ("辆", "台", "部")


def by_person(case: Case) -> list[Case]:
    """The purchase of each person, with what is said of all: 我买一辆电车，她买一辆油车."""
    pieces = [each for each in re.split("[，。；？]", case.text) if each]
    hits = [(place, hit["who"]) for place, each in enumerate(pieces) if (hit := _BUYS.match(each))]
    if len({who for _, who in hits}) < 2 or len(hits) != len({who for _, who in hits}):
        return []
    of_all = pieces[: hits[0][0]]
    found = []
    for place, _ in hits:
        own = read_case("，".join((*of_all, pieces[place])))
        found.append(replace(own, asks=case.asks, pieces=1, prices=(), price=None, claimed=None))
    return found


def only_once(asked: Asked) -> terms.Said | None:
    """The sentence by which one person's second car is not paid for; None where none says so."""
    case = asked.case
    several = case.pieces > 1 and case.piece in _PIECES and "车" in case.text
    if not several or _SEVERAL_PEOPLE.search(case.text) or _OTHER_YEAR.search(case.text):
        return None
    for clause in asked.knowledge.clauses():
        if clause.kind is ClauseKind.HEAD:
            continue
        for each in sentences(asked.knowledge, clause):
            hit = _ONCE.search(each.text)
            named = action_of(each.text) if hit else ""
            both = "报废" in each.text and "置换" in each.text
            if hit and (both or not (case.action and named) or case.action == named):
                return terms.Said(clause, each, 1.0)
    return None
