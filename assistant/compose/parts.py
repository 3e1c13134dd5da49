"""Which part of a plan a question speaks of: its body (正文), or an annex by label or title."""

from assistant.citations import shown
from assistant.compose.divided import shared_out
from assistant.compose.wording import body, clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number

_ANNEXES = Patterns("annexes", LEXICONS)
_TITLE = 5  # characters; a shorter title is a common word
_HEAD = 160  # characters of an annex among which its title and the head of its table are


def meant(knowledge: Knowledge, question: Question) -> list[Clause] | None:
    """The clauses of the part that a question names; None where it names none."""
    annexes = [each for each in knowledge.clauses() if each.kind is ClauseKind.ANNEX]
    if not annexes:
        return None
    if _ANNEXES["body"].search(question.folded):
        return [c for c in knowledge.clauses() if c.kind not in (ClauseKind.ANNEX, ClauseKind.ROW)]
    chosen = named_annexes(knowledge, question)
    if not chosen:
        return None
    rows = [row for annex in chosen for row in knowledge.children(annex)]
    return [*rows, *(knowledge.measure_of(row) for row in rows)]


def named_annexes(knowledge: Knowledge, question: Question) -> list[Clause]:
    """The annexes that a question names by label, by title or by the kind of their list."""
    annexes = [each for each in knowledge.clauses() if each.kind is ClauseKind.ANNEX]
    named = [each for each in annexes if _is_named(each, question.folded)]
    if not named and _ANNEXES["in_a_list"].search(question.folded):  # 清单里有几个项目
        named = [each for each in annexes if (each.heading or "").endswith("清单")]
    return named


def by_part(clauses: list[Clause]) -> list[tuple[str, list[Clause]]]:
    """The clauses of the body, under an empty name, and those of each annex."""
    found: dict[str, list[Clause]] = {}
    for clause in clauses:
        of_annex = clause.kind is ClauseKind.ROW
        found.setdefault(clause.label if of_annex else "", []).append(clause)
    return list(found.items())


def of_years(knowledge: Knowledge, question: Question) -> list[Clause]:
    """The rows of the task lists for the years that a question names (2024年…任务清单)."""
    found = []
    for annex in knowledge.clauses():
        if annex.kind is ClauseKind.ANNEX:
            head = fold(f"{annex.heading or ''}{annex.text[:_HEAD]}")
            if any(f"{year}年" in head for year in question.years):
                found += knowledge.children(annex)
    return found


def counted(knowledge: Knowledge) -> list[Clause]:
    """The clauses whose organs are counted: of the body, or of the table that shares them out."""
    shared = shared_out(knowledge)
    body = [
        each
        for each in knowledge.clauses()
        if (
            each in shared[each.doc_id]
            if each.doc_id in shared
            else each.kind is not ClauseKind.ROW
        )
    ]
    named = any(knowledge.attributions(each) for each in body)
    return body if named else list(knowledge.clauses())


def contents(knowledge: Knowledge, annex: Clause) -> Draft:
    """What an annex holds: its title, and its rows."""
    rows = knowledge.children(annex)
    title = f"《{fold(annex.heading)}》" if annex.heading else ""
    if not rows:
        return Draft(
            "clause", (Statement(f"{annex.label}{title}：{shown(annex.text)}", (whole(annex),)),)
        )
    lines = [
        Statement(
            f"- {clause_name(row)}：{body(row, knowledge).rstrip('。')}", (whole(row),), row=True
        )
        for row in rows
    ]
    first = Statement(f"{annex.label}{title}共**{len(rows)}项**：", (whole(annex),), (len(rows),))
    return Draft("clause", (first, *lines))


def _is_named(annex: Clause, folded: str) -> bool:
    title = fold(annex.heading or "")
    kind = _ANNEXES["kind_of_list"].search(title)
    if len(title) > _TITLE and title in folded:
        return True
    if kind and kind[0] in folded:
        return True
    own = _number(annex.label)
    return any(own == _number(hit[0]) for hit in _ANNEXES["label"].finditer(folded))


def _number(label: str) -> int | None:
    hit = _ANNEXES["label"].match(label)
    return parse_number(hit["number"]) if hit and hit["number"] else None
