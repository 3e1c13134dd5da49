"""Whether measures are shared out among the same organs: 第48条跟第49条的分工有区别没."""

from assistant.compose.duties import lead_statement
from assistant.compose.measure_roles import meant
from assistant.compose.wording import ROLE_WORDS, organ_list, role_name, who_evidence
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, Role

_SETTLING = Patterns("settling", LEXICONS)


def compared(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What measures have in common and what not, role by role; None where that is not asked."""
    asked = _SETTLING["asks_role_difference"].search(question.folded)
    if asked is None or question.organs:
        return None
    labelled = [c for label in question.labels for c in knowledge.labelled(label)]
    found = labelled if len(labelled) > 1 else meant(knowledge, matcher, question, asked[0])
    clauses = [knowledge.attributed(each) for each in found]
    if len(clauses) < 2 or not all(knowledge.attributions(each) for each in clauses):
        return None
    roles = [role for word, role in ROLE_WORDS.items() if word in question.folded] or list(Role)
    told = [_of_role(knowledge, clauses, role) for role in roles]
    said = [(same, text) for same, text in told if text]
    alike = all(same for same, _ in said)
    evidence = tuple(each for clause in clauses for each in who_evidence(knowledge, clause))
    words = f"{'分工相同' if alike else '分工不同'}：{'；'.join(text for _, text in said)}。"
    lines = [lead_statement(knowledge, clause) for clause in clauses]
    return Draft("lead", (Statement(words, evidence), *lines)) if said else None


def _of_role(knowledge: Knowledge, clauses: list[Clause], role: Role) -> tuple[bool, str]:
    """Whether a role is filled alike, and in words how; no words where none names it."""
    named = [knowledge.attributions(each, role) for each in clauses]
    names = [{each.canonical for each in found} for found in named]
    if not any(names):
        return True, ""
    word = role_name(role)
    if all(each == names[0] for each in names):
        return True, f"{word}都是**{organ_list(named[0])}**"
    common = set.intersection(*names)
    shared = [each for each in named[0] if each.canonical in common]
    both = f"，都有的是{organ_list(shared)}" if shared else ""
    return False, f"{word}不同{both}"
