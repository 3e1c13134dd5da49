"""What a clause demands by when: targets with indicator, comparator, value and deadline.

Order: sentences; segments at commas; deadline, recurrence and baseline hold for the rest of
their sentence; each segment is matched against the quantity rules, then the qualitative
ones. What is granted, the condition of a grant, and what has
been reached are no targets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from indexer.lexicon import Rule, load_rules
from indexer.model import Span, Target
from indexer.parse.normalize import CleanText

_SENTENCE = re.compile(r"[^。！？\n]+")
_SCALES = {"万": 1e4, "亿": 1e8, "万亿": 1e12, "千万": 1e7, "百万": 1e6, "千亿": 1e11, "百亿": 1e10}
_SEGMENT_LIMIT = 400  # characters; a demand is shorter, and the rules are slow on endless ones
_AT_LEAST = {"以上", "及以上", "不少于", "不低于", "不小于", "至少"}
_AT_MOST = {"以内", "以下", "不超过", "不高于", "不多于", "不大于", "控制在"}
_ABOUT = {"左右", "上下", "约"}
_MORE = {"超过", "突破", "高于", "大于"}
_LESS = {"低于", "小于"}
_COMPARATORS = ((_ABOUT, "~"), (_AT_LEAST, ">="), (_AT_MOST, "<="), (_MORE, ">"), (_LESS, "<"))
_PLAN_ENDS = {"十三五": "2020", "十四五": "2025", "十五五": "2030", "十六五": "2035"}
_HAN = {"": 1.0, "一": 1.0, "两": 2.0, "二": 2.0, "三": 3.0, "四": 4.0, "五": 5.0}
_AHEAD = re.compile("力争|计划|确保|争取|将达")
_EACH_YEAR = re.compile(r"(?:20\d\d年?[、和])+20\d\d年分别")
_LEADING = re.compile(
    "^(?:力争|确保|累计|其中|全区|全市|全省|实现|使|将|并|建成|城镇|到20\\d\\d年底?，?)+"
)


@dataclass(slots=True)
class _Scene:
    """What holds for the rest of a sentence."""

    start: int | None = None  # clean place where the deadline or recurrence stands
    deadline: str | None = None
    recurrence: str | None = None
    until: str | None = None  # the deadline that 每年 put aside; 累计 means it again
    years: tuple[str, ...] = ()  # 2024年、2025年分别
    subject: str | None = None  # the last indicator, for "较2023年增长"
    granting: bool = False  # the sentence has granted something
    done: bool = False  # the sentence tells what has been reached
    counting: bool = False  # a figure has been found: 绿色工业园区7个 goes on with the list


def find_targets(clean: CleanText, start: int, end: int, clause_id: str) -> list[Target]:
    """The targets of the clean range, in the order of the source."""
    found: list[Target] = []
    for sentence in _SENTENCE.finditer(clean.folded, start, end):
        scene = _Scene()
        segments = list(_segments(clean.folded, sentence.start(), sentence.end()))
        for (begin, stop), after in zip(segments, [*segments[1:], (0, 0)], strict=True):
            if any(rule.matches(clean.folded[slice(*after)]) for rule in _rules("condition")):
                _read_scene(clean.folded, begin, stop, scene)
            else:
                found += _segment_targets(clean, begin, stop, scene, clause_id)
    return found


def _segments(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges between commas and semicolons, brackets and quotes kept whole."""
    depth, begin = 0, start
    for place in range(start, end):
        char = folded[place]
        depth += (char in "（〔“《") - (char in "）〕”》")
        if char in "，；" and depth <= 0:
            yield begin, place
            begin = place + 1
    yield begin, end


def _segment_targets(
    clean: CleanText, begin: int, stop: int, scene: _Scene, clause_id: str
) -> list[Target]:
    begin = _read_scene(clean.folded, begin, stop, scene)
    segment = clean.folded[begin:stop]
    scene.done |= any(rule.matches(segment) for rule in _rules("done"))
    if _grants(segment, scene) or _is_past(segment, scene):
        return []
    if len(segment) > _SEGMENT_LIMIT:
        return []
    found = list(_quantities(clean, begin, stop, scene, clause_id))
    if not found and scene.deadline:
        found = list(_qualitative(clean, begin, stop, scene, clause_id))
    return found


