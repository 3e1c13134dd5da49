"""What holds for the rest of a sentence of demands: deadline, recurrence, subject."""

import re
from dataclasses import dataclass

from indexer.model import Target
from indexer.parse.figures import base_unit, target_rules

EACH_YEAR = re.compile(r"(?:20\d\d年?[、和])+20\d\d年(?P<name>[^，；。\d]{0,24}?)分别")
_PLAN_ENDS = {"十三五": "2020", "十四五": "2025", "十五五": "2030", "十六五": "2035"}


@dataclass(slots=True)
class Scene:
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
    dated: bool = False  # the segment itself names its year
    last: tuple[Target, ...] = ()  # of the last segment with figures
    figures_at: int | None = None  # clean place where that segment begins
    before: str = ""  # the words of the last segment without figures

    def like(self, unit: str | None) -> str | None:
        """The indicator that the last segment counts in this unit: 新建1.6万个，再建0.8万个."""
        same = (each for each in self.last if base_unit(each.unit) == base_unit(unit))
        return next((each.indicator for each in same), None)


def read_scene(folded: str, begin: int, stop: int, scene: Scene) -> int:
    """Notes deadline and recurrence; returns where the rest of the segment begins."""
    rest = begin
    segment = folded[begin:stop]
    scene.dated = False
    for rule in target_rules("deadline"):
        hit = rule.pattern.search(segment) if rule.pattern else None
        if hit:
            groups = hit.groupdict()
            parts = [
                groups.get("year") or _PLAN_ENDS[groups["plan"]],
                *(f"{int(groups[k]):02d}" for k in ("month", "day") if groups.get(k)),
            ]
            scene.deadline, scene.recurrence = "-".join(parts), None
            scene.until, scene.dated = scene.deadline, True
            scene.start = begin + hit.start()
            rest = begin + hit.end()
    if any(rule.matches(segment) for rule in target_rules("term")):
        scene.deadline, scene.recurrence = None, None
    elif scene.recurrence and segment.startswith("累计"):
        scene.deadline, scene.recurrence = scene.until, None
    each = EACH_YEAR.search(segment)
    scene.years = tuple(re.findall(r"20\d\d", each[0])) if each else ()
    for rule in target_rules("recurrence"):
        hit = rule.pattern.search(segment) if rule.pattern else None
        if hit:
            if (
                scene.counting and not scene.recurrence and not scene.dated
            ):  # 到2027年累计10万人，每年3万人: the year is that of the first
                scene.deadline = None
            scene.recurrence = hit["every"]
            scene.start = scene.start if scene.dated else begin + hit.start()
            rest = begin + hit.end()
    return rest
