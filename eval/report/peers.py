"""The comparison of systems as one HTML file, Markdown and JSON."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.report import charts
from eval.report.pages import rendered
from eval.report.records import named
from eval.scoring import Mean
from indexer.errors import WenceError


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
    texts = {
        "peers.html": page,
        "peers.md": _markdown(title, columns, rows),
        "peers.json": json.dumps(_plain(questions, figures), ensure_ascii=False, indent=1) + "\n",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8")
    except OSError as error:
        raise WenceError(f"报告无法写入 {folder}（{error.strerror}）。请换一个目录。") from error


def _cell(row: Mapping[str, float], name: str) -> str:
    if name not in row:
        return "—"
    return f"{row[name]:.1f}" if name.endswith("_ms") else f"{row[name]:.3f}"


def _markdown(title: str, columns: list[str], rows: list[tuple[str, list[str]]]) -> str:
    heads = " | ".join(named(each) for each in columns)
    lines = [f"# {title}", "", f"| 系统 | {heads} |", f"|---|{'--:|' * len(columns)}"]
    lines += [f"| {system} | {' | '.join(cells)} |" for system, cells in rows]
    return "\n".join(lines) + "\n"


def _plain(questions: int, figures: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Without times, which differ from run to run."""
    systems = {
        system: {n: round(v, 6) for n, v in row.items() if not n.endswith("_ms")}
        for system, row in figures.items()
    }
    return {"questions": questions, "systems": systems}
