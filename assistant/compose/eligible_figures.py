"""What a thing must at least or at most have, beside a grant: 且需单个充电桩功率不低于40千瓦."""

import re
from collections.abc import Iterator

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.eligible_limits import spoken_of
from assistant.compose.own_number import own_numbers
from assistant.compose.traits import LEXICONS
from assistant.topics import bigrams
from indexer.lexicon import Patterns

_LIMITS = Patterns("eligible_limits", LEXICONS)
_KILOWATT = re.compile("(?i)kw(?!h)")
_TELLING = ("千瓦", "兆瓦", "蒸吨")  # units of which a thing has one number
_LEAST = ("不低于", "不得低于", "不少于", "不小于", "达到", "大于", "超过", "高于")
_OPEN = ("大于", "超过", "高于", "小于", "低于")  # the bound itself is not enough
_LEADS = {"no": "不能享受，没有达到“{}”的要求：", "yes": "可以，达到“{}”的要求："}


def figures_against(asked: Asked) -> Iterator[tuple[str, terms.Said, str]]:
    """The verdicts of sentences that demand a figure in the unit of the case's number."""
    text = _KILOWATT.sub("千瓦", asked.case.text)
    owns = {each.unit: each.whole for each in own_numbers(text) if each.unit}
    if not owns:
        return
    for clause, each in spoken_of(asked):
        for hit in _LIMITS["demanded_figure"].finditer(each.text):
            value = owns.get(hit["unit"])
            if value is None or not (hit["unit"] in _TELLING or _alike(hit["what"], text)):
                continue
            verdict = "yes" if _met(value, hit) else "no"
            yield verdict, terms.Said(clause, each, 1.0), _LEADS[verdict].format(hit["said"])


def _alike(what: str, text: str) -> bool:
    """Whether a question names what is measured."""
    return any(pair in text for pair in bigrams(what[-4:]))


def _met(value: float, hit: re.Match[str]) -> bool:
    bound = float(hit["value"])
    if value == bound:
        return hit["word"] not in _OPEN
    return (value > bound) == (hit["word"] in _LEAST)
