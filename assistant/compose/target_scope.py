"""Of which targets a question speaks: those of a part or an annex, with figures or in words."""

from collections.abc import Sequence

from assistant.compose.parts import named_annexes
from assistant.compose.wording import clause_name
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind, Target
from indexer.parse.normalize import fold

_Found = list[tuple[Clause, Target]]

_ANNEXES = Patterns("annexes", LEXICONS)
_SHORTEST = 3  # characters of a heading that names its part; 总则 may be another word


def of_place(knowledge: Knowledge, question: Question, found: _Found) -> tuple[_Found, str]:
    """The targets of the annex or the part that a question names, and how to say where."""
    annexes = named_annexes(knowledge, question) or _tables_named(knowledge, question)
    if annexes:
        rows = [row for annex in annexes for row in (annex, *knowledge.children(annex))]
        return of_clauses(found, rows), f"{annexes[0].label}中"
    part = _part_named(knowledge, question)
    if part is None:
        return found, ""
    return of_clauses(found, [part, *knowledge.measures_under(part)]), f"{clause_name(part)}中"


def of_clauses(found: _Found, clauses: Sequence[Clause]) -> _Found:
    """The targets of some clauses, by their ids: clauses themselves are slow to compare."""
    ids = {each.clause_id for each in clauses}
    return [(clause, target) for clause, target in found if clause.clause_id in ids]


def of_kind(question: Question, found: _Found) -> tuple[_Found, str]:
    """The targets with figures, or those in words alone, where a question asks for either."""
    if question.asks("in_words"):
        return [each for each in found if each[1].value is None], "没有写具体数字的"
    if question.asks("figures"):
        return [each for each in found if each[1].value is not None], "量化"
    return found, ""


def _tables_named(knowledge: Knowledge, question: Question) -> list[Clause]:
    """The annexes with rows where a question speaks of a table of targets: 目标表里."""
    if not _ANNEXES["in_a_table"].search(question.folded):
        return []
    annexes = [each for each in knowledge.clauses() if each.kind is ClauseKind.ANNEX]
    return [each for each in annexes if knowledge.children(each)]


def _part_named(knowledge: Knowledge, question: Question) -> Clause | None:
    """The part in whose heading's words a question asks: 总体要求里有哪些目标."""
    for clause in knowledge.clauses():
        if clause.depth or not clause.heading:
            continue
        heading = fold(clause.heading)
        if len(heading) >= _SHORTEST and heading in question.folded:
            rest = question.folded.split(heading, 1)[1]
            if _ANNEXES["in_a_part"].match(rest):
                return clause
    return None
