"""Clean text -> the clause tree: marks, nesting, headings and readable ids.

Order: paragraphs; marks that keep the count (others are text); nesting by rank; headings;
ids, shortest path first. What precedes the first mark is the issuing page (``head``); words
for all behind the organs of the last clause, and footnotes, are the ``tail``.
"""

import re
from collections.abc import Iterator

from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.annexes import Annex, find_annexes, heading_of, listed_lines, text_of
from indexer.parse.closing import signature_start, tail_start
from indexer.parse.headings import find_headings, find_paragraphs, find_questions
from indexer.parse.nodes import HEAD, TAIL, Node, name_nodes
from indexer.parse.normalize import FOOTNOTES, CleanText
from indexer.parse.numbering import Mark, find_mark
from indexer.parse.tables import cells_of, columns_of, is_clean_row, is_row

_LOOSE = 90  # the rank of paragraphs without any heading
_HEADING_LIMIT = 40  # characters; longer first sentences are text
_HEADING_WITH_COMMA_LIMIT = 24
_LISTS = Patterns("organ_lists")
_FIGURE = re.compile(
    r"\d(?:%|[万亿]?元|个?(?:工作日|月|年|日|天))|负责解释|日起(?:施行|实施|执行)|不予|不得|应当"
)
_ARTICLE = re.compile("第.{1,5}条")  # whose one sentence is no name for it
_ROW_RANK = 99  # of rows of annexes: nothing is below them
_FEWEST_ABOVE = 2  # numbers above the first question: it stands in a plan that numbers its parts
_OUTLINE, _OUTLINE_RANK = re.compile("(?P<num>\\d{1,2}) ?(?=[\u4e00-\u9fff][^。；，]{1,20}$)"), 6
_GAP_ALLOWED = 3  # numbers that a source may skip by mistake


def grow_tree(clean: CleanText) -> list[Node]:
    """All nodes in reading order; the first one is the issuing page where there is one."""
    notes = clean.folded.rfind(f"\n{FOOTNOTES}\n")
    annexes = find_annexes(clean.folded)
    ends = [each.start for each in annexes[:1]] + ([notes + 1] if notes >= 0 else [])
    text = clean.folded[: min(ends)] if ends else clean.folded
    found = _asked_or_numbered(text) or list(_headed(text)) or _paragraphs(text)
    nodes = [Node(HEAD, -1, 0, 0), *found]
    stack: list[Node] = []
    for node in found:
        while stack and stack[-1].rank >= node.rank:
            stack.pop()
        node.parent = stack[-1] if stack else None
        if node.parent:
            node.parent.children.append(node)
        stack.append(node)
    tail = tail_start(text, nodes[-1].start)
    if tail is None:
        tail = signature_start(text, nodes[-1].start)
    if tail is None and notes >= 0 and not annexes:
        tail = notes + 1
    if tail is not None:
        nodes.append(Node(TAIL, -1, tail, tail))
    nodes += _of_annexes(annexes)
    _close(nodes, len(clean.text))
    for node in nodes:
        _split_heading(node, clean)
    name_nodes(nodes)
    return nodes


def _of_annexes(annexes: list[Annex]) -> Iterator[Node]:
    """A node for each annex and for each of its rows."""
    for annex in annexes:
        whole = Node(annex.label, -1, annex.start, annex.body, annex=annex)
        whole.heading = annex.title or None
        yield whole
        for row in annex.rows:
            body = row.start if annex.columns else row.cells[0][0]
            node = Node(annex.label, _ROW_RANK, row.start, body, annex=annex, row=row)
            node.parent = whole
            whole.children.append(node)
            yield node


def _numbered(folded: str) -> Iterator[Node]:
    """A node for each mark that keeps the count."""
    last: dict[int, int] = {}
    columns: dict[int, str] | None = None
    listed = listed_lines(folded)
    for start in _paragraph_starts(folded):
        end = folded.find("\n", start)
        line = folded[start : end if end >= 0 else None]
        columns = _columns(line, columns)
        mark = (
            (find_mark(line) or _outlined(folded, line, end, last)) if start not in listed else None
        )
        if mark is None or not _keeps_count(mark, last) or (is_clean_row(line) and not columns):
            continue
        last = {rank: number for rank, number in last.items() if rank <= mark.rank} | {
            mark.rank: mark.number
        }
        node = Node(mark.label, mark.rank, start, start + mark.end)
        node.columns = columns if is_row(line) else None
        yield node


def _outlined(folded: str, line: str, end: int, last: dict[int, int]) -> Mark | None:
    """The number alone that heads an outline: 1 支持方向 above 1.1……, or goes on with one."""
    hit = _OUTLINE.match(line)
    if hit is None or end < 0:
        return None
    number = int(hit["num"])
    goes_on = last.get(_OUTLINE_RANK) == number - 1 and f"\n{number - 1}.1" in folded
    if not goes_on and not folded.startswith(f"{number}.1", end + 1):
        return None
    return Mark(hit["num"], number, _OUTLINE_RANK, hit.end(), "outline")


def _columns(line: str, above: dict[int, str] | None) -> dict[int, str] | None:
    """The columns of the table of duties that a line belongs to; None outside of one."""
    if not is_row(line):
        return None
    return columns_of([line[start:end] for start, end in cells_of(line)]) or above


def _headed(folded: str) -> Iterator[Node]:
    """A node for each heading of a plan that numbers nothing; the heading is its label."""
    for each in find_headings(folded):
        yield Node(each.text, 0 if each.chapter else 1, each.start, each.start)


def _asked_or_numbered(folded: str) -> list[Node]:
    """The questions of a page of answers, or the numbers of a plan that may answer some, too."""
    asked, numbered = _asked(folded), list(_numbered(folded))
    above = [node for node in numbered if asked and node.start < asked[0].start]
    return asked if asked and len(above) < _FEWEST_ABOVE else numbered


