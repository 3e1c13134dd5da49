"""Measures by the roles that they leave empty: 没有责任单位, 只写了责任单位、没写牵头单位."""

from assistant.compose.divided import tasks
from assistant.compose.duties import measure_list
from assistant.compose.wording import ROLE_WORDS, attribution_evidence, clause_name, role_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Role

_WORDS = Patterns("role_gaps", LEXICONS)
_LISTED, _PROSE, _SUFFIX = "label_", "prose_", "suffix_"  # how rules of attribution are called


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
        and not any(
            _has(knowledge, clause, role)
            or _like(knowledge, clause, role)
            or (not alone and missing == [role] and _charged(knowledge, clause, role))
            for role in missing
        )
        and (not names or names & {a.canonical for a in knowledge.attributions(clause)})
    ]
    lacking = "和".join(role_name(role) for role in missing)
    whose = f"**{knowledge.called(each[0] for each in question.organs)}**承担、" if names else ""
    whose = f"{'、'.join(map(clause_name, parts))}中{whose}" if within else whose
    if not found and not alone and not names:
        return _none_lacks(knowledge, lacking, within or list(tasks(knowledge)))
    only = f"只写明{'和'.join(role_name(role) for role in alone)}、" if alone else ""
    return measure_list(knowledge, "without", [(f"{whose}{only}没有写明{lacking}的措施共", found)])


def _named(text: str, rule: str) -> list[Role]:
    """The roles that a question says stand alone, or are missing."""
    hits = _WORDS[rule].finditer(text)
    said = "".join(hit["roles"] for hit in hits)
    return [role for word, role in ROLE_WORDS.items() if word in said]


def _like(knowledge: Knowledge, clause: Clause, role: Role) -> bool:
    """Whether a measure names those who cooperate, who are responsible, too.

    In a plan that lists organs behind its clauses, one that a sentence tells to help is not listed.
    """
    if role is not Role.RESPONSIBLE:
        return False
    held = knowledge.document(clause.doc_id).attributions
    listed = any(each.rule_id.startswith(_LISTED) for each in held)
    found = knowledge.attributions(clause, Role.COOPERATING)
    return any(not (listed and each.rule_id.startswith(_PROSE)) for each in found)


def _charged(knowledge: Knowledge, clause: Clause, role: Role) -> bool:
    """Whether a measure names who is charged with it, in a plan without labels: （市商务局牵头）.

    Who leads is responsible there; where a plan has 责任单位 as a label, only its organs are.
    """
    held = knowledge.document(clause.doc_id).attributions
    labelled = any(not each.rule_id.startswith((_PROSE, _SUFFIX)) for each in held)
    return role is Role.RESPONSIBLE and not labelled and bool(knowledge.attributions(clause))


def _none_lacks(knowledge: Knowledge, lacking: str, all_: list[Clause]) -> Draft:
    """Every measure names the role: no, from the first to the last of them."""
    named = [each for each in all_ if knowledge.attributions(each)]
    if len(named) < 2:
        return Draft("without", (Statement(f"每项措施都写明了{lacking}。"),), found=False)
    ends = tuple(attribution_evidence(knowledge, each) for each in (named[0], named[-1]))
    span = f"从{clause_name(named[0])}到{clause_name(named[-1])}"
    text = f"没有。每项措施都写明了{lacking}，共{len(all_)}项，{span}。"
    return Draft("without", (Statement(text, ends, (float(len(all_)),)),))


def _has(knowledge: Knowledge, clause: Clause, role: Role) -> bool:
    return bool(knowledge.attributions(clause, role))
