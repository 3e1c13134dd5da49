"""How clauses, organs and targets are put into words, and the evidence of each."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from assistant.citations import rows_apart, shown
from assistant.compose.row_words import said_in_row
from assistant.draft import Evidence
from assistant.knowledge import Knowledge
from indexer.model import Attribution, Clause, ClauseKind, Role, Span, Table, Target
from indexer.parse.attributions import says_who
from indexer.parse.normalize import fold
from indexer.parse.numbering import article_of, number_of
from indexer.parse.organ_headings import HEADED
from indexer.retrieve.passages import without_organs

# Behind the last organ of a list: 等部门, or what closes the bracket.
_CLOSING = re.compile(
    r"[^。（）()〔〕\n]{0,20}(?:。[^。（）()〔〕\n]{2,24})?[）)〕】\]]|等(?:有关|相关)?(?:部门|单位)?"
)
_ORGAN_LINE = re.compile("(?:牵头|责任|配合|参与)(?:单位|部门)：[^。]*。?")
_ROLES = {Role.LEAD: "牵头单位", Role.RESPONSIBLE: "责任单位", Role.COOPERATING: "配合单位"}
ROLE_WORDS = {"牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "配合": Role.COOPERATING}
_PLAN = re.compile("“?十[三四五六]五”?(?:期?末|时期|期间)")
_LABEL = re.compile(
    r"[〔【\[]?[\u4e00-\u9fff]{0,4}(?:单位|部门|牵头|责任|配合)[〕】\]]?[:：]?[☆★\s]*$"
)
_HAN_LABEL = re.compile("[一二三四五六七八九十]+")
_SENTENCES = re.compile(r"[^。！？\n]+[。！？]?")
_PHRASES = 8192  # targets whose words are kept: lists say them again and again
_NAMES = {ClauseKind.HEAD: "发文页", ClauseKind.TAIL: "结尾"}


def clause_name(clause: Clause) -> str:
    """第29条“加大汽车以旧换新政策支持”; （十二）“促进家电以旧换新”; 第五条第（三）项."""
    if clause.kind in _NAMES:
        return _NAMES[clause.kind]
    label = clause.label
    if article := article_of(clause):  # 第五条第（三）项
        label = f"{article}第{label}项" if label.startswith("（") else f"{article}{label}"
    if clause.kind is ClauseKind.ROW and not label.isdigit():
        name = f"{label}第{number_of(clause)}项"
        return f"{name}“{fold(clause.heading)}”" if clause.heading else name
    if label.isdigit() and clause.depth > 1 and not clause.heading and len(clause.path) > 1:
        return f"“{fold(clause.path[-2])}”第{label}项"  # an item says whose it is
    if label.isdigit():
        label = f"第{label}条"
    elif clause.depth == 0 and _HAN_LABEL.fullmatch(label):
        label = f"第{label}部分"
    elif clause.heading and _HAN_LABEL.fullmatch(label):
        label = f"{label}、"
    if clause.heading and fold(clause.heading) == fold(clause.label):  # a plan without numbers
        return f"“{label}”"
    return f"{label}“{fold(clause.heading)}”" if clause.heading else label


def role_name(role: Role) -> str:
    """牵头单位, 责任单位, 配合单位."""
    return _ROLES[role]


def organ_list(attributions: list[Attribution]) -> str:
    """Organ names as written, in the order of the source."""
    return "、".join(fold(each.organ) for each in attributions)


def whole(clause: Clause) -> Evidence:
    """The clause's own text as evidence."""
    return Evidence(clause, clause.own)


def attribution_evidence(knowledge: Knowledge, clause: Clause) -> Evidence:
    """The bracket or line that names the organs; the clause where it names none."""
    found = knowledge.attributions(clause)
    if not found or clause.kind is ClauseKind.ROW:
        return whole(clause)
    text = knowledge.source(clause.doc_id).text
    start, end = min(a.span.start for a in found), max(a.span.end for a in found)
    row = clause if clause.own.start <= start < clause.own.end else None
    row = row or knowledge.clause_at(clause.doc_id, start)
    inside = clause.span.start <= start < clause.span.end
    if row != clause and (not inside or says_who(fold(row.heading or ""))):
        # A table names them, in a row of its own, or an item 责任分工.
        return Evidence(row, row.own)
    opening = max(text.rfind(mark, clause.span.start, start) for mark in "（(〔【[")
    label = _LABEL.search(text[clause.span.start : start])
    if opening >= 0 and start - opening <= 20 and not re.search("[）)〕】]", text[opening:start]):
        start = opening
    elif label:
        start = clause.span.start + label.start()
    closing = _CLOSING.match(text, end, clause.span.end)
    return Evidence(clause, Span(start, closing.end() if closing else end))


