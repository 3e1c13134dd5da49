"""Places that a question names and the corpus does not stand for: 历下区, 青岛, 上海市."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path

from indexer.levels import ENDING
from indexer.lexicon import load_rules

_LEXICONS = Path(__file__).with_name("lexicons")
_BOUNDARY = r"(?:^|(?<=[，。、：？！的在从问和与跟到去是省市◎]))(?:请问|那么?|在|想问)?(?:隔壁|旁边|邻近|临近)?的?"
_VERB = "[只光单就]?[看听据问说讲]|知道|觉得|好像|记得|希望|依据|落实|根据|对照"
_DISTRICT = re.compile(
    rf"{_BOUNDARY}(?P<name>(?![今明去全各本我该这那们某外每一哪几多里和与及]|{_VERB}|[省市县区][和跟与、])[\u4e00-\u9fff]{{2,3}}?[区县旗])(?![级域内间块位别]|分[开别清不])"
)

_TOWN = re.compile(
    r"(?:^|(?<=[，。、：？！的在从问和与跟到去◎]))(?P<name>(?![各该这那哪几一每本我全某每城乡集村俺咱你他])"
    r"(?:(?![到和跟的在])[\u4e00-\u9fff]){2,4}?(?:镇|街道))(?![化级域村居污道办企])"
)

_CITY = re.compile(
    r"^(?:请问|那么?|在|想问)?(?:隔壁|旁边|邻近|临近)?的?(?P<name>(?![各该这那哪几一每本我全某城都县地超上股夜菜省跨]|[\u4e00-\u9fff]{0,3}[是若果如按让使全我咱]市)[\u4e00-\u9fff]{2,3}(?<![城都门超夜集县股楼房])市)"
    r"(?=今年|明年|20|到|的|要|有|在|是|怎么|呢|建(?!设)|能|补)"
)

# Where someone lives or has things sent is not whose plan is asked for.
_OF_PERSON = re.compile(
    r"(?:户口|户籍|籍贯|老家|家住|收货[^，。？]{0,3}|[寄送邮]|快递)(?:还|也|都)?[是在到去给往]?[\u4e00-\u9fff]{2,3}"
    r"|(?:[\u4e00-\u9fff]{2,3})(?:户口|户籍|人(?=[，能可]))|在[\u4e00-\u9fff]{2,3}?(?:上班|工作|打工)"
)

_DONE = "(?:4[sS]|[^，。？]{0,2}店|车行|经销商|[^，。？的]{0,3}(?:[买购提订卖转]|过户|报废|上牌|上户|落户|开)|号?牌|发票|牌照)"
_SHOP = "(?:4[sS]|[^，。？]{0,2}店|车行|经销商|号?牌|发票)"
_OLD_THING = re.compile("旧|老车|原来的车|卖掉|新车[在去上到]")
# What is called by a place and is none: 长春龙嘉机场, 北京大学.
_THING = "[\u4e00-\u9fff]{0,3}?(?:机场|火车站|高铁站|大学|学院|海关|银行|分行|铁路局|大桥)"
_BACK = re.compile("再?[回拿开](?:来|本地|本市|我们|家)|回(?:去)?上牌|外地")


class Places:
    """Finds places other than those of a corpus."""

    def __init__(self, own: Iterable[str], regions: Iterable[str] = ()) -> None:
        """Takes the texts of the corpus that name its places, and the regions of its plans."""
        self._own = "\n".join(own)
        self._regions = tuple(dict.fromkeys(regions))
        self._shorts = tuple(ENDING.sub("", region) for region in self._regions)

    def without_own(self, text: str) -> str:
        """A text without the names of the regions that the corpus is about: they are no topic."""
        for region, short in zip(self._regions, self._shorts, strict=True):
            if short not in text:
                continue
            text = re.sub(rf"{region}|{short}(?![\u4e00-\u9fff]*(?:港|湖|河|山|海关))", " ", text)
        return text

    @cached_property
    def _names(self) -> re.Pattern[str]:
        names = "|".join(_forms("name"))
        return re.compile(rf"{_BOUNDARY}(?P<first>{names})[省市]?|(?P<named>{names})(?=[省市的])")

    def _without_case(self, text: str) -> str:
        """A text without the places of a case: where the old car was sold, the new one bought.

        贵阳的4S店 is one where the plan's own place is named, too; 在成都卖掉旧车 always is.
        """
        if not any(name in text for name in _forms("name")):
            return text
        own = any(short in text for short in self._shorts) or any(
            name in text and name in self._own for name in _forms("name")
        )
        case = own or _BACK.search(text) is not None
        acted, done = self._acted
        text = done.sub("　", text)
        pieces = re.split("(?<=[，。？；])", text)
        return "".join(
            acted.sub("　", piece) if case or _OLD_THING.search(piece) else piece
            for piece in pieces
        )

    @cached_property
    def _acted(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """A place where something is done; one where it has been done, or a shop in the region."""
        names = "|".join(_forms("name"))
        acted = re.compile(rf"(?:{names})[省市]?(?:那边|那里|市区)?的?(?={_DONE})")
        inside = [n for n, p in provinces().items() if any(p in each for each in self._regions)]
        near = rf"(?:{'|'.join(inside) or '(?!)'})[省市]?的?(?={_SHOP})"
        past = rf"(?<=[在从去到])(?:{names})[省市]?(?=[^，。？的]{{0,3}}(?:[买购提卖]|上牌|报废)[的了过])"
        return acted, re.compile(f"{near}|{past}")

    def others(self, text: str) -> tuple[str, ...]:
        """The places of a folded question that no text of the corpus names."""
        text = self._without_case(_OF_PERSON.sub("　", text))
        found = [hit["first"] or hit["named"] for hit in self._names.finditer(text)]
        found += [
            hit["name"]
            for hit in _DISTRICT.finditer(text)
            if not hit["name"].endswith(tuple(_forms("common")))
        ]
        found += [hit["name"] for hit in _TOWN.finditer(text) if hit["name"][0] not in "区市县"]
        found += [hit["name"] for hit in _CITY.finditer(text) if hit["name"][:-1] not in self._own]
        others = dict.fromkeys(name for name in found if not self._held(name, text))
        return tuple(n for n in others if not any(n != m and m.startswith(n) for m in others))

    def _held(self, name: str, text: str) -> bool:
        """Whether the corpus names a place; 杭州湾 is not 杭州, nor 长春龙嘉机场 长春.

        A question that names just such a thing means no place of another government.
        """
        named = re.escape(name)
        if any(thing in text for thing in re.findall(rf"{named}{_THING}", self._own)):
            return True
        return re.search(rf"{named}(?!湾|湖|海峡|{_THING})", self._own) is not None


def place_names() -> frozenset[str]:
    """The short names of provinces and prefectures."""
    return frozenset(_forms("name"))


@cache
def provinces() -> Mapping[str, str]:
    """The province of each prefecture, by short names."""
    rule = next(each for each in load_rules("places", _LEXICONS) if each.id == "prefectures")
    found: dict[str, str] = {}
    province = ""
    for name in rule.forms:
        province = rule.fields["firsts"].get(name, province)
        found[name] = province
    return found


@cache
def _forms(kind: str) -> tuple[str, ...]:
    return tuple(
        form
        for rule in load_rules("places", _LEXICONS)
        if rule.fields["kind"] == kind
        for form in rule.forms
    )
