"""Facts of the document: number, date, issuer, addressee, contact, parents, structure."""

from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Document, Reference, Table
from indexer.parse.normalize import fold

_FACTS = {
    "doc_number": ("doc_number", "发文字号是**{}**"),
    "doc_date": ("issued_on", "成文日期是**{}**"),
    "doc_issuer": ("issuer", "由**{}**印发"),
    "doc_title": ("title", "全称是《**{}**》"),
    "doc_addressee": ("addressee", "印发给**{}**"),
    "doc_publicity": ("publicity", "标注的公开属性是“**{}**”"),
    "doc_effective": ("effective", "写明：{}"),
}
_MISSING = {"doc_effective": "没有写明有效期和施行日期"}


def fact(knowledge: Knowledge, question: Question) -> Draft:
    """A fact of the issuing page, for each document asked."""
    name, words = _FACTS[question.intent]
    statements = []
    for document, head in _heads(knowledge):
        found = next((each for each in document.facts if each.name == name), None)
        if found is not None:
            value = fold(found.value)
            text = f"{_called(knowledge, document)}{words.format(value)}。"
            statements.append(Statement(text, (Evidence(head, found.span),)))
    if statements:
        return Draft(question.intent, tuple(statements))
    missing = _MISSING.get(question.intent, "没有写明这一项")
    return Draft(
        question.intent,
        (Statement(f"方案{missing}。"),),
        found=False,
        related=tuple(whole(head) for _, head in _heads(knowledge)),
    )


def unknown_document(knowledge: Knowledge, question: Question) -> Draft:
    """A document asked by number that the corpus lacks; where it is cited is shown."""
    asked = "、".join(question.unknown_documents)
    cited = tuple(
        Statement(
            f"{_called(knowledge, document)}提到它：{fold(each.text)}。",
            (Evidence(knowledge.clause(each.clause_id), each.span),),
        )
        for document in knowledge.documents
        for each in document.references
        if each.doc_number and fold(each.doc_number) in question.unknown_documents
    )
    first = Statement(f"文件库中没有{asked}的全文，无法据此回答。")
    return Draft("unknown_document", (first, *cited), found=False)


def contact(knowledge: Knowledge, related: Statement | None = None) -> Draft:
    """Whom to call; beside it who leads the matter asked about."""
    statements = [related] if related else []
    for document, head in _heads(knowledge):
        for each in document.contacts:
            organ = f"**{each.organ}**，" if each.organ else ""
            text = (
                f"{_called(knowledge, document)}写明的联系方式是{organ}电话**{each.telephone}**。"
            )
            statements.insert(
                0, Statement(text, (Evidence(head, each.span),), _parts(each.telephone))
            )
    found = any(document.contacts for document in knowledge.documents)
    if not found:
        statements = [Statement("文件没有写明联系电话。")]
    return Draft("contact", tuple(statements), found=found)


def _parts(telephone: str) -> tuple[int, ...]:
    return tuple(int(part) for part in telephone.replace("，", "-").split("-") if part.isdigit())


def parents(knowledge: Knowledge) -> Draft:
    """The documents that the preamble names as its ground."""
    statements = []
    for document, head in _heads(knowledge):
        own = fold(document.title)
        for each in document.references:
            if each.clause_id == head.clause_id and fold(each.title) != own:
                text = f"{fold(each.text)}{_held(knowledge, each)}"
                statements.append(Statement(f"- {text}", (Evidence(head, each.span),)))
    if not statements:
        return Draft("doc_parents", (Statement("文件没有写明依据的上级文件。"),), found=False)
    first = Statement(f"方案写明贯彻落实的上级文件有**{len(statements)}份**：")
    return Draft("doc_parents", (first, *statements))


def _held(knowledge: Knowledge, reference: Reference) -> str:
    """Whether the library holds what is cited, and in which form."""
    document = knowledge.held(reference.resolved_doc_id)
    if document is None:
        return ""
    form = "要点摘编，非原文" if document.kind == "digest" else "全文"
    return f"（文件库中有{form}）"


def structure(knowledge: Knowledge, question: Question) -> Draft:
    """How a document is built: its parts, and how many sections and measures each has."""
    statements: list[Statement] = []
    rows: list[tuple[str, ...]] = []
    for document, head in _heads(knowledge):
        ends = (ClauseKind.HEAD, ClauseKind.TAIL)
        chapters = [c for c in document.clauses if c.depth == 0 and c.kind not in ends]
        sections = sum(c.depth == 1 and bool(knowledge.children(c)) for c in document.clauses)
        measures = list(document.measures())
        text = (
            f"{_called(knowledge, document)}分为**{len(chapters)}个部分**、{sections}个方面，"
            f"共**{len(measures)}项措施**。"
        )
        counts = (len(chapters), sections, len(measures))
        statements.append(Statement(text, (whole(head),), counts))
        for chapter in chapters:
            number = len(knowledge.measures_under(chapter))
            rows.append((chapter.label, fold(chapter.heading or ""), str(number)))
            statements.append(
                Statement(
                    f"- {clause_name(chapter)}：{number}项措施",
                    (_title(chapter),),
                    (number,),
                    row=True,
                )
            )
    return Draft("structure", tuple(statements), Table(("部分", "标题", "措施"), tuple(rows)))


def _title(clause: Clause) -> Evidence:
    return whole(clause)


def _heads(knowledge: Knowledge) -> list[tuple[Document, Clause]]:
    return [(doc, clause) for doc in knowledge.documents for clause in doc.clauses[:1]]


def _called(knowledge: Knowledge, document: Document) -> str:
    return "方案" if len(knowledge.documents) == 1 else f"《{fold(document.title)}》"
