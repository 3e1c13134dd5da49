"""Places that a question names and the corpus does not stand for: 历下区, 青岛, 上海市."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).with_name("lexicons")
_SUFFIX = re.compile(r"(?<=..)(?:自治区|自治州|自治县|省|市|区|县|旗)$")
_BOUNDARY = r"(?:^|(?<=[，。、：？！◎的在从问和与跟到去是省市]))(?:请问|那么?|在|想问)?"
_DISTRICT = re.compile(
    rf"{_BOUNDARY}(?P<name>(?![今明去全各本我该这那们某外每])[\u4e00-\u9fff]{{2,3}}?[区县旗])(?![级域内间块位])"
)

_TOWN = re.compile(
    r"(?:^|(?<=[，。、：？！的在从问和与跟到去]))(?P<name>(?![各该这那哪几本我全某每城乡集村])"
    r"[\u4e00-\u9fff]{2,4}?(?:镇|街道))(?![化级域村居污道办企])"
)

_CITY = re.compile(
    r"^(?:请问|那么?|在|想问)?(?P<name>(?![各该这那哪几本我全某每城都县地超上股夜菜省跨])[\u4e00-\u9fff]{2,3}市)"
    r"(?=今年|明年|20|到|的|要|有|在|是|怎么|呢)"
)

# Where someone lives or has things sent is not whose plan is asked for.
_OF_PERSON = re.compile(
    r"(?:户口|户籍|籍贯|老家|家住|收货[^，。？]{0,3}|[寄送邮]|快递)(?:还|也|都)?[是在到去给往]?[\u4e00-\u9fff]{2,3}"
    r"|(?:[\u4e00-\u9fff]{2,3})(?:户口|户籍|人(?=[，能可]))|在[\u4e00-\u9fff]{2,3}?(?:上班|工作|打工)"
)


class Places:
    """Finds places other than those of a corpus."""

    def __init__(self, own: Iterable[str], regions: Iterable[str] = ()) -> None:
        """Takes the texts of the corpus that name its places, and the regions of its plans."""
        self._own = "\n".join(own)
        self._regions = tuple(dict.fromkeys(regions))

    def without_own(self, text: str) -> str:
        """A text without the names of the regions that the corpus is about: they are no topic."""
        for region in self._regions:
            short = _SUFFIX.sub("", region)
            text = re.sub(rf"{region}|{short}(?![\u4e00-\u9fff]*(?:港|湖|河|山|海关))", " ", text)
        return text

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = "|".join(_forms("name"))
        return re.compile(rf"{_BOUNDARY}(?P<first>{names})[省市]?|(?P<named>{names})(?=[省市的])")

    def others(self, text: str) -> tuple[str, ...]:
        """The places of a folded question that no text of the corpus names."""
        text = _OF_PERSON.sub("　", text)
        found = [hit["first"] or hit["named"] for hit in self._names.finditer(text)]
        found += [
            hit["name"]
            for hit in _DISTRICT.finditer(text)
            if not hit["name"].endswith(tuple(_forms("common")))
        ]
        found += [hit["name"] for hit in _TOWN.finditer(text) if hit["name"][0] not in "区市县"]
        found += [hit["name"] for hit in _CITY.finditer(text) if hit["name"][:-1] not in self._own]
        others = dict.fromkeys(name for name in found if name not in self._own)
        return tuple(n for n in others if not any(n != m and m.startswith(n) for m in others))


def _forms(kind: str) -> list[str]:
    return [
        form
        for rule in load_rules("places", _LEXICONS)
        if rule.fields["kind"] == kind
        for form in rule.forms
    ]
