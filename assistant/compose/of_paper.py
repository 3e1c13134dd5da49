"""What is asked of the paper itself: why it was written, by whom, for whom it holds, what it is about."""

import re
from itertools import islice

from assistant.compose import grounds, metadata, structure
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.targets import target_years
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_ASKED = Patterns("of_paper", LEXICONS)
_PURPOSE = re.compile("^(?:为了?|为进一步)(?![此期])[^。]{4,}")
_MOST = 4  # sentences on until when something is claimed
_OPENING = 3  # clauses at the head of a plan among which its purpose is told
_UNSAID = {
    "drafter": "方案没有写明由哪个单位起草。",
    "signer": "方案没有写明签发人。",
    "length": "方案没有写明篇幅。",
}


def told(knowledge: Knowledge, question: Question) -> Draft | None:
    """The answer to a question about the paper itself; None where none is asked."""
    text = question.unnamed
    if question.organs or question.labels or question.years or question.unknown_documents:
        return None
    if _ASKED["purpose"].search(text):
        return _purpose(knowledge)
    if _ASKED["applies_to"].search(text):
        return _applies(knowledge)
    if _ASKED["until"].search(text):
        return _until(knowledge)
    if _ASKED["overview"].search(text):
        return _overview(knowledge, question)
    missing = next((said for name, said in _UNSAID.items() if _ASKED[name].search(text)), None)
    if missing is None:
        return None
    return Draft(
        "doc_issuer", (Statement(missing), *_of_head(knowledge, "doc_issuer")), found=False
    )


def _purpose(knowledge: Knowledge) -> Draft:
    """The sentence that says for what a plan is made; else the preamble, or the part on its aims."""
    for document in knowledge.documents:
        for clause in document.clauses[:_OPENING]:
            for evidence, text in sentences_of(knowledge, clause):
                if _PURPOSE.search(text.strip()):
                    return Draft("doc_parents", (_said(knowledge, clause, evidence, ""),))
    if (opening := grounds.opening(knowledge)) is not None:
        return Draft("doc_parents", (_said(knowledge, opening.clause, opening, ""),))
    for clause in knowledge.clauses():
        if clause.kind is ClauseKind.CHAPTER and "总体要求" in fold(clause.heading or ""):
            first = next(iter(sentences_of(knowledge, clause)), None)
            if first is not None:
                lacks = "方案没有单独写明制定的目的，"
                return Draft("doc_parents", (_said(knowledge, clause, first[0], lacks),))
    return Draft("doc_parents", (Statement("方案没有写明制定的目的。"),), found=False)


def _applies(knowledge: Knowledge) -> Draft:
    for clause in clauses_saying(knowledge, _ASKED["applies_said"]):
        for evidence, text in sentences_of(knowledge, clause):
            if _ASKED["applies_said"].search(text):
                return Draft("doc_parents", (_said(knowledge, clause, evidence, ""),))
    return Draft("doc_parents", (Statement("方案没有写明适用范围。"),), found=False)


def _until(knowledge: Knowledge) -> Draft:
    """Until when a plan is in force, else until when what it grants is claimed."""
    said = list(metadata.in_force(knowledge))
    if not said:
        lines = (
            (clause, evidence)
            for clause in clauses_saying(knowledge, _ASKED["until_said"])
            for evidence, text in sentences_of(knowledge, clause)
            if _ASKED["until_said"].search(text) and _ASKED["claimed"].search(text)
        )
        said = [_said(knowledge, clause, each, "") for clause, each in islice(lines, _MOST)]
    if said:
        return Draft("doc_effective", tuple(said))
    none = Statement("方案没有写明有效期和截止时间。")
    return Draft("horizon", (none, *target_years(knowledge)), found=False)


def _overview(knowledge: Knowledge, question: Question) -> Draft:
    """The title of a plan, and how it is built."""
    built = structure.structure(knowledge, question)
    return Draft(
        built.intent,
        (*_of_head(knowledge, "title"), *built.statements),
        built.table,
        built.found,
        named=True,
    )


def _of_head(knowledge: Knowledge, cue: str) -> list[Statement]:
    return [
        statement
        for document, head in metadata.heads(knowledge)
        for statement in metadata.of_document(knowledge, document, head, cue)
    ]


def _said(knowledge: Knowledge, clause: Clause, evidence: Evidence, opening: str) -> Statement:
    return Statement(
        f"{opening}{clause_name(clause)}写明：{quoted(knowledge, evidence)}", (evidence,)
    )
