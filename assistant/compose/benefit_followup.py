"""A case that goes on with the one before: 那二级的呢, 5000块的能补多少, 一个人这类能补几台."""

import re
from dataclasses import replace

from assistant.compose.benefit_case import Case, read_case
from assistant.compose.goods import forms_of, weak_names
from assistant.everyday import in_plain_words
from indexer.parse.normalize import fold

_LEANS = re.compile("^(?:那么?|如果|要是|假如|换成|改成|换作|然后)|呢[？。]?$|这[类种样]|它")
_SIGNS = re.compile("^(?:那么|那|然后)|呢(?=[？。]?$)|这[类种样]|它")
_HANDED = {"scrap": "报废旧车，", "trade": "转让旧车，"}
_ASKS = ("amount", "cap", "pieces", "claim", "eligible", "deadline", "mention")
_LIMIT = re.compile("最高|上限|封顶")
_IDLE = re.compile(
    r"一?个人|每人|[一二三四五1-5]级(?:能效)?|\d+(?:\.\d+)?[万千]?[元块]?|补贴?|[能可会要买换的了呢吗多少几台件辆次最高封顶上限，。？那？]"
)


_FUELLED = ("燃油", "油车", "汽油", "柴油", "新能源", "电车", "纯电", "插", "混动", "增程")
_DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?P<day>\d{1,2}月(?:\d{1,2}[日号])?)")
_PAPER = re.compile("证明|证书|发票")
_UNBOUGHT = re.compile(
    "(?:[没不未](?:有)?(?:再)?(?:买|购)[^，。？]{0,4})?[只仅光]报废(?:[没不未]买|不新?购)?"
)


def carried(text: str, before: str, whole: str = "") -> str:
    """The whole question that ``text`` means after a matter that was spoken of.

    Args:
        text: the folded question.
        before: what was spoken of: topic or question; nothing is carried where it has no goods.
        whole: the question that was asked of it, which says what becomes of the old thing.
    """
    text = in_plain_words(text)
    case, prior = read_case(text), _prior(before, whole)
    if whole and not (case.asks or read_case(fold(whole)).asks):
        return ""  # 老汽油车怎么淘汰, 那柴油的呢: of no benefit
    leans = _LEANS.search(text) is not None or len(_IDLE.sub("", text)) <= 1
    strong = [each for each in case.goods if each.name not in weak_names()]
    traits = any(not prior.knows(each.facet) or leans for each in (*case.old, *case.new))
    if leans and prior.goods and not strong and (only := _UNBOUGHT.search(text)):
        return f"{prior.text.split('，')[0]}{only[0]}，能补多少"
    wants = case.wants("cap", "pieces") or case.price is not None or _LIMIT.search(text) is not None
    if not (leans and prior.goods and (wants or traits)):
        return ""
    if strong and not any(each.group and each.group == strong[0].group for each in prior.goods):
        return ""
    rest = _SIGNS.sub("", text).strip("，。？")
    bought = any(each.bought for each in prior.goods) and not (case.buys or case.action)
    if bought and rest.startswith(_FUELLED):
        rest = f"买{rest}"  # 那燃油车呢 is of the new one
    limit = "" if _LIMIT.search(text) is None else "多少"
    ask = "" if case.wants(*_ASKS) else limit or "能补多少"
    return f"{_carried(case, prior, bool(strong))}，{rest}{ask}".strip("，")


def _prior(before: str, whole: str) -> Case:
    """The case of a matter, with what is done with the old thing and the price, as they were asked."""
    prior, asked = read_case(before), read_case(fold(whole))
    if not {each.name for each in asked.goods} & {each.name for each in prior.goods}:
        return prior
    return replace(prior, action=prior.action or asked.action, price=prior.price or asked.price)


def swapped(text: str, whole: str) -> str:
    """那空调呢 after 冰箱一个人能补几件: the same asked of other goods; empty where it is not."""
    case, prior = read_case(text), read_case(whole)
    if _LEANS.search(text) and not (case.goods or prior.goods) and len(case.new) == 1:
        kind = case.new[0]
        other = next((t.words for t in prior.new if t.facet == kind.facet), "")
        bare = _SIGNS.sub("", text).replace(kind.words, "").strip("，。？的")
        return whole.replace(other, kind.words) if other and not bare else ""
    if not (_LEANS.search(text) and len(case.goods) == len(prior.goods) == 1):
        return ""
    if case.asks or not prior.asks or prior.wants("amount", "cap", "claim", "mention", "eligible"):
        return ""
    mine, before = (_form_in(each, said) for each, said in ((case, text), (prior, whole)))
    rest = _SIGNS.sub("", text).replace(mine, "").strip("，。？")
    return whole.replace(before, mine) if mine and before and not rest else ""


def _form_in(case: Case, text: str) -> str:
    """How a text names the goods of its case."""
    return next((form for form in forms_of(case.goods[0].name) if form in text), "")


def with_papers(text: str, before: str) -> str:
    """A paper that comes later, with those of the year before: 那要是拖到3月5日才办下来呢."""
    if not _LEANS.search(text):
        return ""
    text = _SIGNS.sub("", text).strip("，。？")
    day = _DAY.search(text)
    days = [hit for hit in _DAY.finditer(before) if hit["year"]]
    if day is None or not days or not _PAPER.search(before):
        return ""
    year = day["year"] or max(hit["year"] for hit in days)
    kept = [
        piece
        for piece in re.split("[，。？；]", before)
        if (hit := _DAY.search(piece)) and hit["year"] not in (None, year)
    ]
    dated = f"{text[: day.start()]}{year}年{day['day']}{text[day.end() :]}"
    return f"{'，'.join(kept)}，{dated}，还能享受补贴吗" if kept else ""


def _carried(case: Case, prior: Case, named: bool) -> str:
    """What the case before says and this one leaves out."""
    handed = "" if case.action else _HANDED.get(prior.action, "")
    kept = [t.words for t in prior.new if not case.knows(t.facet)]
    goods = "" if named else "、".join(each.name for each in prior.goods if each.bought)
    goods = goods or ("" if named else prior.goods[0].name)
    if goods in weak_names():
        goods = "" if case.knows("fuel") else "新车"
    price = "" if case.price or prior.price is None else f"，{prior.price:g}元"
    if not (kept or goods):
        return f"{handed}{price.strip('，')}"
    return f"{handed}买{'的'.join([*kept, goods])}{price}"
