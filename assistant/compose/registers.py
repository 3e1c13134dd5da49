"""Which registers a plan has set up: 要求建立哪些清单, 配有什么台账."""

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import ClauseKind

_SETTLING = Patterns("settling", LEXICONS)
_BESIDE = ("lead", "responsible", "cooperating", "amount", "mention", "when", "attachments")
_MOST = 4  # sentences that are told


def registers(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentences that name registers of the kind asked; None where no such kind is asked."""
    asked = _SETTLING["asks_registers"].search(question.folded)
    if asked is None or question.organs or question.labels or question.asks(*_BESIDE):
        return None
    kind = asked["kind"] or asked["of"] or asked["called"]
    about = _SETTLING["about_registers"].sub("", question.topic.replace(kind, " "))
    if about.strip():
        return None  # of a matter: the topic tells
    named = _SETTLING["register_named"]
    saying = knowledge.saying(named)
    found = [
        Statement(f"{clause_name(clause)}写明：{_said(knowledge, evidence)}", (evidence,))
        for clause in knowledge.clauses()
        if clause.clause_id in saying and clause.kind not in (ClauseKind.HEAD, ClauseKind.ANNEX)
        for evidence, text in sentences_of(knowledge, clause)
        if any(hit["kind"] == kind for hit in named.finditer(text))
    ]
    return Draft("content", tuple(found[:_MOST])) if 0 < len(found) <= _MOST else None


def _said(knowledge: Knowledge, evidence: Evidence) -> str:
    """A sentence in words, without the number of its clause."""
    return quoted(knowledge, evidence).removeprefix(f"{evidence.clause.label}.").strip()
