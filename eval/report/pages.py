"""The report of a run as one HTML file that fetches nothing, and as Markdown."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.report import charts
from eval.report.expected import STATUS, expected
from eval.report.judged import judge_lines, judge_note, judge_rows, verdict_lines
from eval.report.records import Change, changes_of, moved, named
from eval.scoring import MEASURES, Scored, by_kind, means_of, refusal_figures

_HERE = Path(__file__).parent
_COLUMNS = ("right", "text", "citation", "status", "citation_recall", "list_exact", "grounded")
_TIMES = ("p50_ms", "p95_ms")
VARIANTS = {
    "original": "原题",
    "short": "简写",
    "everyday": "口语",
    "slip": "错字",
    "traditional": "繁体",
    "wide": "全角",
    "pinyin": "拼音",
    "all variants": "全部变体",
}


def rendered(template: str, **values: Any) -> str:
    """A template of this folder, filled in; what is filled in is escaped."""
    import jinja2

    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return str(found.get_template(template).render(named=named, **values))


def html_page(
    title: str,
    scored: Sequence[Scored],
    record: Mapping[str, Any],
    baseline: Mapping[str, Any] | None,
) -> str:
    """The report as one HTML file."""
    changes = changes_of(record, baseline) if baseline else ()
    gained, lost = moved(record, baseline) if baseline else ([], [])
    return rendered(
        "answers.html.j2",
        title=title,
        note=f"{len(scored)} 题。区间由自助法（bootstrap）得出。",
        means=[(MEASURES[name], mean) for name, mean in means_of(scored).items()],
        others=_others(scored, record),
        changes=changes,
        gained=gained,
        lost=lost,
        charts=_charts(scored, changes),
        columns=_COLUMNS,
        kinds=_kinds(scored),
        variants=record.get("variants", {}),
        variant_names=VARIANTS,
        judge=judge_rows(record),
        judge_note=judge_note(record),
        verdicts=verdict_lines(record, scored),
        failed=[_failed(each) for each in scored if not each.outcome.right],
    )


def _others(scored: Sequence[Scored], record: Mapping[str, Any]) -> list[tuple[str, str]]:
    refusing = refusal_figures(scored)
    rows = [(named(name), f"{value:.3f}") for name, value in refusing.items()]
    rows += [(named(name), f"{record['figures'][name]:.1f}") for name in _TIMES]
    return rows


def _charts(scored: Sequence[Scored], changes: Sequence[Change]) -> list[dict[str, str]]:
    kinds = {kind: means_of(found)["right"] for kind, found in by_kind(scored).items()}
    pictures = {
        "各类答对的比例": charts.bars("各类答对的比例", kinds),
        "回答用时": charts.latencies([each.answer.elapsed_ms for each in scored]),
    }
    if changes:
        gaps = {named(each.name): each.now - each.before for each in changes}
        pictures["与基线之差"] = charts.changes("与基线之差", gaps)
    return [{"name": name, "svg": svg} for name, svg in pictures.items()]


def _kinds(scored: Sequence[Scored]) -> list[tuple[str, int, list[str]]]:
    rows = []
    for kind, found in by_kind(scored).items():
        means = means_of(found)
        cells = [f"{means[name].mean:.3f}" if name in means else "—" for name in _COLUMNS]
        rows.append((kind, len(found), cells))
    return rows


def _failed(scored: Scored) -> dict[str, Any]:
    topic, answer, outcome = scored.topic, scored.answer, scored.outcome
    wrong = [
        name
        for name, ok in (
            ("文字", outcome.text_ok),
            ("引用", outcome.citation_ok),
            ("状态", outcome.status_ok),
        )
        if not ok
    ]
    quotes = [f"[{each.marker}] {each.quote}" for each in answer.citations or answer.related]
    return {
        "id": topic.id,
        "kind": topic.kind,
        "question": topic.question,
        "history": topic.history,
        "wrong": "、".join(wrong) + "不对",
        "expected": expected(scored),
        "status": STATUS[answer.status],
        "cited": outcome.cited,
        "answer": answer.text,
        "quotes": quotes,
        "unsupported": outcome.unsupported,
    }


def markdown_page(title: str, scored: Sequence[Scored], record: Mapping[str, Any]) -> str:
    """The report as Markdown: figures, kinds, and each failed question."""
    lines = [f"# {title}", "", "| 指标 | 平均 | 95% 区间 | 题数 |", "|---|--:|--:|--:|"]
    for name, mean in means_of(scored).items():
        span = f"{mean.low:.3f}–{mean.high:.3f}"
        lines.append(f"| {MEASURES[name]} | {mean.mean:.3f} | {span} | {mean.count} |")
    lines += [f"| {name} | {value} | | |" for name, value in _others(scored, record)]
    heads = " | ".join(named(name) for name in _COLUMNS)
    lines += ["", f"| 类别 | 题数 | {heads} |", f"|---|--:|{'--:|' * len(_COLUMNS)}"]
    lines += [f"| {kind} | {n} | {' | '.join(cells)} |" for kind, n, cells in _kinds(scored)]
    if "variants" in record:
        lines += ["", "| 写法 | 题数 | 答对 | 比原题低 |", "|---|--:|--:|--:|"]
        lines += [
            f"| {VARIANTS.get(name, name)} | {row['questions']} | {row['right']:.3f} | {row['loss']:.3f} |"
            for name, row in record["variants"].items()
        ]
    lines += judge_lines(record, scored)
    for each in (_failed(found) for found in scored if not found.outcome.right):
        lines += ["", f"## {each['id']}（{each['kind']}）{each['question']}", ""]
        lines += [f"期望：{each['expected']}", "", f"得到：{each['status']}", "", each["answer"]]
        lines += [line for quote in each["quotes"] for line in ("", f"> {quote}")]
    return "\n".join(lines) + "\n"
