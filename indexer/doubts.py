"""Places of a parsed document that a person should look at."""

from itertools import pairwise

from indexer.model import ClauseKind, Document, SourceText
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number
from indexer.parse.organ_lists import is_organ

_LONG = 2000  # characters of a clause that is worth a look
_NAMED = 5  # pages or organs named in one line


def doubts_of(document: Document, source: SourceText) -> tuple[str, ...]:
    """Doubtful places, one line each."""
    found = []
    if not any(each.kind is not ClauseKind.HEAD for each in document.clauses):
        found.append("没有识别出条款编号")
    if not document.attributions and document.kind == "full":
        found.append("没有识别出牵头、责任单位")
    empty = _empty_pages(source)
    if empty:
        found.append(f"第 {_some(empty)} 页没有读出文字，可能是图片")
    for clause in document.clauses:
        if len(clause.text) > _LONG:
            found.append(f"{clause.label} 有 {len(clause.text)} 字，可能漏分了条款")
        if clause.text.count("（") != clause.text.count("）"):
            found.append(f"{clause.label} 的括号不成对")
    odd = dict.fromkeys(a.organ for a in document.attributions if not is_organ(fold(a.organ)))
    if odd:
        found.append(f"不像单位名称：{_some(list(odd))}")
    return (*found, *_gaps(document))


def _empty_pages(source: SourceText) -> list[str]:
    ends = (*source.page_starts, len(source.text)) if source.page_starts else ()
    return [str(n) for n, (start, end) in enumerate(pairwise(ends), 1) if start == end]


def _some(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (f" 等 {len(names)} 处" if len(names) > _NAMED else "")


def _gaps(document: Document) -> list[str]:
    """Numbers that are missing among the clauses of one parent."""
    last: dict[tuple[str | None, int], int] = {}
    found = []
    for clause in document.clauses:
        number = parse_number(clause.label.strip("（）"))
        place = (clause.parent_id, clause.depth)
        if number is not None:
            before = last.get(place, number - 1)
            if number > before + 1:
                found.append(f"{clause.label} 之前缺少编号（上一条是 {before}）")
            last[place] = number
    return found
