"""The same indicator or topic at each level, side by side, with how a plan stands to its parent.

Shares are comparable between levels: the stricter one asks for more, or for less where the
indicator is to fall. Absolute figures of a district and of a province stand side by side
without a verdict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.targets import requirement
from assistant.compose.wording import target_evidence, target_phrase, whole
from assistant.draft import Draft, Statement
from assistant.joining import called
from assistant.knowledge import Knowledge
from assistant.topics import TopicMatcher, bigrams
from indexer.model import Clause, Document, Table, Target
from indexer.parse.normalize import fold

COLUMNS = ("层级", "指标或条款", "要求", "期限", "条款", "与上级相比")
_SAME_INDICATOR = 0.6  # share of the topic's bigrams that an indicator holds
_SAME_TOPIC = 0.6  # coverage from which a clause is about the topic
_OWN = 0.5  # share of the topic in the words of a target, to which its heading may add
_IN_TEXT = 0.95  # what only the words around an indicator hold counts a little less
_BASELINE = re.compile(r"(?:比|较)20\d\d年(?:底)?(?:增长|提高|增加|提升|下降)?")
_TAIL = re.compile("(?<=..)的?(?:时间|时限|期限|进度|目标|要求|标准|数值|口径|任务)+$")
_LEVELS = "国省市区"
_FALLING = ("漏损", "能耗", "排放", "损耗", "下降", "降低", "死亡")


@dataclass(frozen=True, slots=True)
class Row:
    """What one document says of the topic: a target, a clause, or nothing."""

    document: Document
    clause: Clause | None = None
    target: Target | None = None
    verdict: str = ""


def compare(topic: str, scopes: Sequence[tuple[Knowledge, TopicMatcher]]) -> list[Row]:
    """Rows from the highest level down; a document without the topic has one row, too."""
    rows: list[Row] = []
    ordered = sorted(scopes, key=lambda scope: _rank(scope[0].documents[0]))
    for knowledge, matcher in ordered:
        document = knowledge.documents[0]
        found = _targets(knowledge, topic)
        if found:
            rows += [Row(document, c, t, _verdict(document, t, rows)) for c, t in found]
            continue
        stated = [m.clause for m in matcher.match(topic) if m.coverage >= _SAME_TOPIC]
        rows.append(Row(document, stated[0]) if stated else Row(document, verdict="没有写到"))
    return rows


def comparison(topic: str, rows: Sequence[Row]) -> Draft:
    """The rows as an answer: a sentence and a row of the table for each."""
    held = [row for row in rows if row.clause is not None]
    names = "、".join(dict.fromkeys(called(row.document) for row in held))
    lacking = "、".join(called(row.document) for row in rows if row.clause is None)
    if not held:
        return Draft("compare", (Statement(f"各级文件都没有写到“{topic}”。"),), found=False)
    first = f"“{topic}”在{names}中写到" + (f"，{lacking}没有写到：" if lacking else "：")
    return Draft(
        "compare",
        (Statement(first), *(_line(row) for row in held)),
        Table(COLUMNS, tuple(_cells(row) for row in rows)),
        named=True,
    )


def _rank(document: Document) -> int:
    return _LEVELS.find(document.level or "") if document.level else len(_LEVELS)


def _targets(knowledge: Knowledge, topic: str) -> list[tuple[Clause, Target]]:
    """The targets of the indicator nearest to the topic, those of other years beside it."""
    wanted = bigrams(_TAIL.sub("", _BASELINE.sub("", fold(topic)).replace(" ", "")))

    def share(text: str) -> float:
        return sum(pair in text for pair in wanted) / (len(wanted) or 1)

    def around(clause: Clause, target: Target) -> float:
        own = share(phrase := target_phrase(target))
        return share(f"{fold(clause.heading or '')} {phrase}") if own >= _OWN else own

    scored = [
        (max(share(fold(target.indicator)), _IN_TEXT * around(clause, target)), clause, target)
        for clause, target in knowledge.all_targets()
    ]
    best = max((score for score, *_ in scored), default=0.0)
    if best < _SAME_INDICATOR:
        return []
    return [(clause, target) for score, clause, target in scored if score == best]


def _verdict(document: Document, target: Target, above: Sequence[Row]) -> str:
    """How a target stands to that of the nearest level above with the same year."""
    for row in reversed(above):
        other = row.target
        if other is None or row.document is document or other.deadline != target.deadline:
            continue
        if target.value is None and other.value is None:
            return "都没有定量"
        if target.value is None or other.value is None or target.unit != other.unit:
            return "口径不同，不直接比"
        if target.unit not in ("%", "倍", "番", "个百分点") or target.baseline != other.baseline:
            return "数量，不直接比"
        if (target.value, target.comparator) == (other.value, other.comparator):
            return "一致"
        if target.value == other.value:
            return "数值一致，措辞不同"
        falls = any(word in target.indicator for word in _FALLING)
        return "更严" if (target.value > other.value) != falls else "更松"
    return ""


def _line(row: Row) -> Statement:
    clause, target = row.clause, row.target
    assert clause is not None
    if target is None:
        title = fold(clause.heading or clause.title)
        return Statement(f"- **{called(row.document)}**：{title}", (whole(clause),), row=True)
    verdict = f"（{row.verdict}）" if row.verdict else ""
    text = f"- **{called(row.document)}**：{target_phrase(target)}{verdict}"
    return Statement(text, (target_evidence(clause, target),), row=True)


def _cells(row: Row) -> tuple[str, ...]:
    level = called(row.document)
    if row.clause is None:
        return (level, "", "", "", "", row.verdict)
    if row.target is None:
        name = fold(row.clause.heading or row.clause.title)
        return (level, name, "没有定量要求", "", row.clause.label, "")
    deadline = row.target.deadline or row.target.recurrence or ""
    return (
        level,
        fold(row.target.indicator),
        requirement(row.target),
        deadline,
        row.clause.label,
        row.verdict,
    )
