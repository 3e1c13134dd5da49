"""How figures are shown and kept: tables, reports, the comparison with a baseline."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from eval.answers import AnswersReport, unsupported_lines
from eval.report.judged import judge_note, judge_rows, why_unjudged
from eval.report.records import Change, moved, named
from eval.scoring import MEASURES, Scored, means_of, refusal_figures

_BESIDE = (
    "refusal_precision",
    "refusal_recall",
    "false_quotes",
    "unsupported",
    "p50_ms",
    "p95_ms",
)


def print_figures(title: str, figures: Mapping[str, Mapping[str, float]]) -> None:
    """One row for each ranker, one column for each measure."""
    names = [each for each in next(iter(figures.values())) if not each.endswith((" low", " high"))]
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


def print_answers(report: AnswersReport, scored: Sequence[Scored]) -> None:
    """Right answers of each kind, each measure with its interval; wrong ones to standard error."""
    rows = [(k, f"{r}/{n}", f"{r / n:.3f}", "") for k, (r, n) in report.by_kind().items()]
    rows += [
        (MEASURES[name], str(mean.count), f"{mean.mean:.3f}", f"{mean.low:.3f}–{mean.high:.3f}")
        for name, mean in means_of(scored).items()
    ]
    figures = report.figures() | refusal_figures(scored)
    rows += [(name, "", f"{figures[name]:.3f}", "") for name in _BESIDE if name in figures]
    print_rows(("类别、指标", "正确、题数", "数值", "95% 区间"), rows)
    say_wrong(report)


def print_beside(record: Mapping[str, Any]) -> None:
    """What a record has beside its measures: a model's telling, other wordings, a model's opinion."""
    if "generation" in record:
        print_figures("大模型", {"all": record["generation"]})
    if "variants" in record:
        print_figures("问法变换", record["variants"])
    if "judge" in record:
        print_rows(("模型的评判", "平均", "95% 区间", "题数"), judge_rows(record), "由模型评判")
        sys.stdout.write(f"{judge_note(record)}\n")


def say_unjudged(judge: Mapping[str, Any]) -> None:
    """How much a model has not judged, and why, as one line to standard error."""
    if judge["unjudged"]:
        sys.stderr.write(f"大模型未评 {judge['unjudged']} 题：{why_unjudged(judge)}。\n")


def without_items(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what it holds of each question."""
    return {
        name: without_items(value) if name == "judge" else value
        for name, value in record.items()
        if name != "items"
    }


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


def say_changes(
    record: Mapping[str, Any], baseline: Mapping[str, Any], changes: Sequence[Change]
) -> None:
    """Questions gained and lost, and measures that fell, to standard error."""
    gained, lost = moved(record, baseline)
    sys.stderr.write(f"变对：{gained}\n变错：{lost}\n")
    for each in changes:
        if each.fell:
            p = "" if each.p is None else f"，p={each.p:.3f}"
            sys.stderr.write(
                f"低于基线：{named(each.name)} {each.before:.3f} → {each.now:.3f}"
                f"（允许降 {each.tolerance:.3f}{p}）\n"
            )