def _grants(segment: str, scene: _Scene) -> bool:
    """Whether a segment grants something, or bounds what the sentence grants."""
    bounds = scene.granting and any(rule.matches(segment) for rule in _rules("grant_bound"))
    grants = any(rule.matches(segment) for rule in _rules("grant"))
    scene.granting |= grants or any(rule.matches(segment) for rule in _rules("granted"))
    return grants or bounds


def _is_past(segment: str, scene: _Scene) -> bool:
    """Whether a segment belongs to what has been reached; 力争 begins a goal again."""
    scene.done = scene.done and _AHEAD.search(segment) is None
    return scene.done


def _read_scene(folded: str, begin: int, stop: int, scene: _Scene) -> int:
    """Notes deadline and recurrence; returns where the rest of the segment begins."""
    rest = begin
    segment = folded[begin:stop]
    for rule in _rules("deadline"):
        hit = rule.pattern.search(segment) if rule.pattern else None
        if hit:
            groups = hit.groupdict()
            parts = [
                groups.get("year") or _PLAN_ENDS[groups["plan"]],
                *(f"{int(groups[k]):02d}" for k in ("month", "day") if groups.get(k)),
            ]
            scene.deadline, scene.recurrence = "-".join(parts), None
            scene.until = scene.deadline
            scene.start = begin + hit.start()
            rest = begin + hit.end()
    if any(rule.matches(segment) for rule in _rules("term")):
        scene.deadline, scene.recurrence = None, None
    elif scene.recurrence and segment.startswith("累计"):
        scene.deadline, scene.recurrence = scene.until, None
    each = _EACH_YEAR.search(segment)
    scene.years = tuple(re.findall(r"20\d\d", each[0])) if each else ()
    for rule in _rules("recurrence"):
        hit = rule.pattern.search(segment) if rule.pattern else None
        if hit:
            if (
                scene.counting and not scene.recurrence
            ):  # 到2027年累计10万人，每年3万人: the year is that of the first
                scene.deadline = None
            scene.recurrence = hit["every"]
            scene.start = begin + hit.start()
            rest = begin + hit.end()
    return rest


def _rules(kind: str) -> list[Rule]:
    return [rule for rule in load_rules("targets") if rule.fields["kind"] == kind]


def _quantities(
    clean: CleanText, begin: int, stop: int, scene: _Scene, clause_id: str
) -> Iterator[Target]:
    place = begin
    while place < stop:
        rest = clean.folded[place:stop]
        hit, rule = _first_quantity(rest, scene.counting or scene.deadline is not None)
        if hit is None or rule is None:
            return
        target = _quantity_target(clean, place, hit, rule, scene, clause_id, (begin, stop))
        scene.subject, scene.counting = target.indicator, True
        place += hit.end()
        if target.indicator.endswith("分别") or scene.years:
            yield from _respective(target, rest[hit.end() :], scene.years)
            return
        yield target
        if rest[hit.end() : hit.end() + 1] != "、":
            return
        place += 1


def _respective(first: Target, rest: str, years: tuple[str, ...]) -> Iterator[Target]:
    """A、B分别达到X、Y, or 2024、2025年分别: each with its figure, or all where they differ."""
    (rule,) = _rules("figure")
    found = [first]
    while rest[:1] in ("、", "和") and rule.pattern:
        hit = rule.pattern.search(rest[1:])
        if hit is None:
            break
        figure = _figure(hit.groupdict())
        if figure["comparator"] == "=":  # 分别超过90%、75%: the bound holds for all
            figure["comparator"] = first.comparator
        found.append(replace(first, **figure))
        rest = rest[1 + hit.end() :]
    whole = first.indicator.removesuffix("分别").rstrip("，、")
    names = re.split("[、和]", whole)
    if len(names) != len(found):
        names = [whole] * len(found)
    ends = years if len(years) == len(found) else (first.deadline,) * len(found)
    for name, each, deadline in zip(names, found, ends, strict=True):
        yield replace(each, indicator=name, deadline=deadline)


