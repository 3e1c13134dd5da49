"""Which departments issued a document together: those that sign it, or stand before its title."""

import re
from dataclasses import replace

from assistant.compose.wording import whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Document, Span
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number
from indexer.parse.organs import without_level

_SETTLING = Patterns("settling", LEXICONS)

_ORGAN = r"[\u4e00-\u9fff]{2,28}(?:政府|办公厅|办公室|委员会|委|局|厅|部|院|银行|分行|总队|会|社)"
_LINES = rf"(?:^[ \t　]*{_ORGAN}(?:[ \t　？?\ufffc]+{_ORGAN})*[ \t　]*\n+)+"
_SIGNED = re.compile(rf"(?m)(?P<names>{_LINES})(?=[ \t　]*20\d\d年\d{{1,2}}月\d{{1,2}}日[ \t　]*$)")
_TITLED = re.compile(rf"(?m)\A\s*(?P<names>{_LINES})(?=[ \t　]*关于)")
_ISSUED = re.compile(r"由\*\*[^*]*\*\*印发")
_COUNTED = re.compile(
    r"(?:[\u4e00-\u9fff]{2,20}等|^)(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?部门"
)


def beside(knowledge: Knowledge, question: Question, draft: Draft) -> Draft:
    """A draft with the departments that issued the document together, where they are asked for.

    Who issued a document that several sign is all of them; a number or an organ that is supposed
    is held against them.
    """
    together = question.asks("joint_issue")
    if not together and question.intent != "doc_issuer":
        return draft
    signed = [(each, _signing(knowledge, each)) for each in knowledge.documents]
    if not together and not any(len(names) > 1 for _, (names, _) in signed):
        return draft
    said = [
        _told(knowledge, document, names, evidence)
        for document, (names, evidence) in signed
        if evidence
    ]
    if not said:
        first = _verdict(question, [each.issuer for each in knowledge.documents if each.issuer])
        no = first if draft.statements[:1] != first else ()
        return replace(draft, statements=(*no, *draft.statements)) if draft.found else draft
    first = _verdict(question, [name for _, (names, _) in signed for name in names])
    kept = draft.statements if draft.found and together else ()
    kept = tuple(each for each in kept if each.evidence and not _ISSUED.search(each.text))
    return Draft(draft.intent, (*first, *kept, *said), named=True)


def _signing(knowledge: Knowledge, document: Document) -> tuple[list[str], tuple[Evidence, ...]]:
    """The departments that sign a document, or stand before its title, and where they stand.

    No names but a place, where the preamble alone says how many they are.
    """
    text = knowledge.source(document.doc_id).text
    head = document.clauses[0]
    told = _COUNTED.search(fold(head.text).replace("\n", ""))
    hit = _SIGNED.search(text) or _TITLED.search(text)
    if hit is None:
        return [], (whole(head),) if told else ()
    names = re.split(r"[\s　？?\ufffc]+", hit["names"].strip())
    clause = knowledge.clause_at(document.doc_id, hit.start("names"))
    end = hit.start("names") + len(hit["names"].rstrip())
    evidence = Evidence(clause, Span(hit.start("names"), end))
    beside = (whole(head),) if told and clause != head else ()
    return [fold(name) for name in names], (evidence, *beside)


def _told(
    knowledge: Knowledge, document: Document, names: list[str], evidence: tuple[Evidence, ...]
) -> Statement:
    if not names:
        counted = _COUNTED.search(fold(document.clauses[0].text).replace("\n", ""))
        return Statement(f"发文写明的是{counted[0] if counted else ''}。", evidence)
    many = f"**{len(names)}个部门**联合" if len(names) > 1 else "一个部门"
    called = f"《{fold(document.title)}》" if len(knowledge.documents) > 1 else ""
    return Statement(f"{called}由{many}印发：{'、'.join(names)}。", evidence, (len(names),))


def _verdict(question: Question, names: list[str]) -> tuple[Statement, ...]:
    """Whether so many, or the organ that a question supposes, issued it; nothing where it asks."""
    if not names or not (question.supposes or "吧" in question.folded):
        return ()
    many = _SETTLING["supposes_so_many"].search(question.folded)
    number = parse_number(many["number"].replace("两", "二")) if many else None
    organ = _SETTLING["supposed_signatory"].search(question.folded)
    if number is None and organ is None:
        return ()
    right = number in (None, len(names)) and (organ is None or _signs(organ["organ"], names))
    if _SETTLING["signs_by_itself"].search(question.folded):
        right = right and len(names) == 1
    return (Statement("是的。" if right else "不对。"),)


def _signs(organ: str, names: list[str]) -> bool:
    """Whether one of the names is the organ's, be it in short: 发改委 for 发展和改革委员会."""
    short = re.compile(".*".join(map(re.escape, without_level(organ))))
    return any(short.search(name) for name in names)
