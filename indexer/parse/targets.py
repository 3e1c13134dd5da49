"""What a clause demands by when: targets with indicator, comparator, value and deadline.

Order: sentences; segments at commas; deadline, recurrence and baseline hold for the rest of
their sentence; each segment is matched against the quantity rules, then the qualitative
ones. What is granted, the condition of a grant, and what has
been reached are no targets.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.lexicon import Rule
from indexer.model import Span, Target
from indexer.parse.due_behind import all_due, due, is_due_of_all
from indexer.parse.figures import figure_of, target_rules
from indexer.parse.normalize import CleanText
from indexer.parse.scene import EACH_YEAR, Scene, read_scene

_SENTENCE = re.compile(r"[^。！？\n]+")
_WORDS_BEFORE = 14  # characters between 分别 and the first figure
_SEGMENT_LIMIT = 400  # characters; a demand is shorter, and the rules are slow on endless ones
_AHEAD = re.compile("力争|计划|确保|争取|将达")
_LEANING = re.compile(
    "其中|(?:到|至)?20\\d\\d年底?前?分别"
)  # says nothing without what stands before
_LEADING = re.compile(
    "^(?:力争|确保|累计|其中|全区|全市|全省|实现|使|将|并|建成|城镇|到20\\d\\d年底?，?)+"
)


def find_targets(clean: CleanText, start: int, end: int, clause_id: str) -> list[Target]:
    """The targets of the clean range, in the order of the source."""
    found: list[Target] = []
    for sentence in _SENTENCE.finditer(clean.folded, start, end):
        scene = Scene()
        if is_due_of_all(sentence[0]):
            found = all_due(found, clean, sentence)
            continue
        segments = list(_segments(clean.folded, sentence.start(), sentence.end()))
        for (begin, stop), after in zip(segments, [*segments[1:], (0, 0)], strict=True):
            if any(rule.matches(clean.folded[slice(*after)]) for rule in target_rules("condition")):
                read_scene(clean.folded, begin, stop, scene)
            else:
                found += _segment_targets(clean, begin, stop, scene, clause_id)
                found = due(found, clean.folded[begin:stop], scene)
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
    clean: CleanText, begin: int, stop: int, scene: Scene, clause_id: str
) -> list[Target]:
    opened = begin
    begin = read_scene(clean.folded, begin, stop, scene)
    segment = clean.folded[begin:stop]
    scene.done |= any(rule.matches(segment) for rule in target_rules("done"))
    if _grants(clean.folded[opened:stop], scene) or _is_past(segment, scene):
        return []
    if len(segment) > _SEGMENT_LIMIT:
        return []
    if _LEANING.match(clean.folded[opened:stop]):
        scene.start = scene.figures_at if scene.start is None or scene.dated else scene.start
    found = list(_of_each_year(clean, opened, stop, scene, clause_id))
    found = found or list(_quantities(clean, begin, stop, scene, clause_id))
    if found:
        scene.last, scene.before, scene.figures_at = tuple(found), "", opened
    else:
        scene.before = segment
    if not found and scene.deadline:
        found = list(_qualitative(clean, begin, stop, scene, clause_id))
    return found


def _grants(segment: str, scene: Scene) -> bool:
    """Whether a segment grants something, or bounds what the sentence grants."""
    bounds = scene.granting and any(rule.matches(segment) for rule in target_rules("grant_bound"))
    grants = any(rule.matches(segment) for rule in target_rules("grant"))
    scene.granting |= grants or any(rule.matches(segment) for rule in target_rules("granted"))
    return grants or bounds


def _is_past(segment: str, scene: Scene) -> bool:
    """Whether a segment belongs to what has been reached; 力争 begins a goal again."""
    scene.done = scene.done and _AHEAD.search(segment) is None
    return scene.done


def _quantities(
    clean: CleanText, begin: int, stop: int, scene: Scene, clause_id: str
) -> Iterator[Target]:
    place = begin
    while place < stop:
        rest = clean.folded[place:stop]
        hit, rule = _first_quantity(rest, scene)
        if hit is None or rule is None:
            return
        target = _quantity_target(clean, place, hit, rule, scene, clause_id, (begin, stop))
        scene.subject, scene.counting = target.indicator, True
        place += hit.end()
        if target.indicator.endswith("分别") or scene.years:
            yield from _respective(target, rest[hit.end() :], scene)
            return
        yield target
        if rest[hit.end() : hit.end() + 1] != "、":
            return
        place += 1


def _respective(first: Target, rest: str, scene: Scene) -> Iterator[Target]:
    """A、B分别达到X、Y, or 2024、2025年分别: each with its figure, or all where they differ."""
    found = [first, *_more(first, rest)]
    whole = first.indicator.removesuffix("分别").rstrip("，、")
    names = re.split("[、和]", whole) if whole else [each.indicator for each in scene.last]
    if len(names) != len(found):
        names = [whole or scene.subject or first.indicator] * len(found)
    years = scene.years
    ends = years if len(years) == len(found) else (first.deadline,) * len(found)
    for name, each, deadline in zip(names, found, ends, strict=True):
        yield replace(each, indicator=name, deadline=deadline)


def _more(first: Target, rest: str) -> Iterator[Target]:
    """The figures behind the first of a row of them: 、260辆、300辆."""
    (rule,) = target_rules("figure")
    while rest[:1] in ("、", "和") and rule.pattern:
        hit = rule.pattern.search(rest[1:])
        if hit is None:
            return
        figure = figure_of(hit.groupdict())
        if figure["comparator"] == "=":  # 分别超过90%、75%: the bound holds for all
            figure["comparator"] = first.comparator
        yield replace(first, **figure)
        rest = rest[1 + hit.end() :]


def _of_each_year(
    clean: CleanText, begin: int, stop: int, scene: Scene, clause_id: str
) -> Iterator[Target]:
    """2024年、2025年技改投资分别达到50亿元、60亿元: the figure of each year."""
    text = clean.folded[begin:stop]
    each = EACH_YEAR.search(text)
    (rule,) = target_rules("figure")
    if each is None or rule.pattern is None:
        return
    for place in range(each.end(), min(each.end() + _WORDS_BEFORE, len(text))):
        hit = rule.pattern.match(text[place:])
        if hit:
            break
    else:
        return
    span, said = _evidence(clean, scene, (begin, stop))
    name = _LEADING.sub("", each["name"] or text[: each.start()]).strip("，、")
    figure = figure_of(hit.groupdict())
    first = Target(
        clause_id,
        name or _object(scene.before) or scene.like(figure["unit"]) or text[each.end() : place],
        deadline=None,
        recurrence=None,
        baseline=None,
        text=said,
        span=span,
        rule_id="each_year",
        **figure,
    )
    found = [first, *_more(first, text[place + hit.end() :])]
    if len(found) == len(scene.years):
        scene.subject, scene.counting = first.indicator, True
        unit = found[-1].unit
        for year, target in zip(scene.years, found, strict=True):
            yield replace(target, deadline=year, unit=target.unit or unit)


def _object(words: str) -> str:
    """What is done to it: 国三柴油货车 of 加快淘汰国三柴油货车."""
    hits = (r.pattern.match(words) for r in target_rules("object") if r.pattern)
    return next((hit["indicator"] for hit in hits if hit), "")


def _first_quantity(rest: str, scene: Scene) -> tuple[re.Match[str] | None, Rule | None]:
    continuing = scene.counting or scene.deadline is not None
    for rule in target_rules("quantity"):
        if bool(rule.fields.get("continues")) and not continuing:
            continue
        hit = rule.pattern.search(rest) if rule.pattern else None
        if hit and (not rule.fields.get("same_unit") or _goes_on(hit, scene)):
            return hit, rule
    return None, None


def _goes_on(hit: re.Match[str], scene: Scene) -> bool:
    """Whether a bare figure of a year is of what was counted before: 其中2024年800个."""
    dated = scene.dated or bool(hit.groupdict().get("year"))
    return dated and scene.like(figure_of(hit.groupdict())["unit"]) is not None


def _quantity_target(
    clean: CleanText,
    place: int,
    hit: re.Match[str],
    rule: Rule,
    scene: Scene,
    clause_id: str,
    segment: tuple[int, int],
) -> Target:
    groups = hit.groupdict()
    figure = figure_of(groups)
    if "至少" in hit[0] and figure["comparator"] == "=":  # 至少开展活动4次
        figure["comparator"] = ">="
    unit = figure["unit"] or ""
    if hit[0].rstrip("左右上下以").endswith("级") and not unit.endswith("级"):
        figure["unit"] = f"{unit}级"
    indicator = _indicator(groups["indicator"], scene)
    if not groups["indicator"] or rule.fields.get("deed"):
        indicator = scene.like(figure["unit"]) or indicator
    base = next(
        (
            m["baseline"]
            for r in target_rules("baseline")
            if r.pattern and (m := r.pattern.search(hit[0]))
        ),
        None,
    )
    span, text = _evidence(clean, scene, segment)
    return Target(
        clause_id,
        indicator,
        deadline=groups.get("year") or scene.deadline,
        recurrence=scene.recurrence,
        baseline=base,
        text=text,
        span=span,
        rule_id=rule.id,
        **figure,
        cumulative="累计" in clean.folded[segment[0] : segment[1]],
    )


def _indicator(raw: str, scene: Scene) -> str:
    """The indicator without words of demand; 较2023年增长 goes on about the last one."""
    name = _LEADING.sub("", raw.replace("\n", "")).strip("，、")
    name = re.sub("(?:较|比|相比)(?:20\\d\\d年|上年|去年|上一年)$|同比$|年均$", "", name)
    return name or scene.subject or raw


def _qualitative(
    clean: CleanText, begin: int, stop: int, scene: Scene, clause_id: str
) -> Iterator[Target]:
    segment = clean.folded[begin:stop]
    for rule in target_rules("qualitative"):
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


def _evidence(clean: CleanText, scene: Scene, segment: tuple[int, int]) -> tuple[Span, str]:
    """From the deadline to the end of the segment: what the target stands on."""
    start = segment[0] if scene.start is None else min(scene.start, segment[0])
    text = clean.text[start : segment[1]].replace("\n", "").strip()
    return clean.span(start, segment[1]), text