def _asked(folded: str) -> list[Node]:
    """A node for each question of a page of questions and answers; the question is its label."""
    return [Node(each.text, 0, each.start, each.start) for each in find_questions(folded)]


def _paragraphs(folded: str) -> list[Node]:
    """A node for each paragraph of a text that has no headings at all."""
    return [Node(each.text, _LOOSE, each.start, each.start) for each in find_paragraphs(folded)]


def end_of_head(nodes: list[Node], length: int) -> int:
    """Where title, number, date and signature may stand: anywhere, in a text without headings."""
    loose = len(nodes) > 1 and nodes[1].rank == _LOOSE
    return length if loose else nodes[0].end


def freeze(nodes: list[Node], clean: CleanText, doc_id: str) -> list[Clause]:
    """Clauses of kind CHAPTER, SECTION or ITEM; measures are told later, from attributions."""
    clauses = []
    for node in nodes:
        if node.label == HEAD and node.start == node.end:
            continue
        title = _title(node, clean)
        path = (*(_title(each, clean) for each in node.ancestors), title)
        text = clean.text[node.body : node.own_end].strip()
        if node.annex and node.row and node.annex.columns:
            text = text_of(node.annex, node.row, clean.text)
        clauses.append(
            Clause(
                clause_id=f"{doc_id}#{node.clause_id}",
                doc_id=doc_id,
                label=node.label,
                kind=_kind(node),
                depth=len(node.ancestors),
                heading=node.heading,
                text=text,
                span=clean.span(node.start, node.end),
                own=clean.span(node.start, node.own_end),
                parent_id=f"{doc_id}#{node.parent.clause_id}" if node.parent else None,
                path=path if node.label != HEAD else (),
                title=title,
            )
        )
    return clauses


def _paragraph_starts(folded: str) -> list[int]:
    starts = [0]
    place = folded.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = folded.find("\n", place + 1)
    return starts


def _keeps_count(mark: Mark, last: dict[int, int]) -> bool:
    """Whether a mark goes on counting or starts anew; a stray number is text.

    ``last`` holds the last number of each rank that is still open or went on counting.
    """
    previous = last.get(mark.rank)
    if previous is None:
        return mark.number == 1 or any(rank < mark.rank for rank in last)
    return mark.number == 1 or previous < mark.number <= previous + _GAP_ALLOWED


def _close(nodes: list[Node], length: int) -> None:
    for index, node in enumerate(nodes):
        node.own_end = nodes[index + 1].start if index + 1 < len(nodes) else length
        if node.row:
            node.own_end = node.row.end
        later = (each.start for each in nodes[index + 1 :] if each.rank <= node.rank)
        node.end = next(later, length) if node.label != HEAD else node.own_end


def _split_heading(node: Node, clean: CleanText) -> None:
    """A heading is the first line or first sentence, where it is short enough for one."""
    node.body_start = node.body
    if node.label in (HEAD, TAIL) or node.rank == _LOOSE or (node.annex and not node.row):
        return
    if node.annex and node.row and node.annex.columns:
        node.heading = heading_of(node.annex, node.row, clean.text)
        return
    text = clean.folded[node.body : node.own_end]
    line = text.split("\n", 1)[0]
    if node.columns:
        cell = re.split(r" ?[\t|]", line, maxsplit=1)[0]
        node.heading = clean.text[node.body : node.body + len(cell)]
        node.body_start = node.body + len(cell)
        return
    named = _LISTS["in_heading"].search(line)
    if named is not None and not set("。：") & set(line[: named.start()]):
        line = line[
            : named.start()
        ]  # 工业设备更新行动（牵头部门：…）: what names organs is no heading
    stop = min((line.find(mark) for mark in "。：" if mark in line), default=-1)
    alone = (stop < 0 and len(line) < len(text.rstrip("\n"))) or bool(node.children)
    candidate = line if stop < 0 else line[:stop]
    if stop < 0 and not alone and not candidate:
        return
    if stop < 0 and line.endswith(("；", "，")):
        return
    limit = _HEADING_WITH_COMMA_LIMIT if candidate.count("，") == 1 else _HEADING_LIMIT
    if not candidate or candidate.count("，") > 1 or len(candidate) > limit:
        return
    whole = stop >= 0 and len(text.rstrip()) == stop + 1 and not node.children
    if whole and (_FIGURE.search(candidate) or _ARTICLE.fullmatch(node.label)):
        return  # 按实际支付利息的50%给予贴息。 is all that the clause says, and no name for it
    if stop >= 0 and candidate.count("，") and len(line) == stop + 1:
        return
    node.heading = clean.text[node.body : node.body + len(candidate)]
    node.body_start = node.body + len(candidate) + (1 if stop >= 0 else 0)


def _title(node: Node, clean: CleanText) -> str:
    """Mark and heading as the source writes them, such as 29.加大汽车."""
    if node.label == HEAD:
        return ""
    if node.label == TAIL:
        return "结尾"
    if node.rank == _LOOSE:
        return node.label
    if node.annex:
        number = f"第{node.row.number}项 " if node.row else " "
        return f"{node.label}{number}{node.heading or ''}".strip()
    mark = clean.text[node.start : node.body]
    return mark + (node.heading or clean.text[node.body : node.body + 18].split("\n")[0] + "…")


def _kind(node: Node) -> ClauseKind:
    if node.label in (HEAD, TAIL):
        return ClauseKind(node.label)
    if node.annex:
        return ClauseKind.ROW if node.row else ClauseKind.ANNEX
    if node.parent is None:
        return ClauseKind.CHAPTER
    return ClauseKind.SECTION if node.children else ClauseKind.ITEM
