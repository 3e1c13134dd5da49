"""Measures by the roles that they leave empty: 没有责任单位, 只写了责任单位、没写牵头单位."""

from assistant.compose.divided import tasks
from assistant.compose.duties import measure_list
from assistant.compose.wording import ROLE_WORDS, clause_name, role_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Role

_WORDS = Patterns("role_gaps", LEXICONS)


def without_organs(knowledge: Knowledge, question: Question) -> Draft:
    """The measures that name no organ in the roles asked, or organs in one role alone."""
    alone, missing = _named(question.folded, "alone"), _named(question.folded, "missing")
    missing = missing or _named(question.folded, "left_empty")
    if alone and not missing:
        missing = [role for role in Role if role not in alone]
    missing = missing or [Role.RESPONSIBLE]
    names = {name for each in question.organs for name in each}
    parts = [part for label in question.labels for part in knowledge.labelled(label)]
    within = [each for part in parts for each in knowledge.measures_under(part)]
    found = [
        clause
        for clause in within or tasks(knowledge)
        if all(_has(knowledge, clause, role) for role in alone)
        and not any(_has(knowledge, clause, each) for role in missing for each in _like(role))
        and (not names or names & {a.canonical for a in knowledge.attributions(clause)})
    ]
    lacking = "和".join(role_name(role) for role in missing)
    whose = f"**{knowledge.called(each[0] for each in question.organs)}**承担、" if names else ""
    whose = f"{'、'.join(map(clause_name, parts))}中{whose}" if within else whose
    if not found and not alone and not names:
        return Draft("without", (Statement(f"每项措施都写明了{lacking}。"),), found=False)
    only = f"只写明{'和'.join(role_name(role) for role in alone)}、" if alone else ""
    return measure_list(knowledge, "without", [(f"{whose}{only}没有写明{lacking}的措施共", found)])


def _named(text: str, rule: str) -> list[Role]:
    """The roles that a question says stand alone, or are missing."""
    hits = _WORDS[rule].finditer(text)
    said = "".join(hit["roles"] for hit in hits)
    return [role for word, role in ROLE_WORDS.items() if word in said]


def _like(role: Role) -> tuple[Role, ...]:
    """Whom a measure must not name, for it to lack a role; who cooperates is responsible, too."""
    return (role, Role.COOPERATING) if role is Role.RESPONSIBLE else (role,)


def _has(knowledge: Knowledge, clause: Clause, role: Role) -> bool:
    return bool(knowledge.attributions(clause, role))
