"""A citizen's case: what is bought and handed in, its traits, price, number, and what is asked."""

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.compose.case_money import discount_of, percent_of, pieces_of, sums_of
from assistant.compose.goods import (
    Goods,
    as_goods,
    car_of,
    follows,
    named,
    of_batteries,
    weak_names,
    with_cars,
)
from assistant.compose.traits import LEXICONS, Trait, days_of, traits_of
from indexer.lexicon import load_rules

_NEUTRAL = (("以旧换新", "　"), ("报废更新", "报废　"), ("置换更新", "转让　"))
_BUY = re.compile(
    "(?:购买|购置|换购|新购|置换|更换|更新|换|买|提(?=[一辆台车个新])|购(?!物)|入手|订|下单|添置|新增)(?:了|成|为|的是|的)?"
)
_OLD = re.compile(
    "旧|老(?![年人百家师板])|报废|卖(?=[掉了给旧车出])|转让|过户|上牌|上的牌|名下|交(?=[售投掉去上了给旧])"
    "|淘汰|我开的|开的是|开了|我的|有一?[辆台]|拆解|注销"
)
_NOT_CLASS = re.compile("(?:不是|不够|没到|达不到)[一二三四五1-5]级(?:能效|水效)?")
_SCRAP = re.compile("(?<![无未])(?<!不)(?<!没)(?<!不用)(?<!不想)(?:报废|拆解|淘汰|注销)")
_TRADE = re.compile(
    "卖(?=[掉了给旧车出老])|转让|置换|不(?:用|想|打算)?报废|没报废|过户给(?!我)|二手"
)
_CONSUMED = ("家电", "数码", "家装", "适老", "乘用车", "旧车")
_NOT_BOUGHT = re.compile("(?:不|没|不想|不打算)买(?!新?车)[^，。？]{1,8}，")
_FIRM = re.compile(
    "卖场(?!里|买)|经销商|我们店|企业|公司|商家|商户|门店|展会|厂|平台|单位|销售|零售"
    "|协会|商会|主办方|承办方|[办搞开做](?:个|了|一?场)?[^，。？]{0,6}展(?![开示])"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A citizen's case. Money in yuan; ``claimed`` and ``claimed_rate`` are supposed, not known."""

    text: str
    asks: frozenset[str]
    goods: tuple[Goods, ...]
    old: tuple[Trait, ...]
    new: tuple[Trait, ...]
    action: str  # scrap | trade | ""
    price: float | None = None
    prices: tuple[float, ...] = ()
    claimed: float | None = None
    claimed_rate: float | None = None
    buys: bool = False
    pieces: int = 1
    piece: str = ""
    discount: float = 0.0  # taken off the price before ``price``

    @property
    def of_person(self) -> bool:
        """Whether a person asks for what persons buy."""
        consumed = any(each.group in _CONSUMED or each.name in _CONSUMED for each in self.goods)
        return consumed and not _FIRM.search(self.text)

    @property
    def of_cars(self) -> bool:
        """Whether cars alone are spoken of."""
        return bool(self.goods) and all(each.name in ("旧车", "乘用车") for each in self.goods)

    @property
    def only_pieces(self) -> bool:
        """Whether the number of pieces is asked, and no sum is: 每人可以补5件对吧."""
        supposed = self.claimed is not None or self.claimed_rate is not None
        claim = self.wants("claim") and (supposed or self.pieces == 1)
        return self.wants("pieces") and not (claim or self.wants("amount", "cap"))

    def wants(self, *asks: str) -> bool:
        """Whether any of these is asked."""
        return bool(self.asks & set(asks))

    def knows(self, facet: str) -> bool:
        """Whether the case names a trait of the facet."""
        return any(each.facet == facet for each in (*self.old, *self.new))


def asks_of(text: str) -> frozenset[str]:
    """What a folded question wants to know of a benefit."""
    rules = load_rules("benefit_asks", LEXICONS)
    return frozenset(str(rule.fields["asks"]) for rule in rules if rule.matches(text))


@lru_cache(256)
def read_case(text: str) -> Case:
    """The case that a folded question describes."""
    parts = sides(_NOT_BOUGHT.sub("", _NOT_CLASS.sub("", with_cars(text))))
    goods = _goods(*parts)
    prices, claimed = sums_of(text)
    price = prices[0] if prices else None
    pieces, piece = pieces_of(text)
    old, new = _traits(*parts)
    # Whether anything is bought stands across both sides: 报废旧车不买新车.
    old += tuple(t for t in traits_of(text) if t.facet == "purchase" and t not in old)
    asks = asks_of(text)
    if not asks and goods and price is not None:
        asks = frozenset({"mention"})
    return Case(
        text=text,
        asks=asks,
        goods=goods,
        old=old,
        new=new,
        action=action_of(text),
        price=price,
        prices=prices,
        claimed=claimed,
        claimed_rate=percent_of(text),
        buys=_buys(text),
        pieces=pieces,
        piece=piece,
        discount=discount_of(text) if len(prices) == 1 else 0.0,
    )


def action_of(text: str) -> str:
    """Whether the old thing is scrapped or handed on; empty where the text leaves it open."""
    scrapped = _SCRAP.search(text) is not None
    traded = {hit[0] for hit in _TRADE.finditer(text)}
    if traded and not (scrapped and traded == {"二手"}):  # 二手车拿去报废 was bought so
        return "trade"
    return "scrap" if scrapped else ""


def _buys(text: str) -> bool:
    """Whether something is said to be bought, so that what is said is of the new thing."""
    for words, instead in _NEUTRAL:
        text = text.replace(words, instead)
    return _BUY.search(text) is not None


def sides(text: str) -> tuple[str, str, str]:
    """What a question says of the old thing, of the new one, and beside both (who asks)."""
    for words, instead in _NEUTRAL:
        text = text.replace(words, instead)
    old: list[str] = []
    new: list[str] = []
    beside: list[str] = []
    for piece in re.split("[，。？！；、 ]", text):
        verbs = [hit for hit in _BUY.finditer(piece) if piece[hit.end() :].strip("新　")]
        if verbs:
            handed_in = (hit for hit in verbs if _OLD.search(piece[: hit.start()]))
            verb = next(handed_in, verbs[-1])
            before = piece[: verb.start()]
            (old if _OLD.search(before) else beside).append(before)
            new.append(piece[verb.end() :])
        else:
            (old if _OLD.search(piece) else new).append(piece)
    handed, bought, around = ("，".join(each) for each in (old, new, beside))
    if named(bought) or traits_of(bought):
        return handed, bought, around
    if _SCRAP.search(handed) or _TRADE.search(handed):
        return handed, f"{around}，{bought}", ""
    return "", f"{handed}，{around}，{bought}", ""


def _traits(old: str, new: str, beside: str) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
    """The traits of the old thing and of the new one; some are always of one of them."""
    first, second, third = traits_of(old), traits_of(new), traits_of(beside)
    second += days_of("，".join((old, new, beside)))
    if not any(t.facet == "fuel" for t in (*first, *second)):
        # What is said of exhaust is said of an engine.
        first += tuple(
            replace(t, facet="fuel", name="fuel") for t in first if t.facet == "emission"
        )
        # So is what is said of its size, unless it is that of a hybrid: 2.5升排量的车.
        second += tuple(
            replace(t, facet="fuel", name="fuel") for t in second if t.facet == "displacement"
        )
    always_new = tuple(t for t in (*first, *third) if t.of in ("new", "both"))
    always_old = tuple(t for t in (*second, *third) if t.of == "old")
    return (
        tuple(t for t in first if t.of in ("any", "old")) + always_old,
        tuple(t for t in second if t.of != "old") + always_new,
    )


def _heads(bought: list[Goods], text: str) -> list[Goods]:
    """Of 公交动力电池 the battery is bought; the bus says whose it is."""
    found = list(bought)
    for place, (one, other) in enumerate(itertools.pairwise(bought)):
        if follows(text, one, other):
            found[place] = replace(one, bought=False)
    return found


def _goods(old: str, new: str, beside: str) -> tuple[Goods, ...]:
    """What is bought, then what else is named; a weak name only where there is no other."""
    bought = [as_goods(rule, True) for rule in named(new)]
    others = [as_goods(rule, False) for rule in (*named(beside), *named(old))]
    bought = _heads(bought, new)
    strong = [each for each in (*bought, *others) if each.name not in weak_names()]
    batteries = of_batteries(f"{new}{beside}{old}")
    found = strong or batteries or (bought or others)[:1] or car_of(new, f"{beside}{old}")
    return tuple({each.name: each for each in reversed(found)}.values())[::-1]
