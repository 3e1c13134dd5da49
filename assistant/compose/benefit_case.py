"""A citizen's case: what is bought and handed in, its traits, price, number, and what is asked."""

import re
from dataclasses import dataclass

from assistant.compose.traits import LEXICONS, Trait, number, traits_of
from indexer.lexicon import Rule, load_rules

_NEUTRAL = (("以旧换新", "　"), ("报废更新", "报废　"), ("置换更新", "转让　"))
_BUY = re.compile(
    "(?:购买|购置|换购|新购|置换|更换|更新|换|买|提(?=[一辆台车个新])|购(?!物)|入手|订|下单|添置|新增)(?:了|成|为|的是|的)?"
)
_OLD = re.compile(
    "旧|老(?![年人百家师板])|报废|卖(?=[掉了给旧车出])|转让|过户|上牌|上的牌|名下|交(?=[售投掉去上了给旧])"
    "|淘汰|我开的|开的是|开了|我的|有一?[辆台]|拆解|注销"
)
_SCRAP = re.compile("(?<!不)(?<!没)(?<!不用)(?<!不想)(?:报废|拆解|淘汰|注销)")
_TRADE = re.compile("卖(?=[掉了给旧车出老])|转让|置换|不(?:用|想|打算)?报废|没报废|过户给|二手")
_AMOUNT = r"(?P<value>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?P<scale>[万千百wk])(?P<rest>\d)?)?(?P<unit>元|块|圆|人民币)?"
_MONEY = re.compile(_AMOUNT)
_HAN_MONEY = re.compile(
    r"(?P<value>[一二两三四五六七八九])(?P<scale>[万千百])(?P<rest>[一二三四五六七八九])?[千百]?[多来]?(?P<unit>元|块)"
)
_SCALES = {"万": 1e4, "千": 1e3, "百": 1e2, "w": 1e4, "k": 1e3}
_CLAIMED = re.compile(
    "(?:补贴?|补助|领|拿|给|减|返|奖励?|上限|封顶|最高|便宜|优惠|那笔|标准|差额)"
    "(?:了|到|的|有|是|为|就|差不多|大概|我|能|可以|只|才|应该|也|金额|钱|额|：)*$"
)
_GIVEN = re.compile("^的?(?:补贴|补助|奖励|优惠|立减|封顶)")
_FORMER = re.compile("(?:按|原来|以前|早先|当时|之前|先前)[^，。]{0,6}$")
_PRICED = re.compile("(?:价|卖|售|花|到手|标价|实付|付了?|要)(?:是|为|了|格|约|大概|差不多)*$")
_PIECES = re.compile(
    r"(?<![第每限\d.])(?P<value>\d{1,4}|[两二三四五六七八九十]|几)(?=台|件|部|辆|套|张|组|艘|座|条船)"
)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)(?:%|个点)")


_CONSUMED = ("家电", "数码", "家装", "适老")
_FIRM = re.compile("企业|公司|商家|商户|门店|展会|厂|平台|单位|销售|零售")


@dataclass(frozen=True, slots=True)
class Goods:
    """A thing that a plan may grant something for, as the lexicon knows it."""

    name: str
    written: tuple[str, ...]
    group: str = ""
    bought: bool = True


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
    claimed: float | None = None
    claimed_rate: float | None = None
    pieces: int = 1

    @property
    def of_person(self) -> bool:
        """Whether a person asks for what persons buy."""
        consumed = any(each.group in _CONSUMED or each.name in _CONSUMED for each in self.goods)
        return consumed and not _FIRM.search(self.text)

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


def read_case(text: str) -> Case:
    """The case that a folded question describes."""
    asks = asks_of(text)
    parts = sides(text)
    goods = _goods(*parts)
    priced, claimed = _money(text)
    percent = _PERCENT.search(text)
    old_traits, new_traits = _traits(*parts)
    return Case(
        text=text,
        asks=asks,
        goods=goods,
        old=old_traits,
        new=new_traits,
        action=action_of(text),
        price=priced,
        claimed=claimed,
        claimed_rate=float(percent[1]) if percent else None,
        pieces=_pieces(text),
    )


def action_of(text: str) -> str:
    """Whether the old thing is scrapped or handed on; empty where the text leaves it open."""
    if _TRADE.search(text):
        return "trade"
    return "scrap" if _SCRAP.search(text) else ""


