"""Whether an organ that a question supposes to have issued a plan is the one that did."""

import re

from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import Patterns

_SETTLING = Patterns("settling", LEXICONS)
_OFFICE = re.compile("办公[室厅]$")
_LEVELS = "省市区县州旗盟"
_WHOSE = re.compile(
    "(?P<organ>国务院|[省市区县](?:人民)?政府)(?:的|印?发的)?(?:这|那|该|此)(?:个|份)?(?:的)?[\u4e00-\u9fff]{0,4}?(?:方案|文件|通知|计划)"
)


def supposed_wrongly(knowledge: Knowledge, folded: str) -> bool:
    """Whether the government or place that is said to have issued it is another one.

    市政府 is not 某市某区人民政府: the last level of both has to be the same.
    """
    hit = _SETTLING["supposed_issuer"].search(folded)
    if hit is None:
        return False
    supposed = hit["organ"].replace("人民政府", "政府").removesuffix("里")
    supposed = _OFFICE.sub("", supposed)
    issuers = [
        each.issuer.replace("人民政府", "政府") for each in knowledge.documents if each.issuer
    ]
    return bool(issuers) and not any(_same(supposed, each) for each in issuers)


def of_another(knowledge: Knowledge, folded: str) -> str:
    """The government whose plan is asked for and which issued none of these; empty where it did."""
    hit = _WHOSE.search(folded)
    issuers = [
        each.issuer.replace("人民政府", "政府") for each in knowledge.documents if each.issuer
    ]
    if hit is None or not issuers:
        return ""
    organ = hit["organ"].replace("人民政府", "政府")
    return "" if any(_same(organ, each) for each in issuers) else hit["organ"]


def beside_issuer(text: str) -> str:
    """A question without the issuer that it supposes; empty where it supposes none."""
    rest, count = _SETTLING["supposed_issuer"].subn("", text)
    return rest if count else ""


def _same(supposed: str, issuer: str) -> bool:
    if issuer.endswith(supposed):
        return True
    of_government = "政府" in issuer
    level, own = _last_level(supposed), _last_level(issuer.partition("政府")[0])
    if not of_government or not level:
        return (
            not of_government and re.search(".*".join(map(re.escape, supposed)), issuer) is not None
        )
    place = supposed.removesuffix("政府").rstrip(_LEVELS)
    return level == own and place in issuer


def _last_level(name: str) -> str:
    """区 of 某市某区: the level that a name ends in."""
    found = re.findall(f"[{_LEVELS}]", name.removesuffix("政府"))
    return found[-1] if found else ""