def who_evidence(knowledge: Knowledge, clause: Clause) -> tuple[Evidence, ...]:
    """What names the organs of a clause; beside it the clause where that stands apart from it.

    In a heading above, or in an item 责任分工 below.
    """
    named = attribution_evidence(knowledge, clause)
    above = any(a.rule_id == HEADED for a in knowledge.attributions(clause))
    below = clause.span.start <= named.span.start < clause.span.end and named.clause != clause
    return (whole(clause), named) if above or below else (named,)


def table_of(
    knowledge: Knowledge,
    columns: tuple[str, ...],
    clauses: Sequence[Clause],
    rows: Sequence[tuple[str, ...]],
) -> Table:
    """A table with a row for each clause; where they are of several documents it names them."""
    if len({clause.doc_id for clause in clauses}) < 2:
        return Table(columns, tuple(rows))
    titles = [fold(knowledge.document(clause.doc_id).title) for clause in clauses]
    return Table(
        ("文件", *columns), tuple((title, *row) for title, row in zip(titles, rows, strict=True))
    )


def target_evidence(clause: Clause, target: Target) -> Evidence:
    """The words of a target, from its deadline on."""
    return Evidence(clause, target.span)


@lru_cache(_PHRASES)
def target_phrase(target: Target) -> str:
    """A target in the words of the source: 到2025年，充换电基础设施保有量达到5000个."""
    text = fold(target.text)
    segment = _last_segment(text)
    if segment.startswith("其中") and segment != text:  # says nothing without what it is part of
        whole = _last_segment(text[: -len(segment) - 1])
        segment = f"{whole}{text[-len(segment) - 1]}{segment}"
    if target.comparator != "qualitative" and fold(target.indicator)[:4] not in segment:
        segment = f"{fold(target.indicator)}{segment}"
    by_plan = _PLAN.search(text)  # “十四五”末 is how the source says 2025
    if by_plan and by_plan[0] not in segment:
        segment = f"{by_plan[0]}，{segment}"
    elif (
        by_plan is None
        and target.deadline
        and target.deadline[:4] not in segment.replace(target.baseline or "-", "")
    ):
        segment = f"到{_spoken(target.deadline)}，{segment}"
    if target.recurrence and target.recurrence not in segment:
        segment = f"{target.recurrence}{segment}"
    return segment


def _spoken(deadline: str) -> str:
    """2026-06 as 2026年6月, 2026-06-30 as 2026年6月30日."""
    return "".join(
        f"{int(part)}{name}" for part, name in zip(deadline.split("-"), "年月日", strict=False)
    )


def _last_segment(text: str) -> str:
    depth, begin = 0, 0
    for place, char in enumerate(text):
        depth += (char in "（〔“《") - (char in "）〕”》")
        if char in "，；" and depth <= 0:
            begin = place + 1
    return text[begin:]


def body(clause: Clause, knowledge: Knowledge) -> str:
    """What a clause says, in one line, without mark, heading and attribution."""
    text = fold(rows_apart(clause.text)).replace("\n", "")
    if clause.kind is ClauseKind.ROW:
        return said_in_row(text, fold(clause.heading or ""))
    heading = fold(clause.heading or "")
    if heading and text.startswith(heading):
        text = text[len(heading) :].lstrip("。：")
    named = knowledge.attributions(clause)
    organs = [fold(each.organ).replace("\n", "") for each in named]
    if organs and not all(each.rule_id.startswith("prose_") for each in named):
        bracket = quoted(knowledge, attribution_evidence(knowledge, clause))
        # 责任单位：A、B。二是……责任单位：C: each list alone goes, what stands between them stays.
        text = _ORGAN_LINE.sub("", text) if "。" in bracket else text.replace(bracket, "")
        text = re.sub("。{2,}", "。", without_organs(text, organs))
    return text.strip()


def quoted(knowledge: Knowledge, evidence: Evidence) -> str:
    """The words of a plan at a place, as they are shown."""
    source = knowledge.source(evidence.clause.doc_id).text
    return shown(source[evidence.span.start : evidence.span.end])


def sentence_with(knowledge: Knowledge, clause: Clause, pattern: str) -> Evidence | None:
    """The first sentence of a clause that a pattern finds, with its place in the source."""
    text = knowledge.clean(clause.doc_id)
    begin = bisect_left(text.offsets, clause.own.start)
    stop = bisect_left(text.offsets, clause.own.end)
    for hit in _SENTENCES.finditer(text.folded, begin, stop):
        if re.search(pattern, hit[0]):
            return Evidence(clause, text.span(*hit.span()))
    return None
