"""A norm applied to the number that the asker gives: 800公顷×1%=8公顷, 300万÷50万×1个=6个.

A norm is a share (不低于80%) or so much for each so much (每50万人至少1个). It is applied only
where the question counts what the norm counts, and asks in the unit that comes out of it.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compose.sentences import sentences_of
from assistant.compose.share_chain import chained
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Clause, ClauseKind

SCALES = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}
UNIT = (
    "平方公里|平方米|立方米|公顷|公里|千瓦|人口|床|[个家座台辆套处所户亩吨人名张项只头艘米间栋件]"
)
OWN = re.compile(
    rf"(?<![\d.第—-])(?P<value>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>{UNIT})?(?![\d年月日条%号级元])"
    rf"(?P<noun>[\u4e00-\u9fff]{{0,10}})"
)
_ASKED = re.compile(rf"(?:多少|几)(?![月年天号日时点折成])[万亿]?(?P<unit>{UNIT})?")
_MARK = "(?P<mark>不低于|不少于|至少|达到|不超过|不高于|低于|控制在|超过|高于)?"
_SHARE = re.compile(rf"{_MARK}(?P<value>\d+(?:\.\d+)?)%(?P<after>以上|以下|以内)?")
_EACH = re.compile(
    rf"每(?P<each>\d+(?:\.\d+)?|[一二两三四五六七八九])?(?P<scale>[十百千万亿]?)(?P<of>{UNIT})"
    rf"[^，。；]{{0,24}}?{_MARK}(?P<value>\d+(?:\.\d+)?)(?P<unit>{UNIT})(?P<after>以上|以下|以内)?"
)
_PER = re.compile(
    rf"{_MARK}(?P<value>\d+(?:\.\d+)?)(?P<unit>{UNIT})/"
    rf"(?P<each>\d+(?:\.\d+)?)?(?P<scale>[十百千万亿]{{0,2}})(?P<of>{UNIT})(?P<after>以上|以下|以内)?"
)
_BETTER = re.compile(rf"^鼓励[^，。；\d]{{0,12}}?{_MARK}(?P<value>\d+(?:\.\d+)?)(?P<unit>{UNIT})")
_NORM = re.compile(
    r"\d%|每[\d一二两三四五六七八九]*[十百千万亿]?(?:人|平方|公|[个家座台辆套处所户亩吨])|\d[^，。；]{1,4}/[\d十百千万亿]"
)
_COMPARED = re.compile("较|比(?:20|上年)|同比|增长|增加|下降|降低|提高|减少|年均")
_DIGITS = {char: place for place, char in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
_NOUN = 5  # characters before a number that say what it counts
_HAVING = re.compile(
    "(?:(?:一共|总共|共计|共|目前|现在|已经?|现)?(?:有|是|为|达到|建成|完成|改造|更新|建)?了?)+$"
)
_WHOLE = "[个家座台辆套处所户人名张项只头艘间栋]"
_LEAST, _SAID = 0.5, 0.25  # coverage of the noun by the norm, of the topic by its sentence
_PEOPLE = ("人", "名", "人口")


@dataclass(frozen=True, slots=True)
class Own:
    """A number of the asker's, with the words that say what it counts."""

    value: float
    scale: str
    unit: str
    noun: str

    @property
    def written(self) -> str:
        """As the question has it: 3万平方米."""
        return f"{self.value:.10g}{self.scale}{self.unit}"

    @property
    def whole(self) -> float:
        """The plain number."""
        return self.value * SCALES[self.scale]


@dataclass(frozen=True, slots=True)
class _Made:
    """The step, the words of the norm, the numbers worked out."""

    step: str
    said: str
    derived: tuple[float, ...]
    share: bool = False


@dataclass(frozen=True, slots=True)
class _Norm:
    score: float
    clause: Clause
    evidence: Evidence
    made: _Made


def own_numbers(folded: str) -> list[Own]:
    """The numbers of a question with what they count; years and labels are none."""
    found = []
    for hit in OWN.finditer(folded):
        noun = re.split("[和与的要按是有]", hit["noun"])[0]
        if len(noun) < 2:  # 建筑面积3万平方米
            before = re.search(r"[\u4e00-\u9fff]*$", folded[: hit.start()])
            noun = _HAVING.sub("", before[0] if before else "")[-_NOUN:]
        if hit["unit"] or hit["scale"]:
            found.append(Own(float(hit["value"]), hit["scale"], hit["unit"] or "", noun))
    return found


