"""Synthetic plans for speed tests: seeded, of realistic length, each about a few subjects.

Sentences follow the shapes of real ones. A plan draws its content words by Zipf's law from
a few groups of words that belong together by the encoder's vectors, as the words of a real
plan do, and from all words. The sentences mean nothing.
"""

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from indexer.model import Attribution, Clause, ClauseKind, Document, Role, Span
from indexer.retrieve.encoder import SHIPPED, VECTORS, VOCABULARY, normalised

SHAPES = (
    "加快推进{}{}更新改造，提升{}{}水平。",
    "支持{}开展{}，推动{}与{}协同发展。",
    "到2027年，{}{}达到{}个以上，{}实现全覆盖。",
    "健全{}{}机制，完善{}标准，强化{}监管。",
    "鼓励{}企业加大{}投入，引导{}{}应用。",
    "建立{}工作专班，统筹{}资金，优先保障{}{}项目。",
    "严格落实{}制度，依法淘汰{}，有序推广{}和{}。",
    "组织{}活动，扩大{}供给，改善{}{}环境。",
)
ORGANS = ("发展和改革局", "工业和信息化局", "财政局", "住房和城乡建设局", "商务局", "农业农村局")
_CLAUSES = 50  # of a plan
_POOL = 300  # words drawn for a plan
_SUBJECTS = 4  # groups of words that a plan is about
_COMMON = 150  # words of any group in a plan
_ANCHORS, _ANCHORED, _LEAST = 400, 8000, 20
_ASKED = 5000  # clauses that questions are about
_SENTENCES = (2, 2, 3, 3, 3, 4, 4, 5)  # of a clause


def generate(clauses: int, seed: int = 7) -> Iterator[Document]:
    """Plans with ``clauses`` clauses together, the same ones for the same seed."""
    draw = random.Random(seed)
    for number in range(0, clauses, _CLAUSES):
        pool = pool_of(draw)
        yield _plan(f"plan-{number // _CLAUSES:06d}", min(_CLAUSES, clauses - number), pool, draw)


def pool_of(draw: random.Random) -> list[str]:
    """The content words of a plan: those of a few subjects, and some of any."""
    pool = [word for group in draw.sample(_groups(), _SUBJECTS) for word in group]
    pool += _drawn(_vocabulary(), _COMMON, draw)
    return _drawn(pool, _POOL, draw)


def _drawn(words: list[str], count: int, draw: random.Random) -> list[str]:
    """Words by Zipf's law, the first ones most often."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    return draw.choices(words, weights, k=count)


def questions(count: int, clauses: int, seed: int = 11) -> list[str]:
    """Queries of three to five words that stand together in one clause of the first plans."""
    draw = random.Random(seed)
    plans = list(generate(min(clauses, _ASKED)))
    found = []
    for _ in range(count):
        clause = draw.choice(draw.choice(plans).clauses)
        words = re.findall(r"[\u4e00-\u9fff]{2,}", clause.text)
        start = draw.randrange(len(words))
        found.append("".join(words[start : start + 2])[: draw.randint(8, 16)])
    return found


@cache
def _vocabulary() -> list[str]:
    words = (SHIPPED / VOCABULARY).read_text("utf-8").split("\n")
    return [word for word in words if _is_word(word)]


def _is_word(word: str) -> bool:
    return len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff"


@cache
def _groups() -> list[list[str]]:
    """Words by the nearest of some anchors, in the order of their frequency."""
    words = (SHIPPED / VOCABULARY).read_text("utf-8").split("\n")
    vectors = normalised(np.load(SHIPPED / VECTORS).astype(np.float32))
    places = [place for place, word in enumerate(words) if _is_word(word)]
    anchors = np.random.default_rng(1).choice(places[:_ANCHORED], _ANCHORS, replace=False)
    nearest = (vectors[places] @ vectors[anchors].T).argmax(axis=1)
    groups: list[list[str]] = [[] for _ in anchors]
    for place, group in zip(places, nearest.tolist(), strict=True):
        groups[group].append(words[place])
    return [group for group in groups if len(group) >= _LEAST]


def _plan(doc_id: str, size: int, pool: list[str], draw: random.Random) -> Document:
    clauses = []
    attributions = []
    region = draw.choice(pool)[:2]
    for place in range(size):
        heading = (
            f"{draw.choice(('推动', '加快', '支持', '健全'))}{''.join(draw.choices(pool, k=2))}"
        )
        shapes = draw.choices(SHAPES, k=draw.choice(_SENTENCES))
        body = "".join(shape.format(*draw.choices(pool, k=4)) for shape in shapes)
        organ = f"{region}{draw.choice(ORGANS)}"
        text = f"{heading}。{body}（牵头单位：{organ}）"
        clause_id = f"{doc_id}#{place + 1}"
        span = Span(0, len(text))
        clauses.append(
            Clause(
                clause_id, doc_id, str(place + 1), ClauseKind.MEASURE, 1, heading, text, span, span,
                path=(f"{place + 1}.{heading}",), title=f"{place + 1}.{heading}",
            )
        )  # fmt: skip
        attributions.append(Attribution(clause_id, organ, organ, Role.LEAD, 0, span, "synthetic"))
    return Document(
        doc_id, f"{region}工作方案", None, None, None, "区", region, "full", None, (),
        tuple(clauses), tuple(attributions),
    )  # fmt: skip


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
