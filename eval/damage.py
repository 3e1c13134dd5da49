"""``wence eval reading --damaged N``: what readers make of files that are damaged at random.

Seeded: bytes changed, pieces cut out, doubled, moved or zeroed, the end missing. Every variant
must be read or refused in one line, and none may take long.
"""

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from indexer.model import CatalogEntry
from indexer.reading import parse_one

_LONG = 60.0  # seconds
_PIECE = 400  # bytes, at most, that a change touches

Figures = dict[str, float | str]


def damage_figures(files: Sequence[Path], variants: int, seed: int = 5) -> Figures:
    """How ``variants`` damaged copies of the files were taken."""
    draw = random.Random(seed)
    counts = {"read": 0, "refused": 0, "not_one_line": 0, "over_60_s": 0}
    longest, worst = 0.0, ""
    with TemporaryDirectory() as folder:
        for number in range(variants):
            origin = files[number % len(files)]
            copy = Path(folder) / f"{number:04d}-{origin.name}"
            copy.write_bytes(damaged(origin.read_bytes(), draw))
            begin = time.perf_counter()
            problem = parse_one(CatalogEntry("variant", copy)).problem
            seconds = time.perf_counter() - begin
            counts["refused" if problem else "read"] += 1
            counts["not_one_line"] += "\n" in problem or "Traceback" in problem
            counts["over_60_s"] += seconds > _LONG
            if seconds > longest:
                longest, worst = seconds, copy.name
            copy.unlink()
    return {"variants": variants, **counts, "longest_s": longest, "longest_file": worst}


def damaged(data: bytes, draw: random.Random) -> bytes:
    """A copy of ``data`` with one to four changes."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 4)):
        draw.choice(_CHANGES)(changed, draw)
    return bytes(changed)


def _flip(data: bytearray, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 40)):
        if data:
            data[draw.randrange(len(data))] = draw.randrange(256)


def _cut(data: bytearray, draw: random.Random) -> None:
    start, end = _place(data, draw)
    del data[start:end]


def _double(data: bytearray, draw: random.Random) -> None:
    start, end = _place(data, draw)
    data[start:start] = data[start:end]


def _zero(data: bytearray, draw: random.Random) -> None:
    start, end = _place(data, draw)
    data[start:end] = bytes(end - start)


def _end_early(data: bytearray, draw: random.Random) -> None:
    del data[draw.randrange(len(data) + 1) :]


def _place(data: bytearray, draw: random.Random) -> tuple[int, int]:
    start = draw.randrange(len(data) + 1)
    return start, min(len(data), start + draw.randint(1, _PIECE))


_CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _cut,
    _double,
    _zero,
    _end_early,
)
