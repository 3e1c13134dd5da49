"""The asker's number held against a limit: 1.28高于1.25，不符合; and bands chosen by it: 3公里内骑行.

A limit is taken only where the plan's words about it say what the asker measures, in one unit.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.refusal import refuse
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher, bigrams
from indexer.model import Clause
from indexer.parse.normalize import fold

_UNITS = (
    "千瓦时|千瓦|平方公里|平方米|立方米|公里|千米|毫克|微克|分贝|小时|分钟|个?工作日|个月|个百分点|千克|公斤|元|"
    "厘米|毫米|吨|人|座|所|项|%|米|岁|天|日|度|亩|家|个|辆|台|层|户|倍|年"
)
_VALUE = rf"(?P<value>\d+(?:\.\d+)?)(?P<unit>[万亿]?(?:{_UNITS}))?"
_OWN = re.compile(rf"(?<![\d.第—〔-]){_VALUE}(?!\d|\.\d|月|号)(?P<half>半)?(?!以上|以下|以内)")
_CALENDAR = re.compile(r"^(?:19|20)\d\d$")
_MEETS = re.compile(
    "(?:不?符合|达到|满足|合乎|够)(?:[^，。？]{0,6}(?:要求|标准|规定|条件|指标|门槛|目标))?(?:了)?(?:[吗么没]|不|呢|？|$)"
    "|符不符合|合不合|达没达|够不够|合格[吗么不]|不?合规[吗么不]?|[达超]标|过关|算不算|行不行|行吗|可以吗|有没有超|超[了过]?(?:没|吗|没有)"
)
_LIMITS = (
    (
        ">=",
        "达到|达|提高到|提升到|提升至|保持在|稳定在|不低于|不少于|不小于|至少|最低|最少|不得低于|不得少于",
    ),
    ("<=", "降至|降到|降低到|不高于|不超过|不大于|不多于|至多|最多|不得超过|不得高于|控制在|最高"),
    (">", "高于|超过|大于|多于"),
    ("<", "低于|少于|小于"),
)
_BEHIND = {"以上": ">=", "及以上": ">=", "以下": "<=", "及以下": "<=", "以内": "<=", "之内": "<="}
_BEFORE = "|".join(f"(?:{words})" for _, words in _LIMITS)
_LIMIT = re.compile(
    rf"(?:(?P<before>{_BEFORE})(?:在|到|为)?|(?P<done>(?:建成|完成|创建|新增|新建|培育|改造)[^，；。\d]{{0,16}}|增长|下降))?{_VALUE}(?:（含）|\(含\))?(?P<after>及?以[上下]|以内|之内)?"
)
_WORDS = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于"}
_DOING = re.compile(
    "打算|测算|准备|计划|预计|大概|大约|目前|现在|只有|我们|公司|降低?[至到]|提[高升]至?到?|[做算测达]到?[出了]?|力争|控制|[的是为有约在至到]"
)
_NEW, _OLD = ("新建", "在建", "新上"), ("老旧", "旧", "既有", "存量", "改造", "已建")
_SCOPE = 0.2  # coverage of the question by the piece that holds a limit
_ABOUT, _SAID = 0.34, 0.25  # coverage of what is measured by the sentence, of the topic
_COMPARED = re.compile("较|比(?=20|上年)|同比|增长|年均|下降|提高(?=\d)|降低(?=\d)")
_GROWN = re.compile("增长|下降")
_ASKS_BAND = re.compile("怎么|如何|怎样|用什么|该|哪种|什么方式|属于|多久|多长|几|多少")
_BAND = re.compile(rf"{_VALUE}(?:以|之)?(?P<edge>内|左右|以下)(?P<said>[^，。；、”0-9]{{2,16}})")
_HUNDREDS = {"万": 1e4, "亿": 1e8}
_SCALED = {"公里": ("米", 1000.0), "千米": ("米", 1000.0), "小时": ("分钟", 60.0)}
_NEAREST = 4  # matched clauses that are looked through for bands


@dataclass(frozen=True, slots=True)
class _Number:
    value: float
    unit: str
    written: str
    measured: str  # the words before it


@dataclass(frozen=True, slots=True)
class _Limit:
    score: float
    clause: Clause
    evidence: Evidence
    sign: str
    value: float
    written: str
    said: str

    def met(self, value: float) -> bool:
        """Whether a value keeps within the limit."""
        return {
            ">=": value >= self.value,
            "<=": value <= self.value,
            ">": value > self.value,
            "<": value < self.value,
        }[self.sign]


def held_against(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """The verdict on the asker's number, or the band it falls into; None where none is asked."""
    numbers = list(_numbers(question.folded))
    if len(numbers) != 1 or question.asks("when"):
        return None
    if _MEETS.search(question.folded):
        found = _verdict(knowledge, matcher, question, numbers[0])
        if found is not None:
            return found
        if numbers[0].unit == "%":
            missing = f"方案没有写明可以与{numbers[0].written}比较的要求。"
            stated = [match.clause for match in matches if match.stated]
            return refuse(knowledge, missing, stated, "target")
    if numbers[0].unit and _ASKS_BAND.search(question.folded):
        return _band(knowledge, question, matches, numbers[0])
    return None