def sides(text: str) -> tuple[str, str, str]:
    """What a question says of the old thing, of the new one, and beside both (who asks)."""
    for words, instead in _NEUTRAL:
        text = text.replace(words, instead)
    old, new, beside = [], [], []
    for piece in re.split("[，。？！；、 ]", text):
        verbs = [hit for hit in _BUY.finditer(piece) if piece[hit.end() :].strip("新　")]
        if verbs:
            verb = verbs[-1]
            before = piece[: verb.start()]
            (old if _OLD.search(before) else beside).append(before)
            new.append(piece[verb.end() :])
        else:
            (old if _OLD.search(piece) else new).append(piece)
    handed, bought, around = ("，".join(each) for each in (old, new, beside))
    if _named(bought) or traits_of(bought):
        return handed, bought, around
    if _SCRAP.search(handed) or _TRADE.search(handed):
        return handed, f"{around}，{bought}", ""
    return "", f"{handed}，{around}，{bought}", ""


def _traits(old: str, new: str, beside: str) -> tuple[tuple[Trait, ...], tuple[Trait, ...]]:
    """The traits of the old thing and of the new one; some are always of one of them."""
    first, second, third = traits_of(old), traits_of(new), traits_of(beside)
    always_new = tuple(t for t in (*first, *third) if t.of in ("new", "both"))
    always_old = tuple(t for t in (*second, *third) if t.of == "old")
    return (
        tuple(t for t in first if t.of in ("any", "old")) + always_old,
        tuple(t for t in second if t.of != "old") + always_new,
    )


def _goods(old: str, new: str, beside: str) -> tuple[Goods, ...]:
    """What is bought, then what else is named; a weak name only where there is no other."""
    bought = [_as_goods(rule, True) for rule in _named(new)]
    others = [_as_goods(rule, False) for rule in (*_named(beside), *_named(old))]
    strong = [each for each in (*bought, *others) if each.name not in _weak()]
    found = strong or (bought or others)[:1]
    return tuple({each.name: each for each in reversed(found)}.values())[::-1]


def _weak() -> frozenset[str]:
    return frozenset(r.id for r in load_rules("goods", LEXICONS) if r.fields.get("weak"))


def _named(text: str) -> list[Rule]:
    """The goods that a text names, in its order; the longest name wins."""
    forms = sorted(
        ((form, rule) for rule in load_rules("goods", LEXICONS) for form in rule.forms),
        key=lambda each: -len(each[0]),
    )
    found: dict[int, Rule] = {}
    for form, rule in forms:
        place = text.find(form)
        while place >= 0:
            found.setdefault(place, rule)
            text = text[:place] + "　" * len(form) + text[place + len(form) :]
            place = text.find(form)
    return list({rule.id: rule for _, rule in sorted(found.items(), key=_place)}.values())


def _place(found: tuple[int, Rule]) -> int:
    return found[0]


def _as_goods(rule: Rule, bought: bool) -> Goods:
    written = tuple(dict.fromkeys((*rule.fields["written"], rule.id)))
    return Goods(rule.id, written, str(rule.fields.get("group", "")), bought)


def _money(text: str) -> tuple[float | None, float | None]:
    """The price and the sum that is supposed to be granted, in yuan."""
    priced = claimed = None
    for pattern in (_MONEY, _HAN_MONEY):
        for hit in pattern.finditer(text):
            before = re.split("[，。？；、]", text[max(0, hit.start() - 12) : hit.start()])[-1]
            after = text[hit.end() : hit.end() + 6]
            if not _is_money(hit, before, after):
                continue
            value = _yuan(hit)
            if _FORMER.search(before):
                continue
            if _CLAIMED.search(before) or _GIVEN.match(after):
                claimed = value if claimed is None else claimed
            elif priced is None:
                priced = value
    return priced, claimed


def _is_money(hit: re.Match[str], before: str, after: str) -> bool:
    if hit["unit"]:
        return True
    if re.match("[辆台套户件家个人座千瓦吨%年月日号级升马米点部张岁]", after):
        return False
    if hit["scale"] in ("万", "w", "k"):
        return True
    return (
        bool(_PRICED.search(before) or _CLAIMED.search(before))
        and float(hit["value"].replace(",", "")) >= 100
    )


def _yuan(hit: re.Match[str]) -> float:
    value = number(hit["value"].replace(",", "")) or 0.0
    scale = _SCALES.get(hit["scale"] or "", 1.0)
    rest = (number(hit["rest"]) or 0.0) * scale / 10 if hit["rest"] else 0.0
    return value * scale + rest


def _pieces(text: str) -> int:
    counts = [number(hit["value"]) for hit in _PIECES.finditer(text) if hit["value"] != "几"]
    return int(max((each for each in counts if each), default=1))
