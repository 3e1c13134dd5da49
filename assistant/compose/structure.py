"""How a document is built: its parts with their sections and measures, its chapters and articles."""

from collections.abc import Sequence

from assistant.compose.metadata import called, heads
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Document, Table
from indexer.parse.normalize import fold
from indexer.parse.numbering import is_article

_ENDS = (ClauseKind.HEAD, ClauseKind.TAIL, ClauseKind.ANNEX)


def structure(knowledge: Knowledge, question: Question) -> Draft:
    """How a document is built: its parts, and how many sections and measures each has."""
    statements: list[Statement] = []
    rows: list[tuple[str, ...]] = []
    for document, head in heads(knowledge):
        above = [c for c in document.clauses if c.depth == 0 and c.kind not in _ENDS]
        articles = [c for c in document.clauses if is_article(c.label)]
        chapters = [c for c in above if c not in articles]
        text, counts = _built(knowledge, document, chapters, len(articles))
        statements.append(
            Statement(f"{called(knowledge, document)}{text}。", (whole(head),), counts)
        )
        for part in chapters or articles:
            told, line = _part(knowledge, part, articles)
            rows.append((part.label, fold(part.heading or ""), *told))
            statements.append(line)
    table = Table(("部分", "标题", "措施"), tuple(rows))
    return Draft("structure", tuple(statements), table, named=True)


def _built(
    knowledge: Knowledge, document: Document, chapters: Sequence[Clause], articles: int
) -> tuple[str, tuple[int, ...]]:
    """分为9章，共31条, or 分为4个部分、9个方面，共60项措施; and the numbers of it."""
    if articles:
        above = f"分为**{len(chapters)}章**，" if chapters else ""
        return f"{above}共**{articles}条**", (len(chapters), articles)
    sections = sum(c.depth == 1 and bool(knowledge.children(c)) for c in document.clauses)
    measures = len(list(document.measures()))
    inner = f"、{sections}个方面" if sections else ""
    text = f"分为**{len(chapters)}个部分**{inner}，共**{measures}项措施**"
    return text, (len(chapters), sections, measures)


def _part(
    knowledge: Knowledge, part: Clause, articles: Sequence[Clause]
) -> tuple[tuple[str, ...], Statement]:
    """How many articles or measures a part has, for the table and as a line."""
    if part in articles:
        return ("1",), Statement(f"- {clause_name(part)}", (whole(part),), row=True)
    inside = [each for each in articles if each.parent_id == part.clause_id]
    number = len(inside) if articles else len(knowledge.measures_under(part))
    unit = "条" if articles else "项措施"
    line = Statement(f"- {clause_name(part)}：{number}{unit}", (whole(part),), (number,), row=True)
    return (str(number),), line
