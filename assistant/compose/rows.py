"""Rows of tables in words: which cells say what is to be done, how many rows an annex has."""

from assistant.compose.parts import named_annexes
from assistant.compose.wording import whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold
from indexer.parse.numbering import number_of

_COUNTING = Patterns("counting", LEXICONS)


def count(knowledge: Knowledge, question: Question) -> Draft | None:
    """How many rows an annex has, where a question names one and asks that; else None."""
    if question.organs or _COUNTING["of_organs"].search(question.folded):
        return None
    if not _COUNTING["rows"].search(question.folded):
        return None
    lines = []
    for annex in named_annexes(knowledge, question):
        rows = knowledge.children(annex)
        tasks = len({number_of(row) for row in rows})
        if not rows:
            continue
        title = f"《{fold(annex.heading)}》" if annex.heading else ""
        beside = f"，分为{len(rows)}行措施" if len(rows) > tasks else ""
        text = f"{annex.label}{title}共列出**{tasks}项**{beside}。"
        lines.append(Statement(text, (whole(annex), whole(rows[-1])), (tasks, len(rows))))
    return Draft("clause", tuple(lines)) if lines else None
