"""Days of a case against those of a plan: 2027年1月才上户, 2012年7月3日上的牌, 跨年度."""

import re
from collections.abc import Iterator

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import Case, action_of
from assistant.compose.benefit_choice import Asked
from assistant.compose.goods import covers_goods, names_strong
from assistant.compose.grants import Sentence, sentences
from assistant.compose.traits import Trait, against, traits_of
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_DAY = re.compile(r"(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})[日号])?")
# What is done with the new thing, or by either year of papers; a day by which the old one was registered is another matter.
_ACT = re.compile(
    "上户|上牌|落户|登记|证明|证书|[拿集凑]齐|缴税|交税|纳税|开票|发票|取得|办下来|办好|提车|买|转让|卖"
)
_ACT_ON_OLD = re.compile(f"{_ACT.pattern}|报废|注销|拆解|回收")
_OF_OLD = re.compile(
    "旧车?[^，。？]{0,6}(?:登记|注册|上牌|名下)|旧车[^，。？卖转]{0,12}买的|(?:上牌|登记|注册|买|上户)的(?!新)[^，。？]{0,5}车|注册登记的|上的牌|名下"
)
_ONLY_THEN = re.compile("才|拖到|等到|拖延|以后|之后|超过|过了")
_PERIOD = re.compile(
    r"(?P<from>20\d\d年\d{1,2}月\d{1,2}日)[^。；，]{0,10}(?:至|到|-|—)(?P<to>(?:20\d\d年)?\d{1,2}月\d{1,2}日)"
)
_CLAIMING = re.compile("申领|申请|申报|受理|更改|补正|提交")
_SOME_ONLY = re.compile("仅部分|部分取得|跨年")  # a period of its own, for papers of two years
_WITHIN = re.compile(
    "(?:政策|活动|补贴)?(?:实施|执行|活动|有效)期(?:限|间)?内|(?:均|都)?应?自20\\d\\d年"
)
_ACROSS = re.compile(
    r"(?P<to>20\d\d年\d{1,2}月\d{1,2}日)(?:（含[^）]*）)?之?前[^。；，]{0,4}(?:全部|均)?取得"
)
_DEFINES = re.compile(
    "指的是|是指|（指在?20|须为|应为|应当?[于在]|须[于在]|必须|报废[^，。；]{0,6}20\\d\\d年"
    "|报废[^，。；]{2,30}(?:或者?|、)20\\d\\d年\\d{1,2}月"
)

_LEADS_TO_KINDS = re.compile("(?:下列|以下|如下)[^。]{0,24}(?:车|机|船)[^。]{0,30}：(?=$|\\n)")
_UP_TO_MARK = re.compile("^(?:（[^）]*）|[^，。])*")
_CLAIMS = re.compile(
    r"(?P<past>过了|超过)?(?P<day>20\d\d年\d{1,2}月\d{1,2}[日号])(?:以后|之后|后)?(?:才|再|去|还)?"
    r"(?:想|来|能|可以)?(?:提?交|上传|申报|申请|申领)"
)
_AT_LATEST = re.compile("最晚|最迟|截止|是不是|之?前")
_CLAIMED_BY = re.compile(
    r"(?:应当?于|应在|须于|须在|于|在|至|截至)(?P<day>20\d\d年\d{1,2}月\d{1,2}日)(?:\d{1,2}[时:：]\d{0,2})?"
    r"(?:（含[^）]*）)?之?前[^。；]{0,160}(?:提交|申报|申请(?!人)|申领)"
    r"|(?:申请|申报|申领|受理)[^。；，]{0,4}(?:截止|截至)(?:时间|日期|期)?(?:为|是|于|至|到)?"
    r"(?P<last>20\d\d年\d{1,2}月\d{1,2}日)"
)
_IN_TIME = {True: "不能，", False: "可以，"}
_PARTS = re.compile("、|；|或者?|，并|（指|指的是|是指")
_ALIKE = {
    "no": "不能享受，方案要求的是“{}”，",
    "yes": "可以，方案要求的是“{}”，",
    "": "能否享受看属于哪一种，",
}

