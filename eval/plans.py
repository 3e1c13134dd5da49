"""Generated plans as text, in the form of real ones: heads, chapters, measures, organs, targets.

Words and sentences are those of ``eval.synthetic``; each plan is of another place.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from eval.synthetic import ORGANS, SHAPES, pool_of

MEASURES = 60  # of a plan
_FIRST = "青云安清长临东南西北新江河海山泰华金石明"
_SECOND = "河山阳城川平宁州泽原丘水溪林港源陵浦泉岭"
_SUFFIXES = ("区", "县", "市")
_BEYOND = (
    "交通运输局",
    "生态环境局",
    "市场监督管理局",
    "教育局",
    "民政局",
    "水务局",
    "自然资源局",
    "应急管理局",
    "城市管理局",
    "文化和旅游局",
    "卫生健康委员会",
    "数据局",
    "税务局",
)
_CHAPTERS = ("主要任务", "保障措施", "政策支持", "组织实施")
_VERBS = ("推动", "加快", "支持", "健全", "加大", "开展", "实施", "优化", "促进", "完善")
_UNITS = ("个", "万辆", "%", "台", "公里", "座", "亿元", "万平方米", "家", "户")
_YEARS = (2025, 2026, 2027, 2030)
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan's name for its file, its place and its text."""

    name: str
    place: str
    text: str


def write_plans(documents: int, measures: int = MEASURES, seed: int = 7) -> Iterator[Plan]:
    """So many plans, the same ones for the same seed."""
    draw = random.Random(seed)
    places = [a + b for a in _FIRST for b in _SECOND]
    draw.shuffle(places)
    for number in range(documents):
        place = places[number % len(places)] + draw.choice(_SUFFIXES)
        yield Plan(f"plan-{number:04d}", place, _text(place, number, measures, draw))


def _text(place: str, number: int, measures: int, draw: random.Random) -> str:
    pool = pool_of(draw)
    title = f"{place}推动{draw.choice(pool)}{draw.choice(pool)}工作方案"
    month, day = draw.randint(1, 12), draw.randint(1, 28)
    lines = [
        f"{place}人民政府",
        f"关于印发《{title}》的通知",
        f"{place[0]}政发〔2024〕{number + 1}号",
        "各有关单位：",
        f"现将《{title}》印发给你们，请认真贯彻执行。",
        f"{place}人民政府",
        f"2024年{month}月{day}日",
        title,
        f"为{draw.choice(_VERBS)}{draw.choice(pool)}，结合实际，制定本方案。",
    ]
    serial = 0
    for chapter, heading in enumerate(_CHAPTERS):
        lines.append(f"{_HAN[chapter]}、{heading}")
        for section in range(3):
            lines.append(f"（{_HAN[section]}）{_heading(pool, draw)}")
            for _ in range(measures // 12 + (serial < measures % 12)):
                serial += 1
                lines.append(_measure(serial, place[-1], pool, draw))
    return "\n".join(lines) + "\n"


def _heading(pool: list[str], draw: random.Random) -> str:
    return f"{draw.choice(_VERBS)}{''.join(draw.choices(pool, k=draw.choice((2, 2, 3))))}"


def _measure(serial: int, level: str, pool: list[str], draw: random.Random) -> str:
    shapes = draw.choices(SHAPES, k=draw.choice((1, 2, 2, 3)))
    body = "".join(shape.format(*draw.choices(pool, k=4)) for shape in shapes)
    if draw.random() < 0.5:
        indicator = "".join(draw.choices(pool, k=2))
        number = draw.randint(2, 95)
        body += f"到{draw.choice(_YEARS)}年，{indicator}达到{number}{draw.choice(_UNITS)}以上。"
    lead, *others = draw.sample((*ORGANS, *_BEYOND), draw.choice((2, 2, 3, 4)))
    named = "、".join(f"{level}{each}" for each in others)
    organs = f"（牵头单位：{level}{lead}；责任单位：{named}）"
    return f"{serial}.{_heading(pool, draw)}。{body}{organs}"
