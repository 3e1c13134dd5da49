"""The block of a report that a language model has judged, apart from what is measured."""

from collections.abc import Mapping, Sequence
from typing import Any

from eval.scoring import Scored

JUDGED = {
    "judge_correctness": "答对（对照标准）",
    "judge_faithfulness": "忠实（条款写明的事实所占比例）",
    "judge_agreement": "与规则评分一致",
}
_TITLE = "由模型评判"


def judge_note(record: Mapping[str, Any]) -> str:
    """Who judged by which prompt, how much, and why the rest is not judged; empty without a judge."""
    block = record.get("judge")
    if block is None:
        return ""
    why = why_unjudged(block)
    return (
        f"模型 {block['model']}，提示词 {block['prompt']}；评了 {block['judged']} 题，"
        f"未评 {block['unjudged']} 题{f'（{why}）' if why else ''}。"
        "模型的看法仅供参考，不计入上面的指标，也不与基线比较；它评自己写的回答时可能偏高。"
    )


def why_unjudged(block: Mapping[str, Any]) -> str:
    """The reasons for which answers are not judged, each with its number."""
    return "；".join(f"{reason} {count} 题" for reason, count in block["why_unjudged"].items())


def judge_rows(record: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Each of the judge's measures: name, mean, interval, questions."""
    rows = []
    for name, mean in record.get("judge", {}).get("measures", {}).items():
        if mean is None:
            rows.append((JUDGED[name], "—", "—", "0"))
        else:
            span = f"{mean['low']:.3f}–{mean['high']:.3f}"
            rows.append((JUDGED[name], f"{mean['mean']:.3f}", span, str(mean["count"])))
    return rows


def verdict_lines(record: Mapping[str, Any], scored: Sequence[Scored]) -> list[str]:
    """A line for each answer that the judge faults, or that it and the measures see differently."""
    lines = []
    for each in scored:
        found = record.get("judge", {}).get("items", {}).get(each.topic.id)
        if found is None or "unjudged" in found:
            continue
        right = "对" if each.outcome.right else "错"
        best = found["correctness"] == 2 and found["supported"] == found["statements"]
        if best and each.outcome.right:
            continue
        lines.append(
            f"{each.topic.id} {each.topic.question} 规则评为{right}，模型评 {found['correctness']}/2，"
            f"事实 {found['supported']}/{found['statements']}：{found['reason']}"
        )
    return lines


def judge_lines(record: Mapping[str, Any], scored: Sequence[Scored]) -> list[str]:
    """The block as Markdown; no line without a judge."""
    if "judge" not in record:
        return []
    lines = ["", f"## {_TITLE}", "", judge_note(record), ""]
    lines += ["| 模型的评判 | 平均 | 95% 区间 | 题数 |", "|---|--:|--:|--:|"]
    lines += [f"| {' | '.join(row)} |" for row in judge_rows(record)]
    found = verdict_lines(record, scored)
    return [*lines, *(["", *(f"- {line}" for line in found)] if found else [])]
