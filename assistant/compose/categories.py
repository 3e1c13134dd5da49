"""Categories of goods that a plan defines once and names later: A类：冰箱、洗衣机.

A grant for A类、B类 is for the goods of both lists, and for none of the other categories.
"""

import re
from collections.abc import Iterable

from assistant.compose.goods import names_goods

Categories = dict[str, str]

_NAME = r"(?:(?<![A-Za-z])[A-Z]|[甲乙丙丁戊]|第[一二三四五六七八九十]|[ⅠⅡⅢⅣⅤ])类"
_NAMES = re.compile(_NAME)
_DEFINED = re.compile(
    rf"(?:^|(?<=[\n。；：）]))(?P<name>{_NAME})(?:产品|家电|商品|品类)?(?:（[^）]*）)?"
    r"(?:：|是指|指|为|包括)(?P<list>[^。；\n]+)"
)


def categories_in(texts: Iterable[str]) -> Categories:
    """The categories that folded texts define by the goods in them."""
    found: Categories = {}
    for text in texts:
        for hit in _DEFINED.finditer(text):
            if names_goods(hit["list"]):
                found.setdefault(hit["name"], hit["list"])
    return found


def named_categories(categories: Categories, own: str, before: str = "") -> tuple[str, ...]:
    """The categories that a benefit's own words name, else the nearest sentence before it."""
    for text in (own, *reversed(re.split("[。；\n]", before))):
        names = tuple(n for n in dict.fromkeys(_NAMES.findall(text)) if n in categories)
        if names:
            return names
    return ()


def listed_in(categories: Categories, names: Iterable[str]) -> str:
    """All goods of the categories, as the plan lists them."""
    return "、".join(categories[each] for each in names)


def parts_for(sentence: str, names: Iterable[str]) -> str:
    """What of a sentence holds for the categories: 每人A类限补1件；B类限补2件.

    Parts that name no category hold for all; the words before the first name lead each part.
    """
    first = _NAMES.search(sentence)
    if first is None:
        return sentence
    lead, wanted = sentence[: first.start()], set(names)
    kept = []
    for part in sentence.split("；"):
        named = set(_NAMES.findall(part))
        if not named or named & wanted:
            kept.append(part if part.startswith(lead) else f"{lead}{part}")
    return "；".join(kept)
