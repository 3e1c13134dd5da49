"""Which departments issued a document together: those that sign it, or stand before its title."""

import re

from assistant.compose.wording import whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Document, Span
from indexer.parse.normalize import fold

_ORGAN = r"[\u4e00-\u9fff]{2,28}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|银行|分行|总队|会|社)"
_LINES = rf"(?:^[ \t　]*{_ORGAN}(?:[ \t　？?\ufffc]+{_ORGAN})*[ \t　]*\n+)+"
_SIGNED = re.compile(rf"(?m)(?P<names>{_LINES})(?=[ \t　]*20\d\d年\d{{1,2}}月\d{{1,2}}日[ \t　]*$)")
_TITLED = re.compile(rf"(?m)\A\s*(?P<names>{_LINES})(?=[ \t　]*关于)")
_COUNTED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,20}等|^)(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?部门"
)


def beside(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A draft with the departments that issued the document together, where they are asked for."""
    if not question.asks("joint_issue"):
        return draft
    said = [each for document in knowledge.documents for each in _signing(knowledge, document)]
    kept = draft.statements if draft.found else ()
    if not said:
        return draft
    return Draft(draft.intent, (*kept, *said), named=True)


def _signing(knowledge: Knowledge, document: Document) -> list[Statement]:
    text = knowledge.source(document.doc_id).text
    head = document.clauses[0]
    hit = _SIGNED.search(text) or _TITLED.search(text)
    if hit is not None:
        names = re.split(r"[\s　？?\ufffc]+", hit["names"].strip())
        clause = knowledge.clause_at(document.doc_id, hit.start("names"))
        end = hit.start("names") + len(hit["names"].rstrip())
        evidence = Evidence(clause, Span(hit.start("names"), end))
        many = f"**{len(names)}个部门**联合" if len(names) > 1 else "一个部门"
        called = f"《{fold(document.title)}》" if len(knowledge.documents) > 1 else ""
        said = f"{called}由{many}印发：{'、'.join(fold(name) for name in names)}。"
        told = _COUNTED.search(fold(head.text).replace("\n", ""))
        beside = (whole(head),) if told and clause != head else ()
        return [Statement(said, (evidence, *beside), (len(names),))]
    counted = _COUNTED.search(fold(head.text).replace("\n", ""))
    return [Statement(f"发文写明的是{counted[0]}。", (whole(head),))] if counted else []