def _numbers(folded: str) -> Iterator[_Number]:
    for hit in _OWN.finditer(folded):
        value, unit = float(hit["value"]), hit["unit"] or ""
        if (_CALENDAR.match(hit["value"]) and unit in ("", "年")) or hit["value"] == "0":
            continue
        before = re.split("[，。？；]", folded[: hit.start()])[-1]
        behind = re.match("[\u4e00-\u9fff]*", folded[hit.end() :])
        half = 0.5 if hit["half"] and unit else 0.0
        measured = before + (behind[0] if behind else "")
        yield _Number(value + half, unit, f"{value + half:.10g}{unit}", measured)


def _verdict(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, own: _Number
) -> Draft | None:
    limits = [
        limit
        for clause in knowledge.clauses()
        for limit in _limits(knowledge, matcher, question, clause, own)
    ]
    best = max(limits, key=lambda each: each.score, default=None)
    if best is None:
        return None
    _, value = _plain(own.unit, own.value)
    met = best.met(value)
    gap = "高于" if value > best.value else "低于" if value < best.value else "等于"
    words = "符合" if met else "不符合"
    text = (
        f"{words}：{own.written}{gap}{best.written}（要求{_WORDS[best.sign]}{best.written}），"
        f"{clause_name(best.clause)}写明“{best.said}”。"
    )
    return Draft("target", (Statement(text, (best.evidence,), (own.value,)),))


def _limits(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause, own: _Number
) -> Iterator[_Limit]:
    """The limits of a clause in the unit of the asker's number."""
    for evidence, sentence in sentences_of(knowledge, clause):
        around = matcher.coverage(question.topic, f"{clause.heading or ''} {sentence}")
        about = _about(matcher, own.measured, sentence)
        if about < _ABOUT or (around < _SAID and about < 0.5):
            continue
        pieces = re.split("[，；。]", sentence)
        for place, whole in enumerate(pieces):
            years = re.findall(r"(?<![较比])20\d\d(?=年)", "，".join(pieces[: place + 1]))
            if question.years and years and years[-1] not in question.years:
                continue
            scope = _with_scope(pieces, place)
            for piece in _single(knowledge, clause, evidence, whole):
                fit = _fit(matcher, question, own, piece, piece if "分别" in whole else scope)
                if fit is None:
                    continue
                hit, score = fit
                value = float(hit["value"])
                yield _Limit(
                    score + 0.5 * around,
                    clause,
                    evidence,
                    _sign(hit),
                    _plain(hit["unit"] or "", value)[1],
                    f"{value:.10g}{hit['unit'] or ''}",
                    (whole if "分别" in whole else scope).strip("， "),
                )


def _fit(
    matcher: TopicMatcher, question: Question, own: _Number, piece: str, scope: str
) -> tuple[re.Match[str], float] | None:
    """The limit of a piece with how well it fits; None where it is another matter's."""
    hit = _limit_in(piece, own.unit, question.folded)
    if hit is None or _of_others(question.folded, scope):
        return None
    named = _named(piece[: hit.start()], question)
    share = matcher.coverage(question.folded, scope)
    if max(named, _about(matcher, own.measured, scope)) < _ABOUT and share < _SCOPE:
        return None
    return hit, share + named


