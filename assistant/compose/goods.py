"""Things that are bought or handed in: named in questions, found in the words of plans."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.compose.traits import LEXICONS
from indexer.lexicon import Forms, Rule, load_rules

_CAR = re.compile(
    "(?<![停洗电机货客公汽单动火手])车(?![间床库站位险牌])|新能源(?=[，。？能可补给呢吗的]|$)|置换(?:更新)?补贴|报废更新|4[sS]店"
)
_EBIKE = re.compile("铅酸|锂电|锂离子|锂换铅|铅换锂")
_CAR_TALK = re.compile(
    r"旧车|老车|油车|轿车|汽车|新能源|国[一二三四五六]|4[sS]|排量|注册的|置换|\d万"
)
_NEW_CAR = "新车"
_OTHER_VEHICLE = re.compile("电动自行车|摩托车|[货客]车|拖拉机|农机")
_OF_ELSE = re.compile("(?:锂离子|锂|铅酸)(?:蓄)?电池|蓄电池|护理床位")  # of e-bikes, of homes
_LISTED = re.compile(r"[\d一二三四五六七八九十]+(?:大)?类|等")


@dataclass(frozen=True, slots=True)
class Goods:
    """A thing that a plan may grant something for, as the lexicon knows it."""

    name: str
    written: tuple[str, ...]
    group: str = ""
    bought: bool = True


@cache
def _forms() -> list[tuple[str, Rule]]:
    """The names of all goods, the longest first."""
    forms = [(form, rule) for rule in load_rules("goods", LEXICONS) for form in rule.forms]
    return sorted(forms, key=lambda each: -len(each[0]))


@cache
def _held() -> Forms:
    return Forms(form for form, _ in _forms())


@lru_cache(4096)  # of one question its parts, its case and the cases of the plan ask again
def named(text: str) -> tuple[Rule, ...]:
    """The goods that a text names, in its order; the longest name wins."""
    text = _OF_ELSE.sub(lambda hit: "　" * len(hit[0]), text)
    found: dict[int, Rule] = {}
    held = _held().held(text)
    for form, rule in _forms() if held else ():
        if form not in held:
            continue
        place = text.find(form)
        while place >= 0:
            found.setdefault(place, rule)
            text = text[:place] + "　" * len(form) + text[place + len(form) :]
            place = text.find(form)
    return tuple({rule.id: rule for _, rule in sorted(found.items(), key=_place)}.values())


def with_cars(text: str) -> str:
    """电动车 is a car where cars are spoken of, else an e-bike."""
    return text.replace("电动车", "电动汽车") if _CAR_TALK.search(text) else text


def without_goods(text: str) -> str:
    """A text without the names of goods."""
    for rule in named(with_cars(text)):
        for form in sorted(rule.forms, key=len, reverse=True):
            text = text.replace(form, " ")
    return text


def car_of(new: str, rest: str) -> list[Goods]:
    """The car that is spoken of as 车 or 新能源 alone."""
    if not _CAR.search(f"{new}，{rest}"):
        return []
    rule = next(r for r in load_rules("goods", LEXICONS) if r.id in weak_names())
    return [as_goods(rule, _CAR.search(new) is not None)]


def of_batteries(text: str) -> list[Goods]:
    """The e-bike of which only the batteries are spoken of: 锂电池旧车换铅酸新车."""
    if not _EBIKE.search(text):
        return []
    return [as_goods(r, True) for r in load_rules("goods", LEXICONS) if r.id == "电动自行车"]


def follows(text: str, one: Goods, other: Goods) -> bool:
    """Whether a text names one thing right before another, as what it belongs to."""
    rules = {each.id: each for each in load_rules("goods", LEXICONS)}
    return any(
        f"{first}{joint}{second}" in text
        for first in rules[one.name].forms
        for second in rules[other.name].forms
        for joint in ("", "的", "车", "更换", "换")
    )


def weak_names() -> frozenset[str]:
    """Names that count only where a question has no other."""
    return frozenset(r.id for r in load_rules("goods", LEXICONS) if r.fields.get("weak"))


def forms_of(name: str) -> list[str]:
    """How questions name a thing, the longest first."""
    rule = next(each for each in load_rules("goods", LEXICONS) if each.id == name)
    return sorted(rule.forms, key=len, reverse=True)


def _place(found: tuple[int, Rule]) -> int:
    return found[0]


def as_goods(rule: Rule, bought: bool) -> Goods:
    """The goods that an entry of the lexicon stands for."""
    own = () if rule.fields.get("weak") else (rule.id,)
    written = tuple(dict.fromkeys((*rule.fields["written"], *own)))
    return Goods(rule.id, written, str(rule.fields.get("group", "")), bought)


def covers_goods(text: str, goods: Goods) -> bool:
    """Whether a plan's words name a thing, brackets in its name or not."""
    found = {form for way in ways(text) for form in goods.written if form in way}
    if found == {_NEW_CAR} and _OTHER_VEHICLE.search(text):
        return False  # 交回电动自行车并购置新车
    return bool(found)


