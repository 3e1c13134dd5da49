"""What scrapping and buying come to together, each by its own table: 报废一辆再买一辆，一共能拿多少."""

import re
from dataclasses import replace

from assistant.compose.arithmetic import Offer, yuan
from assistant.compose.benefit_case import Case, read_case
from assistant.compose.benefit_choice import Asked, choose, fits_of
from assistant.compose.benefit_wording import evidence_of, result
from assistant.compose.goods import covers_goods, weak_names
from assistant.compose.grants import Grant
from assistant.compose.traits import LEXICONS
from assistant.draft import Draft, Statement
from indexer.lexicon import Patterns

_WORDS = Patterns("grant_words", LEXICONS)
_TOGETHER = re.compile("一共|总共|合计|加起来|共计|加在一起|拢共|总计")
_THEN = re.compile("，?(?:再|并且?|又|同时|然后|之后|后|接着)[^，。？]{0,3}(?=买|购|换|更新|新购)")
# 除报废补贴外，再给予新购补贴.
_ON_TOP = re.compile("除[^，。；]{0,12}报废[^，。；]{0,6}外，?[^，。；]{0,4}(?:再|另|还)")


def of_both_acts(asked: Asked, grants: list[Grant]) -> Draft | None:
    """The two sums and their total, where the plan grants one beside the other."""
    text = asked.case.text
    parts = _THEN.split(text, maxsplit=1)
    if asked.case.action != "scrap" or len(parts) != 2 or not _TOGETHER.search(text):
        return None
    if "报废" not in parts[0] or not _added(asked):
        return None
    first, second = (_case(asked.case, each) for each in parts)
    scrapped = _one(asked, first, [g for g in grants if g.own.startswith("报废")])
    if scrapped is None:
        return None
    beside = [g for g in grants if g.clause == scrapped.base.clause]
    bought = _one(asked, second, [g for g in beside if not g.own.startswith("报废")])
    if bought is None:
        return None
    sums = [each.amount or 0.0 for each in (scrapped, bought)]
    total = round(sum(sums), 2)
    steps = "+".join(yuan(each) for each in sums)
    shown = (total, total / 1e4, *sums, *(each / 1e4 for each in sums))
    evidence = tuple(dict.fromkeys((*evidence_of(scrapped), *evidence_of(bought))))
    text = f"两项合计**{yuan(total)}**：报废、新购分别为{steps}={yuan(total)}。"
    lines = (result(scrapped, first, "报废的，"), result(bought, second, "新购的，"))
    return Draft("amount", (Statement(text, evidence, shown), *lines))


def _added(asked: Asked) -> bool:
    """Whether a clause about the goods grants what is bought beside what is scrapped."""
    held = asked.knowledge.saying(_ON_TOP)
    texts = (asked.knowledge.folded(c) for c in asked.knowledge.clauses() if c.clause_id in held)
    return any(covers_goods(text, each) for text in texts for each in asked.case.goods)


def _case(whole: Case, words: str) -> Case:
    """One of the two acts, of the goods that the question names once."""
    part = read_case(words)
    new = part.new
    size = [t for t in (*whole.new, *whole.old) if t.facet == "size"]
    if not part.knows("size"):
        new = (*new, *size[:1])
    strong = any(each.name not in weak_names() for each in part.goods)
    return replace(part, goods=part.goods if strong else whole.goods, new=new, asks=whole.asks)


def _one(asked: Asked, case: Case, grants: list[Grant]) -> Offer | None:
    """The one offer of a firm sum for an act."""
    mine = replace(asked, case=case)
    offers = choose(mine, fits_of(mine, grants), grants).offers
    firm = [each for each in offers if each.amount is not None and not each.ranges]
    return firm[0] if len(firm) == 1 == len(offers) else None