def _single(knowledge: Knowledge, clause: Clause, evidence: Evidence, piece: str) -> Iterator[str]:
    """A piece; A、B分别超过90%、75% as one for each of its targets."""
    if "分别" not in piece:
        yield piece
        return
    for target in knowledge.targets(clause):
        inside = evidence.span.start <= target.span.start and target.span.end <= evidence.span.end
        if inside and target.value is not None and fold(target.indicator) in piece:
            word = _WORDS.get(target.comparator, "达到")
            yield f"{fold(target.indicator)}{word}{target.value:.10g}{target.unit or ''}"


def _about(matcher: TopicMatcher, measured: str, sentence: str) -> float:
    """How much of what is measured a sentence names; PUE alone names it."""
    latin = re.findall("[A-Za-z][A-Za-z0-9.]+", measured)
    if latin:
        return float(any(each.lower() in sentence.lower() for each in latin))
    return matcher.coverage(_DOING.sub(" ", measured).strip() or measured, sentence)


def _named(subject: str, question: Question) -> float:
    """How much of the words before a limit the question says: whose limit it is."""
    pairs = bigrams(_DOING.sub(" ", subject).strip())
    return sum(pair in question.folded for pair in pairs) / (len(pairs) or 1)


def _with_scope(pieces: Sequence[str], place: int) -> str:
    """A piece with the one before it, where that names what it is about and has no figure."""
    before = pieces[place - 1] if place else ""
    scoped = not re.search(r"\d", before) and any(word in before for word in (*_NEW, *_OLD))
    return f"{before}，{pieces[place]}" if scoped else pieces[place]


def _of_others(folded: str, scope: str) -> bool:
    """Whether a limit is for new things alone and the question is about old ones, or the reverse."""
    asked = [any(word in folded for word in words) for words in (_NEW, _OLD)]
    said = [any(word in scope for word in words) for words in (_NEW, _OLD)]
    return asked != [True, True] and said == asked[::-1] and any(asked)


def _limit_in(piece: str, unit: str, folded: str) -> re.Match[str] | None:
    """The first limit in a unit; growth is held against growth alone."""
    said = set(_COMPARED.findall(piece))
    if said and not said & set(_COMPARED.findall(folded)):
        return None
    if not said and _GROWN.search(folded):
        return None
    kind, _ = _plain(unit, 1.0)
    hits = (hit for hit in _LIMIT.finditer(piece) if _plain(hit["unit"] or "", 1.0)[0] == kind)
    return next((hit for hit in hits if hit["before"] or hit["after"] or hit["done"]), None)


def _sign(hit: re.Match[str]) -> str:
    if hit["after"]:
        return _BEHIND[hit["after"]]
    if hit["done"]:
        return ">="
    return next(sign for sign, words in _LIMITS if re.fullmatch(words, hit["before"]))


def _band(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch], own: _Number
) -> Draft | None:
    """The narrowest band that holds the asker's number, in the plan's words."""
    unit, value = _plain(own.unit, own.value)
    for match in matches[:_NEAREST]:
        for evidence, sentence in sentences_of(knowledge, match.clause):
            bands = [
                (top, hit)
                for hit in _BAND.finditer(sentence)
                for kind, top in [_plain(hit["unit"] or "", float(hit["value"]))]
                if kind == unit
            ]
            inside = sorted((each for each in bands if value <= each[0]), key=lambda each: each[0])
            if len(bands) < 2 or not inside:
                continue
            said = inside[0][1]
            shown = "，".join(hit[0] for _, hit in bands)
            text = f"{own.written}属于“{said[0]}”：{said['said']}。{clause_name(match.clause)}写明：{shown}。"
            return Draft("content", (Statement(text, (evidence,), (own.value,)),))
    return None


def _plain(unit: str, value: float) -> tuple[str, float]:
    """A number in the plain unit of its kind: 1.6万辆 is 16000辆, 1公里 is 1000米."""
    scale = _HUNDREDS.get(unit[:1])
    if scale is not None and len(unit) > 1:
        return unit[1:], value * scale
    kind, factor = _SCALED.get(unit, (unit, 1.0))
    return kind, value * factor
