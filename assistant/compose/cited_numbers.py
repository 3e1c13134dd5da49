"""The number of a document that a plan cites by its title: 《……通知》是什么文号."""

import re
from collections.abc import Sequence

from assistant.compose.refusal import refuse
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import bigrams
from indexer.model import Reference
from indexer.parse.normalize import fold

_TITLE = re.compile("《(?P<title>[^》]{4,})》")
_OWN = 0.6  # share of the asked title's bigrams from which it is the plan's own
_SAME = 0.9  # share of the asked title's bigrams that the cited one holds


def cited_number(knowledge: Knowledge, question: Question) -> Draft | None:
    """The numbers of the documents named by title; None where no other title is named."""
    asked = [hit["title"] for hit in _TITLE.finditer(question.folded)]
    if not question.asks("doc_number") or not asked:
        return None
    own = [fold(document.title) for document in knowledge.documents]
    if any(_share(bigrams(title), name) >= _OWN for title in asked for name in own):
        return None
    found = [each for title in asked if (each := _cited(knowledge, title)) is not None]
    statements = {
        f"《{fold(each.title)}》的文号是**{fold(each.doc_number or '')}**。": Evidence(
            knowledge.clause(each.clause_id), each.span
        )
        for each in found
        if each.doc_number
    }
    if not statements:
        return refuse(knowledge, f"方案没有写明《{asked[0]}》的文号。", (), "doc_parents")
    return Draft(
        "doc_parents", tuple(Statement(text, (cited,)) for text, cited in statements.items())
    )


def _cited(knowledge: Knowledge, title: str) -> Reference | None:
    """The reference whose title is most like one: of several the shortest."""
    pairs = bigrams(title)
    found = [
        (_share(pairs, fold(each.title)), bool(each.doc_number), -len(each.title), each)
        for document in knowledge.documents
        for each in document.references
    ]
    best = max(found, key=lambda each: each[:3], default=None)
    return best[3] if best is not None and best[0] >= _SAME else None


def _share(pairs: Sequence[str], title: str) -> float:
    return sum(pair in title for pair in pairs) / (len(pairs) or 1)
