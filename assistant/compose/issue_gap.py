"""Which of two plans was issued first, and how many days lie between them."""

from collections.abc import Sequence

from assistant.compose.metadata import heads, of_document
from assistant.draft import Draft, Statement
from assistant.joining import called
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Document

_SETTLING = Patterns("settling", LEXICONS)


def issue_gap(folded: str, plans: Sequence[tuple[Document, Knowledge]]) -> Draft | None:
    """The days of issue of two plans and how far they are apart; None where that is not asked."""
    if len(plans) != 2 or not _SETTLING["asks_issue_gap"].search(folded):
        return None
    dated = [
        (each, of_document(held, *heads(held)[0], "doc_date"), each.issued_on)
        for each, held in plans
    ]
    said = [
        Statement(f"- **{called(plan)}**：{found[0].text}", found[0].evidence)
        for plan, found, _ in dated
        if found
    ]
    (one, _, first), (other, _, last) = dated
    if first is None or last is None:
        missing = called(one if first is None else other)
        open_ = Statement(f"{missing}没有写明成文日期，不能据此算出相隔的天数。")
        return Draft("compare", (open_, *said), found=bool(said), named=True)
    gap = (last - first).days
    before, after = (one, other) if gap >= 0 else (other, one)
    text = f"{called(before)}先印发，{called(after)}晚{abs(gap)}天。"
    text = text if gap else "两份方案的成文日期相同。"
    evidence = tuple(each for one_said in said for each in one_said.evidence)
    first_said = Statement(text, evidence, (float(abs(gap)),))
    return Draft("compare", (first_said, *said), named=True)
