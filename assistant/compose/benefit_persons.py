"""Who may claim and how, beside the goods: firms, people from elsewhere, the aged, deliveries.

Each ask has sentences of its own kind in a plan; where the plan has none, it is left to the rest.
"""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case
from assistant.compose.benefit_terms import Said
from assistant.compose.goods import covers_goods, names_goods
from assistant.draft import Draft
from assistant.knowledge import Knowledge

_ASKS = ("firm", "residence", "delivery", "proxy", "validity", "without_old")
_PERSONAL = ("家电", "数码产品", "家装", "旧车", "乘用车", "电动自行车")
_NO_MATTER = re.compile("不受|不限|均可|都可|不论|无论|不分")
_ALSO_SO = re.compile("不影响|可以?|同样|仍")
_HANDED = re.compile("^[^，。；不]*(?:交回|交售|上交)[^，。；不]*旧")
_REGION = re.compile("在(?P<name>[\u4e00-\u9fff]{2,3}?)(?:[省市县区州]|行政)")
_SENT = re.compile("(?:[寄送发邮]|快递)[到去给往](?P<where>[\u4e00-\u9fff]{2,})")


def answered(knowledge: Knowledge, case: Case) -> Draft | None:
    """The answer to an ask about who may claim, and how; None where the plan says nothing."""
    for ask in _ASKS:
        if not case.wants(ask) or (ask == "firm" and case.goods and not _of_consumers(case)):
            continue
        found = [Said(*each, 1.0) for each in terms.sentences_of(knowledge, ask, ())]
        found = [each for each in found if not (ask == "without_old" and _of_others(case, each))]
        if not found and ask == "without_old":
            found = _handed_in(knowledge, case)
        if not found:
            continue
        one = [each for each in found if each.clause == found[0].clause]
        if ask == "validity" and case.wants("where"):
            first = next(terms.sentences_of(knowledge, "procedure", (one[0].clause,)), None)
            one = [*([Said(*first, 1.0)] if first else []), *one]
        one = list({each.sentence.text: each for each in one}.values())
        lead = _lead(ask, case, one[0])
        said = [terms.spoken(each, "" if place else lead) for place, each in enumerate(one)]
        return Draft("benefit", tuple(said))
    return None


def _handed_in(knowledge: Knowledge, case: Case) -> list[Said]:
    """The sentence by which the goods of a case are granted for an old one handed in."""
    said = terms.sentences_of(knowledge, "handed_in", ()) if case.goods else ()
    return [Said(*each, 1.0) for each in said if terms.covers(each[1].text, case)][:1]


def _of_others(case: Case, found: Said) -> bool:
    """Whether a sentence says of other goods what need not be handed in: of a fridge, not a bike."""
    text = found.sentence.text
    kin = any(
        covers_goods(text, each) or (each.group and each.group in text) for each in case.goods
    )
    return bool(case.goods) and names_goods(text) and not kin


def _of_consumers(case: Case) -> bool:
    """Whether the goods are such as people buy for themselves."""
    return any(each.group or each.name in _PERSONAL for each in case.goods)


def _lead(ask: str, case: Case, found: Said) -> str:
    """Yes or no, as far as the sentence settles it."""
    if ask == "firm":
        return "不能，"
    if ask == "residence":
        return "可以，" if _NO_MATTER.search(found.sentence.text) else ""
    if ask == "without_old" and not _HANDED.search(found.sentence.text):
        return "可以，" if _ALSO_SO.search(found.sentence.text) else ""
    region, sent = _REGION.search(found.sentence.text), _SENT.search(case.text)
    if ask == "delivery" and region and sent:
        return "可以，" if region["name"] in sent["where"] else "不能，"
    return ""