def applied(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What a norm of the plan comes to for the asker's number; None where none applies."""
    asked = _ASKED.search(question.folded)
    owns = own_numbers(question.folded)
    if asked is None or len(owns) != 1 or question.asks("amount", "difference"):
        return None
    own = owns[0]
    found = [
        norm
        for clause in knowledge.clauses()
        if clause.kind is not ClauseKind.HEAD and _NORM.search(knowledge.folded(clause))
        for norm in _norms(knowledge, matcher, question, clause, own)
    ]
    best = max(found, key=lambda each: each.score, default=None)
    if best is None:
        return None
    made = best.made
    text = f"{clause_name(best.clause)}写明“{made.said.strip()}”，{made.step}。"
    return Draft("target", (Statement(text, (best.evidence,), made.derived),))


def _norms(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause, own: Own
) -> Iterator[_Norm]:
    """The norms of a clause that count what the asker counts."""
    for evidence, text in sentences_of(knowledge, clause):
        pieces = re.split("[，；。|]", text)
        for place, piece in enumerate(pieces):
            made = _of_share(question, pieces[place:], own) or _of_each(
                question, pieces[place:], own
            )
            if made is None:
                continue
            whole = re.sub("[“”‘’]", "", f"{clause.heading or ''} {text}")
            around = matcher.coverage(question.topic, whole)
            counted = (
                matcher.coverage(own.noun, "，".join(pieces[max(0, place - 1) : place + 1]))
                if own.noun
                else 0
            )
            if around < _SAID or (made.share and counted < _LEAST):
                continue
            rest = question.topic.replace(own.noun, " ") if own.noun else question.topic
            score = matcher.coverage(rest, piece) + 0.5 * counted + 0.5 * around
            yield _Norm(score, clause, evidence, made)


def _of_share(question: Question, pieces: Sequence[str], own: Own) -> _Made | None:
    """640个×100%=640个, where the question asks for a number of the same things."""
    piece = pieces[0]
    hit = _SHARE.search(piece)
    asked = {each["unit"] for each in _ASKED.finditer(question.folded)}
    if hit is None or not own.unit or not asked & {own.unit, None} or _COMPARED.search(piece):
        return None
    result = round(own.value * float(hit["value"]) / 100, 6)
    step = f"{own.written}×{hit['value']}%={result:.10g}{own.scale}{own.unit}"
    said, more = _concluded(hit, result, own.scale, own.unit)
    onward, words, last = chained(question.folded, pieces, result, f"{own.scale}{own.unit}")
    derived = (own.value, result, *more, *last)
    return _Made(f"{step}{said}{onward}", f"{piece}{words}", derived, share=True)


def _of_each(question: Question, pieces: Sequence[str], own: Own) -> _Made | None:
    """300万÷50万×1个=6个; with the better norm that is encouraged beside it where asked."""
    hit = _EACH.search(pieces[0]) or _PER.search(pieces[0])
    asked = {each["unit"] for each in _ASKED.finditer(question.folded)}
    if hit is None or not _alike(own, hit["of"]) or not asked & {hit["unit"], None}:
        return None
    statement, derived = _for_each(hit, own, hit)
    said = pieces[0]
    better = _BETTER.search(pieces[1]) if "鼓励" in question.folded and pieces[1:] else None
    if better is not None:
        other, more = _for_each(hit, own, better)
        statement, derived = f"{statement}；鼓励的标准：{other}", (*derived, *more)
        said = f"{said}，{pieces[1]}"
    return _Made(statement, said, derived)


def _for_each(each: re.Match[str], own: Own, norm: re.Match[str]) -> tuple[str, tuple[float, ...]]:
    number = each["each"] or ""
    count = float(_DIGITS.get(number, number or 1))
    base = count * math.prod(SCALES[char] for char in each["scale"])
    times = own.whole / base
    value = float(norm["value"])
    result = round(times * value, 6)
    if not number and own.scale == each["scale"]:  # 3万平方米, 每万平方米
        step = f"{own.value:.10g}×{value:.10g}{norm['unit']}={result:.10g}{norm['unit']}"
    else:
        per = f"{base / 1e4:.10g}万" if base >= 1e4 else f"{base:.10g}"
        step = f"{own.value:.10g}{own.scale}÷{per}×{value:.10g}{norm['unit']}={result:.10g}{norm['unit']}"
    said, more = _concluded(norm, result, "", norm["unit"])
    return f"{step}{said}", (own.value, own.whole, base, base / 1e4, value, result, *more)


def _alike(own: Own, counted: str) -> bool:
    """Whether the asker counts what a norm is for: people in whatever word."""
    if counted in _PEOPLE:
        return own.unit in _PEOPLE or (not own.unit and "人" in own.noun)
    return own.unit == counted


def _concluded(
    norm: re.Match[str], result: float, scale: str, unit: str
) -> tuple[str, tuple[float, ...]]:
    """，即至少6个: what the norm makes of the result, in whole pieces where things are counted."""
    marks = norm.groupdict()
    mark, after = marks.get("mark") or "", marks.get("after") or ""
    upper = mark in ("不超过", "不高于", "低于") or after in ("以下", "以内")
    word = "低于" if mark == "低于" else "不超过" if upper else ""
    if mark in ("不低于", "不少于", "至少", "达到") or after == "以上":
        word = "至少"
    elif mark in ("超过", "高于"):
        word = "超过"
    whole = result
    if not scale and re.fullmatch(_WHOLE, unit) and word in ("至少", "不超过"):
        whole = float(math.ceil(result) if word == "至少" else math.floor(result))
    said = f"，即{word}{whole:.10g}{scale}{unit}" if word or whole != result else ""
    return said, (whole,)