Verdict = tuple[str, terms.Said] | tuple[str, terms.Said, str]


def days_against(asked: Asked) -> Iterator[Verdict]:
    """What the plan says of the days of a case."""
    days = _days(asked.case.text, _ACT)
    papers = _days(asked.case.text, _ACT_ON_OLD)
    if papers:
        found = _across(asked, papers) or (_outside(asked, days) if days else None)
        if found is not None:
            yield from found
            return
    claimed = _claimed(asked)
    if claimed is not None:
        yield claimed
        return
    registered = _registered(asked)
    # Asked how much, a case that keeps the day is answered by its amount.
    if registered is not None and (registered[0] != "yes" or asked.yesno):
        yield registered


def _days(text: str, act: re.Pattern[str]) -> list[int]:
    """The days on which something is done, with the new thing most often: 20270106."""
    found, year = [], 0
    for piece in re.split("[，。？；]", text):
        for hit in _DAY.finditer(piece):
            year = int(hit[1] or year)
            if year and act.search(piece) and not _OF_OLD.search(piece):
                found.append(year * 10000 + int(hit[2]) * 100 + int(hit[3] or 15))
    return found


def _across(asked: Asked, days: list[int]) -> list[Verdict] | None:
    """Papers of two years, which have to be complete by a day."""
    if "跨年" not in asked.case.text and len({each // 10000 for each in days}) < 2:
        return None
    for clause, each in _sentences(asked):
        hit = _ACROSS.search(each.text)
        if hit and fits_action(asked.case, clause, each):
            verdict = "no" if max(days) > _number(hit["to"], 0) else "yes"
            return [(verdict, terms.Said(clause, each, 1.0))]
    return None


def _outside(asked: Asked, days: list[int]) -> list[Verdict] | None:
    """The period that a day lies outside of, with the condition that the act falls within it."""
    if not (_ONLY_THEN.search(asked.case.text) or asked.yesno):
        return None
    for clause, each in _sentences(asked):
        hit = _PERIOD.search(each.text)
        apart = _CLAIMING.search(each.text) or _SOME_ONLY.search(each.text)
        if not hit or apart or not fits_action(asked.case, clause, each):
            continue
        first = _number(hit["from"], 0)
        last = _number(hit["to"], first // 10000)
        if all(first <= day <= last or day < first - 20000 for day in days):
            return None
        return [("no", terms.Said(clause, each, 1.0)), *_acting(asked)]
    return _too_late(asked, days)


def _too_late(asked: Asked, days: list[int]) -> list[Verdict] | None:
    """The day until which one may claim, where what has to be done first is done later."""
    for clause, each in _sentences(asked):
        hit = _PERIOD.search(each.text)
        if hit and _CLAIMING.search(each.text) and fits_action(asked.case, clause, each):
            late = max(days) > _number(hit["to"], _number(hit["from"], 0) // 10000)
            return [("no", terms.Said(clause, each, 1.0))] if late else None
    return None


def _claimed(asked: Asked) -> Verdict | None:
    """Whether a claim on some day comes in time: 材料2026年1月20日才交可以吗."""
    asks = _CLAIMS.search(asked.case.text) if asked.yesno else None
    if asks is None or _AT_LATEST.search(asked.case.text):
        return None
    for clause, each in _sentences(asked):
        hit = _CLAIMED_BY.search(each.text)
        if hit and fits_action(asked.case, clause, each):
            day = _number(asks["day"], 0) + bool(asks["past"])
            late = day > _number(hit["day"] or hit["last"], 0)
            return "no" if late else "yes", terms.Said(clause, each, 1.0), _IN_TIME[late]
    return None


def _acting(asked: Asked) -> list[Verdict]:
    acts = _ACT.findall(asked.case.text)
    for clause, each in _sentences(asked):
        if _WITHIN.search(each.text) and any(act in each.text for act in acts if act != "买"):
            return [("no", terms.Said(clause, each, 1.0))]
    return []


def _registered(asked: Asked) -> Verdict | None:
    """The day before which the old thing had to be registered, of its own fuel."""
    own = tuple(t for t in asked.case.old if t.facet == "registered")
    fuel = tuple(t for t in (*asked.case.old, *asked.case.new) if t.facet == "fuel")[:1]
    if not own or asked.case.action != "scrap":
        return None
    for clause, each in _sentences(asked):
        if not _DEFINES.search(each.text) or not fits_action(asked.case, clause, each):
            continue
        if _of_others(asked.case, f"{fold(clause.title)}{each.text}"):
            continue
        pieces = _PARTS.split(each.text)
        if fitting := _dated(pieces, fuel):
            verdicts = {"no" if against(own, traits_of(piece)) else "yes" for piece in fitting}
            of_fuel = not fuel and any(_undated(piece) for piece in pieces)
            # 2013年的燃油车: of which fuel?
            verdict = verdicts.pop() if len(verdicts) == 1 and not of_fuel else ""
            words = "”“".join(_wanted(piece) for piece in fitting)
            return verdict, terms.Said(clause, each, 1.0), _ALIKE[verdict].format(words)
    return _of_items(asked, own, fuel)


def _of_items(asked: Asked, own: tuple[Trait, ...], fuel: tuple[Trait, ...]) -> Verdict | None:
    """The same, where the kinds of old things are items: 报废下列旧车之一：（一）2012年6月30日前…."""
    for clause in asked.knowledge.clauses():
        text = fold(clause.text)
        if not _LEADS_TO_KINDS.search(text) or action_of(text) not in ("", asked.case.action):
            continue
        items = [
            (item, each)
            for item in asked.knowledge.children(clause)
            for each in sentences(asked.knowledge, item)
            if _dated([each.text], fuel)
        ]
        verdicts = {"no" if against(own, traits_of(each.text)) else "yes" for _, each in items}
        if len(verdicts) == 1:
            verdict, (item, each) = verdicts.pop(), items[0]
            words = "”“".join(_wanted(said.text.rstrip("；。")) for _, said in items)
            return verdict, terms.Said(item, each, 1.0), _ALIKE[verdict].format(words)
    return None


def _dated(pieces: list[str], fuel: tuple[Trait, ...]) -> list[str]:
    """The pieces that say by which day things of a fuel had to be registered."""
    return [
        piece
        for piece in pieces
        if _of(said := traits_of(piece), "registered")
        and (not fuel or not against(fuel, _of(said, "fuel")))
    ]


def _undated(piece: str) -> bool:
    """Whether cars are handed in by their exhaust, whenever they were registered: 国三及以下."""
    said = traits_of(piece)
    return bool(_of(said, "emission")) and not _of(said, "registered")


def _of_others(case: Case, text: str) -> bool:
    """Whether a text names things other than those of a case: e-bikes, where a car is meant."""
    return names_strong(text) and not any(covers_goods(text, each) for each in case.goods)


def _wanted(piece: str) -> str:
    """What a part of a sentence demands, in its words, from the day on."""
    hit = _UP_TO_MARK.match(piece[max(0, piece.find("20")) :])
    words = hit[0] if hit else ""
    return words if words.count("（") == words.count("）") else words.rstrip("）")


def _of(traits: tuple[Trait, ...], facet: str) -> tuple[Trait, ...]:
    return tuple(each for each in traits if each.facet == facet)


def fits_action(case: Case, clause: Clause, sentence: Sentence) -> bool:
    """Whether a sentence is for what a case does with the old thing, or for either."""
    named = action_of(fold(" ".join(clause.path))) or action_of(sentence.text)
    return not (case.action and named) or case.action == named


def _sentences(asked: Asked) -> Iterator[tuple[Clause, Sentence]]:
    for clause in asked.knowledge.clauses():
        if clause.kind is not ClauseKind.HEAD:
            for each in sentences(asked.knowledge, clause):
                yield clause, each


def _number(words: str, year: int) -> int:
    hit = _DAY.search(words)
    if hit is None:
        return 0
    return int(hit[1] or year) * 10000 + int(hit[2]) * 100 + int(hit[3] or 31)
