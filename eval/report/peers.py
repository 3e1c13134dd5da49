"""The comparison of systems as one HTML file, Markdown and JSON."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.report import charts
from eval.report.folder import write_texts
from eval.report.pages import rendered
from eval.report.records import named
from eval.scoring import Mean

_BOUNDS = (" low", " high")
_TIMES = ("_ms", "per_s")


def write_peers(
    folder: Path,
    name: str,
    questions: int,
    means: Mapping[str, Mapping[str, Mean]],
    figures: Mapping[str, Mapping[str, float]],
) -> None:
    """``peers.html``, ``peers.md`` and ``peers.json``.

    Raises:
        WenceError: the folder cannot be written.
    """
    columns = list(dict.fromkeys(each for row in figures.values() for each in row))
    rows = [(system, [_cell(row, each) for each in columns]) for system, row in figures.items()]
    title = f"与同类系统对比：{name}"
    right = {system: found["right"] for system, found in means.items()}
    page = rendered(
        "peers.html.j2",
        title=title,
        questions=questions,
        columns=[named(each) for each in columns],
        rows=rows,
        chart=charts.bars("答对的比例", right),
    )
    write_texts(
        folder,
        {
            "peers.html": page,
            "peers.md": _markdown(title, columns, rows),
            "peers.json": _json({"questions": questions, "systems": _plain(figures)}),
        },
    )


def write_rankings(folder: Path, record: Sequence[Mapping[str, Any]]) -> None:
    """``rankings.md`` and ``rankings.json``: a table for each test set, without times.

    Raises:
        WenceError: the folder cannot be written.
    """
    parts, plain = [], []
    for each in record:
        figures = _plain(each["figures"])
        columns = [name for name in next(iter(figures.values())) if not name.endswith(_BOUNDS)]
        rows = [
            (system, [*(_cell(row, name) for name in columns), _span(row)])
            for system, row in figures.items()
        ]
        title = f"检索：{each['dataset']}（{each['queries']} 个查询）"
        parts.append(_markdown(title, [*columns, "nDCG@10 的 95% 区间"], rows))
        plain.append({**each, "figures": figures})
    write_texts(folder, {"rankings.md": "\n".join(parts), "rankings.json": _json(plain)})


def _span(row: Mapping[str, float]) -> str:
    return f"{row['nDCG@10 low']:.3f}–{row['nDCG@10 high']:.3f}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _cell(row: Mapping[str, float], name: str) -> str:
    if name not in row:
        return "—"
    return f"{row[name]:.1f}" if name.endswith("_ms") else f"{row[name]:.3f}"


def _markdown(title: str, columns: list[str], rows: list[tuple[str, list[str]]]) -> str:
    heads = " | ".join(named(each) for each in columns)
    lines = [f"# {title}", "", f"| 系统 | {heads} |", f"|---|{'--:|' * len(columns)}"]
    lines += [f"| {system} | {' | '.join(cells)} |" for system, cells in rows]
    return "\n".join(lines) + "\n"


def _plain(figures: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Without times, which differ from run to run."""
    return {
        system: {n: round(v, 6) for n, v in row.items() if not n.endswith(_TIMES)}
        for system, row in figures.items()
    }
