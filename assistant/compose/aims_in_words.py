"""Aims that a plan sets in words alone: 就业质量有目标吗, 哪个方面只提了要提升、没定具体数."""

import re
from collections.abc import Iterator

from assistant.compose.unset import asks_number_set, numbered, pieces
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)
_OF_AIMS = re.compile("目标|指标")
_PART_OF_AIMS = re.compile(
    "(?:主要|总体|工作|绩效|发展|行动)?(?:目标|指标)(?:那一?[条项章节部]|里|中|部分)"
)
_SHORTEST = 4  # characters of a thing that is looked for word for word


def aimed(knowledge: Knowledge, question: Question) -> Draft | None:
    """The aims in words that are asked for; None where none is, or a number is set."""
    if question.organs or question.years or question.figure:
        return None
    of_measures = question.intent in ("without_target", "without") or question.asks("measures")
    if of_measures and not _PART_OF_AIMS.search(question.folded):
        return None
    if _SETTLING["asks_aim_in_words"].search(question.folded):
        return _without_numbers(knowledge, question)
    whether = question.asks("target") or asks_number_set(question)
    if not whether or question.asks("when", "amount", "lead", "responsible", "count"):
        return None
    return _of_thing(knowledge, question)


def _of_thing(knowledge: Knowledge, question: Question) -> Draft | None:
    """The aim for the one thing that a question names."""
    names = [name for name in question.topic.split() if len(name) >= _SHORTEST]
    if len(names) != 1 or len(question.topic) > len(names[0]) + 1:
        return None
    name = names[0]
    said = [
        (clause, evidence)
        for clause, evidence, text in _aims(knowledge, list(knowledge.clauses()))
        if name in text
    ]
    if not said or numbered(knowledge, name):
        return None
    clause, evidence = said[0]
    told = quoted(knowledge, evidence)
    only = f"{clause_name(clause)}只写明：{told}"
    text = (
        f"没有写明具体数字，{only}。"
        if asks_number_set(question)
        else f"{only}，没有设定数量目标。"
    )
    return Draft("target", (Statement(text, (evidence,)),))


def _without_numbers(knowledge: Knowledge, question: Question) -> Draft | None:
    """All aims without a number, of the clause that a question names, else of those on aims."""
    headed = [c for c in knowledge.clauses() if _OF_AIMS.search(fold(c.heading or ""))]
    named = [c for c in headed if fold(c.heading or "") in question.folded]
    labelled = [c for label in question.labels for c in knowledge.labelled(label)]
    said = list(_aims(knowledge, labelled or named or headed))
    if not said:
        return None
    first = Statement("只有文字要求、没有写具体数值的是：")
    lines = [
        Statement(
            f"- {quoted(knowledge, evidence)}（{clause_name(clause)}）", (evidence,), row=True
        )
        for clause, evidence, _ in said
    ]
    return Draft("target", (first, *lines))


def _aims(knowledge: Knowledge, clauses: list[Clause]) -> Iterator[tuple[Clause, Evidence, str]]:
    """The pieces of sentences that set an aim without a number."""
    said = knowledge.saying(_SETTLING["aim_in_words"])
    for clause in clauses:
        if clause.clause_id not in said:
            continue
        for evidence, text in pieces(knowledge, clause):
            if _SETTLING["aim_in_words"].search(text) and not re.search(r"\d", text):
                yield clause, evidence, text
