"""What a clause grants: benefits with rate or amount, cap and condition (补贴标准).

Order: sentences; in each the finds of the rules; each amount or rate is a case of its own,
whose condition is the text before it (of figures side by side, 分别, its share of that text). A cap belongs to the case before it; one that stands
in a sentence of its own belongs to all cases before it in the clause that have none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.lexicon import Patterns, load_rules
from indexer.model import Benefit, Span
from indexer.parse.normalize import CleanText
from indexer.parse.paired import paired
from indexer.parse.parallel import Parallel, parallels

_SENTENCE = re.compile(r"[^。！？\n]+")
_BENEFIT = re.compile(
    "补贴|补助|津贴|助学金|救助金|尊老金|加补|奖励|奖补|资助|立减|贴息|贷款额度|给予(?:资金)?支持|消费券|优惠|可(?:申领|领取)|礼包|让利|资金支持|[\u4e00-\u9fff]{2}(?<![债证彩])券(?![商源])"
)
_GOODS = re.compile(
    "(?:购买|购置|更新|更换|报废|新购|换购|转让|对)(?P<goods>[^，；。：、（）]{2,30}?)"
    "(?=的?，|的?：|；|按|给予|，|的，|、|补贴|单台|每|平均|$)"
)
_OTHER_GOODS = re.compile("车|船|机|产品|企业|个人|家庭")
_PERIOD = re.compile("每年|年度|累计|每季")
_WINDOW = re.compile(
    r"20\d\d年\d{1,2}月\d{1,2}日(?:（含当日）)?(?:起)?(?:至|—|-|到)20\d\d年\d{1,2}月\d{1,2}日(?:（含当日）)?"
)
_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
# What ends the words of a figure: 按照销售价格20%予以补贴.
_TAIL = re.compile(
    "(?:的?(?:比例|标准|额度))?(?:予以|给予|给与)?(?:的)?(?:一次性|定额)?(?:资金)?"
    "(?:事后)?(?:补贴|补助|奖励|立减优惠|立减|优惠|让利|资助)(?=[，。；、（]|$)"
)
# What figures side by side are, behind them: 的标准给予租房补贴.
_NAMED = re.compile(
    "(?:(?:的?标准)?(?:给予|发放|的)|(?=一次性))[^，。；、（\\d]{0,10}(?:补贴|补助|奖励|奖补|津贴|资助)"
)
_RANGE = re.compile(r"[-—~～至到]+\d+(?:\.\d+)?%")  # 5%-20%
_FIGURE = re.compile(r"(?P<value>[\d.,]+)(?P<scale>[万亿千百])?")
_PER_PIECE = re.compile("/[^，；。、/]{1,3}(?=[，；。、])")
_WORDS = Patterns("benefit_tables")
_CLAIMED = "claimed"
_IN_IT = re.compile("\\s*(?:其中|包括|含)[，：每]")  # what a sum is made up of is no further one
_EDGES = "，、；： "
_WORKS = re.compile(
    "仅?(?:实施|进行|开展)?(?P<of>(?!每|单|同一|累计|合计|年度)[\u4e00-\u9fff]{2,14}?(?:改造|装修|更新|更换|新建|改建|扩建|修缮|租赁))"
    "(?:的)?，?(?:每|单|累计|合计|补贴|补助|最高|$)"
)
_BEFORE = 8  # characters before a find in which its bad words may stand


@dataclass(frozen=True, slots=True)
class _Find:
    """A figure of one rule, at clean places."""

    start: int
    end: int
    value: float
    kind: str
    rule_id: str
    low: float | None = None  # where a range begins: 5000元至1.2万元
    side: Parallel | None = None  # the row it stands in, where figures stand side by side
    place: int = 0  # in that row


def find_benefits(
    clean: CleanText, start: int, end: int, clause_id: str, heading: str = "", lead: str = ""
) -> list[Benefit]:
    """The benefits of the clean range, in the order of the source; amounts and caps in yuan.

    A clause speaks of benefits from its heading on, or from the first sentence that does.
    ``lead`` is the text above it that ends in a colon: 按下列标准给予补贴：.
    """
    found: list[Benefit] = []
    window = _WINDOW.search(clean.folded, start, end)
    grants = _BENEFIT.search(f"{heading}{lead}") is not None
    for sentence in _SENTENCE.finditer(clean.folded, start, end):
        grants = grants or _BENEFIT.search(sentence[0]) is not None
        if not grants or (found and found[-1].rule_id == _CLAIMED and _IN_IT.match(sentence[0])):
            continue
        found = _with_sentence(clean, sentence.span(), clause_id, found, lead)
    return [replace(each, window=window[0]) if window else each for each in found]


def _with_sentence(
    clean: CleanText, place: tuple[int, int], clause_id: str, found: list[Benefit], lead: str
) -> list[Benefit]:
    """The cases so far, with those of one more sentence."""
    start, end = place
    earlier = len(found)
    begin, told = start, ""
    finds = list(_finds(clean.folded, start, end, lead))
    if named := _named_caps(clean.folded, start, finds):
        return _capped_apart(found, named)
    for each in finds:
        begin = max(begin, clean.folded.rfind("；", start, each.start) + 1)
        begin += _unit_of_last(clean.folded, begin, each.start) if begin > start else 0
        before = clean.folded[begin : each.start]
        of_last = found and not _own_case(before) and not _beside(found[-1], before)
        if each.kind == "cap" and of_last:
            words = clean.folded[begin : each.end].strip(_EDGES)
            found, told = _capped(found, earlier, each, (before, words, told)), words
        else:
            found = [*found, _case(clean, each.side.begin if each.side else begin, each, clause_id)]
        begin = each.end
    return found


def _named_caps(folded: str, start: int, finds: list[_Find]) -> dict[str, float]:
    """Caps of one sentence by the works that they are for: 厨卫局部改造…1万元，旧房整体装修…2万元."""
    begin, named = start, {}
    for each in finds:
        hit = _WORKS.match(folded[begin : each.start].lstrip("，；其中"))
        if each.kind == "cap" and hit:
            named[hit["of"]] = each.value
        begin = each.end
    return named if len(named) > 1 and all(each.kind == "cap" for each in finds) else {}


def _capped_apart(found: list[Benefit], named: dict[str, float]) -> list[Benefit]:
    """The rates so far once for each of several caps, with the works that each is for."""
    cases: list[Benefit] = []
    for each in found:
        if each.rate is None or each.cap is not None:
            cases.append(each)
            continue
        for works, cap in named.items():
            said = each.share or each.text
            condition = f"{works}，{each.condition or ''}".rstrip("，")
            share = f"{works}，{said}"
            cases.append(replace(each, subject=works, condition=condition, cap=cap, share=share))
    return cases


def _unit_of_last(folded: str, begin: int, end: int) -> int:
    """How many characters still belong to the figure before: /辆 of 2万元/辆，对报废……."""
    unit = _PER_PIECE.match(folded, begin, end)
    return unit.end() - begin if unit else 0


def _beside(last: Benefit, before: str) -> bool:
    """Whether a cap stands beside another for other goods: 新能源车不超过2万元，燃油车不超过1万元."""
    capped_alone = last.rate is None and last.amount is None and last.cap is not None
    return capped_alone and bool(_OTHER_GOODS.search(before)) and not _PERIOD.search(before)


def _own_case(before: str) -> bool:
    """Whether a cap names its own goods: 购买燃油乘用车单台补贴最高不超过1.3万元."""
    return re.search("购买|购置|更新|报废|换购|新购|对", before) is not None


def _capped(
    found: list[Benefit], earlier: int, cap: _Find, said: tuple[str, str, str]
) -> list[Benefit]:
    """Gives a cap to the case just before it, or to all of the sentences before.

    Args:
        found: the cases so far.
        earlier: how many of them stand in sentences before this one.
        cap: the figure.
        said: the words before it, those words with it, and those of the cap before it.
    """
    before, words, told = said
    if len(found) > earlier and "；" not in before:
        last = found[-1]
        if last.cap is None:
            # 1级按20%、2级按15%，每件最高2000元: one cap for the rates of the sentence.
            return [
                replace(each, cap=cap.value)
                if each is last or (place >= earlier and _like(each, last))
                else each
                for place, each in enumerate(found)
            ]
        if _OTHER_GOODS.search(before) and not _PERIOD.search(before):
            subject = before.strip("，、每单台辆件套 ")
            other = replace(last, subject=subject, condition=subject, cap=cap.value)
            # 新能源车每台上限为10万元，非新能源车每台上限为5万元: each cap is for its own class.
            if told and _OTHER_GOODS.search(told):
                found = [*found[:-1], replace(last, share=f"{last.text}，{told}")]
                other = replace(other, share=f"{last.text}，{words}")
            return [*found, other]
        return found
    return [each if each.cap is not None else replace(each, cap=cap.value) for each in found]


def _like(case: Benefit, last: Benefit) -> bool:
    return case.cap is None and case.rate is not None and last.rate is not None


def _case(clean: CleanText, begin: int, find: _Find, clause_id: str) -> Benefit:
    kind = find.kind
    words = find.side.cases[find.place] if find.side else clean.folded[begin : find.start]
    condition = words.strip("，、；： ").removeprefix("其中").strip("，、；： ")
    goods = None
    for hit in _GOODS.finditer(condition + "，"):
        goods = hit["goods"]
    return Benefit(
        clause_id=clause_id,
        subject=goods or condition[-24:],
        condition=condition or None,
        rate=find.value if kind == "rate" else None,
        amount=find.low if kind == "range" else find.value if kind == "amount" else None,
        cap=find.value if kind in ("cap", "range") else None,
        unit="%" if kind == "rate" else "元",
        window=None,
        text=clean.text[begin : find.end].strip("，、；\n"),
        span=_span(clean, begin, find.end),
        rule_id=find.rule_id,
        share=_share(clean, words, find) if find.side else "",
    )


def _share(clean: CleanText, words: str, find: _Find) -> str:
    """One case of figures side by side in words of its own, with the name of what is granted."""
    side = find.side
    if side is None:
        return ""
    named = _NAMED.match(clean.folded, find.end)
    return f"{words}{side.verb}{side.figures[find.place]}{named[0] if named else ''}"


def _span(clean: CleanText, begin: int, end: int) -> Span:
    while begin < end and clean.text[begin] in "，、；\n ":
        begin += 1
    return clean.span(begin, end)


def _finds(folded: str, start: int, end: int, lead: str) -> Iterator[_Find]:
    """Figures of all rules in the order of the text; earlier rules win where they overlap."""
    rows = [*parallels(folded, start, end), *paired(folded, start, end)]
    taken = [each for row in rows for each in _in_row(row)]
    for rule in load_rules("benefits"):
        for hit in rule.pattern.finditer(folded, start, end) if rule.pattern else ():
            after = rule.text("after")
            if after and not re.search(after, f"{lead}{folded[start : hit.start() + 1]}"):
                continue
            context = folded[max(start, hit.start() - _BEFORE) : hit.end()]
            if any(word in context for word in rule.fields["not"]):
                continue
            if _WORDS["fund"].search(folded[max(start, hit.start() - _BEFORE) : hit.end()]):
                continue
            if any(each.start < hit.end() and hit.start() < each.end for each in taken):
                continue
            ranged = _RANGE.match(folded, hit.end(), end)
            told = ranged.end() if ranged else hit.end()
            tail = _TAIL.match(folded, told, end)
            stop = tail.end() if tail else told
            value, low = _sum(hit, "value", "scale"), _sum(hit, "low", "low_scale")
            kind = str(rule.fields["kind"])
            taken.append(_Find(hit.start(), stop, value or 0.0, kind, rule.id, low))
    return iter(sorted(taken, key=lambda each: each.start))


def _in_row(row: Parallel) -> Iterator[_Find]:
    """The finds of figures side by side, all at the place of the row."""
    for place, figure in enumerate(row.figures):
        hit = _FIGURE.match(figure)
        if hit:
            kind = "rate" if figure.endswith("%") else "amount"
            value = _sum(hit, "value", "scale") or 0.0
            yield _Find(row.start, row.end, value, kind, "side_by_side", None, row, place)


def _sum(hit: re.Match[str], value: str, scale: str) -> float | None:
    """A figure in yuan or per cent; the beginning of a range may leave its scale out."""
    groups = hit.groupdict()
    written = groups.get(value)
    if written is None:
        return None
    factor = groups.get(scale) or (groups.get("scale") if not groups.get("low_yuan") else None)
    return float(written.replace(",", "")) * _SCALES.get(factor or "", 1)
