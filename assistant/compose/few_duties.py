"""What an organ of one or two tasks has to do, in the plan's words: the heading alone says little."""

from dataclasses import replace

from assistant.compose.wording import body, clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns

_SETTLING = Patterns("settling", LEXICONS)
_FEW = 2
_COUNTS = ("count", "value", "lead", "responsible", "cooperating", "yesno", "confirm", "when")


def with_words(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """The list of an organ's tasks; the words of each behind it, where a question wants them."""
    if not draft.found or draft.table is None or question.asks(*_COUNTS):
        return draft
    if _SETTLING["asks_what_to_do"].search(question.folded) is None:
        return draft
    rows = {
        each.clause.clause_id: each.clause
        for said in draft.statements
        for each in said.evidence
        if said.row
    }
    clauses = [each for each in rows.values() if body(each, knowledge)]
    if not 0 < len(draft.table.rows) <= _FEW or len(clauses) != len(draft.table.rows):
        return draft
    told = [Statement(f"{clause_name(c)}规定：{body(c, knowledge)}", (whole(c),)) for c in clauses]
    return replace(draft, statements=(*draft.statements, *told))
