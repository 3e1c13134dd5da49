"""How figures are shown and kept: tables, reports, the comparison with a baseline."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.answers import AnswersReport, unsupported_lines
from indexer.errors import WenceError

_TOLERANCE = 0.005  # a share may fall by this much before it counts as a loss
_SHARES = ("right", "text", "citation", "status")


def print_figures(title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """One row for each ranker, one column for each measure."""
    names = list(next(iter(figures.values())))
    rows = [
        (
            name,
            *(
                f"{found[each]:.0f}" if each.endswith("per_s") else f"{found[each]:.3f}"
                for each in names
            ),
        )
        for name, found in figures.items()
    ]
    print_rows(("", *names), rows, title)


def record_of(report: AnswersReport) -> dict[str, Any]:
    """The figures of a report as JSON keeps them."""
    return {
        "figures": report.figures(),
        "kinds": {kind: {"right": r, "questions": n} for kind, (r, n) in report.by_kind().items()},
        "wrong": [each.topic.id for each in report.outcomes if not each.right],
    }


def print_answers(report: AnswersReport) -> None:
    """Right answers of each kind and the figures; wrong ones to standard error."""
    rows = [(k, f"{r}/{n}", f"{r / n:.3f}") for k, (r, n) in report.by_kind().items()]
    figures = report.figures()
    rows += [(name, "", f"{value:.3f}") for name, value in figures.items()]
    print_rows(("类别", "正确", "数值"), rows)
    say_wrong(report)


def say_wrong(report: AnswersReport) -> None:
    """The questions that went wrong, and what answers say without ground, to standard error."""
    for line in unsupported_lines(report):
        sys.stderr.write(f"{line}\n")
    for each in report.outcomes:
        if not each.right:
            marks = "".join(
                word
                for word, ok in (
                    ("文", each.text_ok),
                    ("引", each.citation_ok),
                    ("态", each.status_ok),
                )
                if not ok
            )
            cited = [c.clause for c in each.answer.citations]
            sys.stderr.write(
                f"✗{marks} {each.topic.id} {each.topic.question} 期望 {list(each.topic.clauses)} "
                f"{list(each.topic.must)} 得到 {cited} {each.answer.intent}\n"
            )


def print_rows(
    columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], title: str | None = None
) -> None:
    """A table on the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns, title=title)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def write_report(folder: Path, report: AnswersReport, record: dict[str, Any]) -> None:
    """``answers.md`` and ``answers.json`` in a folder; WenceError where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines = ["# 问答评测", "", "| 项 | 数值 |", "|---|--:|"]
        lines += [f"| {name} | {value:.3f} |" for name, value in record["figures"].items()]
        for each in report.outcomes:
            if not each.right:
                lines += [
                    "",
                    f"## {each.topic.id}（{each.topic.kind}）{each.topic.question}",
                    "",
                    f"期望：{each.topic.status} {list(each.topic.clauses)} {list(each.topic.must)}",
                    "",
                    f"得到：{each.answer.status}",
                    "",
                    each.answer.text,
                ]
        (folder / "answers.md").write_text("\n".join(lines) + "\n", "utf-8")
        text = json.dumps(record, ensure_ascii=False, indent=1)
        (folder / "answers.json").write_text(text + "\n", "utf-8")
    except OSError as error:
        raise WenceError(f"报告无法写入 {folder}（{error.strerror}）。请换一个目录。") from error


def compare_with(path: Path, record: dict[str, Any]) -> int:
    """Names gained and lost questions; 1 where a share fell by more than the tolerance."""
    try:
        baseline = json.loads(path.read_text("utf-8"))
        before, wrong = baseline["figures"], set(baseline["wrong"])
    except (OSError, ValueError, KeyError) as error:
        raise WenceError(
            f"基线无法读取：{path}（{error!r}）。请用 --report 先生成一份。"
        ) from error
    lost, gained = set(record["wrong"]) - wrong, wrong - set(record["wrong"])
    sys.stderr.write(f"变对：{sorted(gained)}\n变错：{sorted(lost)}\n")
    fell = [n for n in _SHARES if record["figures"][n] < before[n] - _TOLERANCE]
    if fell:
        sys.stderr.write(f"低于基线：{fell}\n")
    return 1 if fell else 0


def write_json(record: dict[str, Any]) -> None:
    """One JSON value on standard output."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
