"""What figures belong to that a question only names: 30家以上、55个以上，这俩数各管什么."""

import re

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted, target_evidence, target_phrase
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.premise import Figure, comparable, confirmed, figures_in
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns

_SETTLING = Patterns("settling", LEXICONS)
_BOUND = re.compile("以[上下内]|左右")


def told(knowledge: Knowledge, question: Question) -> Draft | None:
    """The target or the sentence of each figure; None where a question asks anything else."""
    text = question.folded
    figures = figures_in(text)
    if not figures or question.organs or question.labels:
        return None
    asked = _SETTLING["asks_whose_figures"].search(text)
    if asked is None or not _names_nothing_else(text, [said for said, _ in figures]):
        return None
    found = [_of_figure(knowledge, said, figure) for said, figure in figures]
    if not any(found):
        return None
    statements = [
        statement
        for (said, _), mine in zip(figures, found, strict=True)
        for statement in mine or [Statement(f"方案没有写到“{said}”。")]
    ]
    return Draft("target", tuple(statements))


def _names_nothing_else(text: str, figures: list[str]) -> bool:
    for said in figures:
        text = text.replace(said, " ", 1)
    rest = _SETTLING["asks_whose_figures"].sub(" ", text)
    rest = _SETTLING["beside_figures"].sub(" ", rest)
    return not re.search("[\u4e00-\u9fff]{2}", rest)


def _of_figure(knowledge: Knowledge, said: str, figure: Figure) -> list[Statement]:
    """The targets that set a figure, else the first sentence that says it."""
    targets = [
        (clause, target)
        for clause, target in knowledge.all_targets()
        if comparable(figure, target) and confirmed(figure, [target])
    ]
    if targets:
        return [
            Statement(
                f"“{said}”是{clause_name(clause)}的目标：{target_phrase(target)}。",
                (target_evidence(clause, target),),
            )
            for clause, target in targets
        ]
    bare = _BOUND.sub("", said)
    for clause in knowledge.clauses():
        for evidence, text in sentences_of(knowledge, clause):
            if re.search(rf"(?<![\d.]){re.escape(bare)}", text):
                words = quoted(knowledge, evidence)
                return [Statement(f"“{said}”在{clause_name(clause)}：{words}", (evidence,))]
    return []