def ways_written(goods: Goods) -> tuple[str, ...]:
    """How plans write a thing, and the kind that it is of: 拖拉机, 农机, 农业机械."""
    rules = {each.id: each for each in load_rules("goods", LEXICONS)}
    kind = rules.get(goods.group)
    of_kind = (goods.group, *kind.fields["written"]) if kind else (goods.group,)
    return (*goods.written, *of_kind) if goods.group else goods.written


def covers_kind(text: str, goods: Goods) -> bool:
    """Whether a plan's words name a thing or the kind that it is of."""
    return any(form in way for way in ways(text) for form in ways_written(goods))


def names_goods(text: str, least: int = 1) -> bool:
    """Whether a plan's words name any thing of the lexicon, or so many of them."""
    named_here = (_written_in(rule, text) for rule in load_rules("goods", LEXICONS))
    return sum(named_here) >= least


def names_kinds(text: str) -> bool:
    """Whether a plan's words name a thing, and not only its group: 冰箱, but not 家电."""
    return any(_written_in(rule, text) for rule in load_rules("goods", LEXICONS) if _kind(rule))


def names_strong(text: str) -> bool:
    """Whether a plan's words name a thing by more than a weak name: 电动自行车, but not 旧车."""
    return any(
        _written_in(r, text) for r in load_rules("goods", LEXICONS) if not r.fields.get("weak")
    )


def strong_goods(text: str) -> tuple[Goods, ...]:
    """The goods that a question names, not by a weak name alone."""
    return tuple(as_goods(rule, True) for rule in named(text) if not rule.fields.get("weak"))


def of_other_goods(text: str, goods: tuple[Goods, ...]) -> bool:
    """Whether a plan's words are about goods, and about none of these or of their kinds."""
    if not goods or any(covers_kind(text, each) for each in goods):
        return False
    return names_strong(text)


def names_kin(goods: Goods, text: str) -> bool:
    """Whether a plan's words name another thing of the same group."""
    kin = (r for r in load_rules("goods", LEXICONS) if r.fields.get("group") == goods.group)
    return bool(goods.group) and any(_written_in(r, text) for r in kin if r.id != goods.name)


def _kind(rule: Rule) -> bool:
    return not any(group and group in rule.fields["written"][0] for group in _groups())


@cache
def _groups() -> frozenset[str]:
    return frozenset(str(r.fields.get("group", "")) for r in load_rules("goods", LEXICONS))


def lists_group(group: str, text: str) -> bool:
    """Whether a text names things of a group one by one, so that others are left out."""
    found = [
        rule
        for rule in load_rules("goods", LEXICONS)
        if rule.fields.get("group") == group and _written_in(rule, text)
    ]
    return len(found) > 1 or bool(found and _LISTED.search(text))


def _written_in(rule: Rule, text: str) -> bool:
    return any(form in way for form in rule.fields["written"] for way in ways(text))


def bare(text: str) -> str:
    """Words without titles, and without the names of kinds of renewal, which buy nothing."""
    text = _without_titles(text).replace("报废更新", "报废").replace("置换更新", "转让")
    return text.replace("以旧换新", "")


def _without_titles(text: str) -> str:
    return re.sub("《[^》]*》|（不含[^）]*）|手机(?:支付|应用|银行|号|APP|客户端|端)", "", text)


@lru_cache(maxsize=4096)
def ways(text: str) -> tuple[str, str]:
    """A plan's words without titles and exclusions; without brackets, and with what they hold."""
    text = _without_titles(text)
    return re.sub("（[^）]*）", "", text), re.sub("[（）]", "", text)