def _figure(groups: dict[str, str | None]) -> dict[str, Any]:
    """Comparator, value, unit and plain number of one figure; of a range, where it begins."""
    written = (groups["value"] or "").replace(",", "")
    end = groups.get("to")
    value = _HAN[written] if written in _HAN else float(written)
    scale = groups.get("scale") or ""
    return {
        "comparator": ">=" if end else _comparator(groups),
        "value": value,
        "unit": scale + (groups.get("unit") or groups.get("unit2") or "") or None,
        "value_normalized": round(value * _SCALES.get(scale, 1.0), 6),
        "value_to": float(end) if end else None,
    }


def _first_quantity(rest: str, continuing: bool) -> tuple[re.Match[str] | None, Rule | None]:
    for rule in _rules("quantity"):
        if bool(rule.fields.get("continues")) and not continuing:
            continue
        hit = rule.pattern.search(rest) if rule.pattern else None
        if hit:
            return hit, rule
    return None, None


def _quantity_target(
    clean: CleanText,
    place: int,
    hit: re.Match[str],
    rule: Rule,
    scene: _Scene,
    clause_id: str,
    segment: tuple[int, int],
) -> Target:
    groups = hit.groupdict()
    figure = _figure(groups)
    if "至少" in hit[0] and figure["comparator"] == "=":  # 至少开展活动4次
        figure["comparator"] = ">="
    unit = figure["unit"] or ""
    if hit[0].rstrip("左右上下以").endswith("级") and not unit.endswith("级"):
        figure["unit"] = f"{unit}级"
    indicator = _indicator(groups["indicator"], scene)
    base = next(
        (
            m["baseline"]
            for r in _rules("baseline")
            if r.pattern and (m := r.pattern.search(hit[0]))
        ),
        None,
    )
    span, text = _evidence(clean, scene, segment)
    return Target(
        clause_id,
        indicator,
        deadline=scene.deadline,
        recurrence=scene.recurrence,
        baseline=base,
        text=text,
        span=span,
        rule_id=rule.id,
        **figure,
        cumulative="累计" in clean.folded[segment[0] : segment[1]],
    )


def _indicator(raw: str, scene: _Scene) -> str:
    """The indicator without words of demand; 较2023年增长 goes on about the last one."""
    name = _LEADING.sub("", raw.replace("\n", "")).strip("，、")
    name = re.sub("(?:较|比|相比)(?:20\\d\\d年|上年|去年|上一年)$|同比$|年均$", "", name)
    return name or scene.subject or raw


def _comparator(groups: dict[str, str | None]) -> str:
    words = {groups.get("pre"), groups.get("verb"), groups.get("post")}
    for meant, sign in _COMPARATORS:
        if words & meant:
            return sign
    return "="


def _qualitative(
    clean: CleanText, begin: int, stop: int, scene: _Scene, clause_id: str
) -> Iterator[Target]:
    segment = clean.folded[begin:stop]
    for rule in _rules("qualitative"):
        hit = rule.pattern.search(segment) if rule.pattern else None
        if hit:
            span, text = _evidence(clean, scene, (begin, stop))
            indicator = _indicator(hit["indicator"], scene)
            scene.subject = indicator
            yield Target(
                clause_id,
                indicator,
                "qualitative",
                None,
                None,
                scene.deadline,
                scene.recurrence,
                None,
                text,
                span,
                rule.id,
            )
            return


def _evidence(clean: CleanText, scene: _Scene, segment: tuple[int, int]) -> tuple[Span, str]:
    """From the deadline to the end of the segment: what the target stands on."""
    start = segment[0] if scene.start is None else min(scene.start, segment[0])
    text = clean.text[start : segment[1]].replace("\n", "").strip()
    return clean.span(start, segment[1]), text
