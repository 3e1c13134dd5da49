"""Answers from documents that a question names, one after the other, under their names."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.draft import Draft, Statement
from indexer.model import Document, Table
from indexer.parse.normalize import fold

DIGEST = "要点摘编（非原文）"


def joined(drafts: Sequence[tuple[Document, Draft]]) -> Draft:
    """One draft of all; each part says which document speaks, and whether it is a digest."""
    if len(drafts) == 1:
        document, draft = drafts[0]
        return _noted(draft, document)
    statements: list[Statement] = []
    for document, draft in drafts:
        statements += (Statement(f"**{called(document)}**："), *draft.statements)
    return Draft(
        "compare",
        tuple(statements),
        _table(drafts),
        found=any(draft.found for _, draft in drafts),
        named=True,
        related=tuple(each for _, draft in drafts for each in draft.related),
    )


def beside(draft: Draft, digests: Sequence[Document]) -> Draft:
    """An answer of the full texts, where the digests that were meant leave the matter out."""
    names = "、".join(f"《{fold(each.title)}》" for each in digests)
    note = Statement(f"（{names}在文件库中只有{DIGEST}，没有写到这一项；以上是库中原文的规定。）")
    return replace(draft, statements=(*draft.statements, note), found=True)


def _noted(draft: Draft, document: Document) -> Draft:
    if document.kind != "digest":
        return draft
    missing = "" if draft.found else "，原文可能写有"
    where = f"，原文见 {document.url}" if document.url else ""
    note = Statement(f"（文件库中的《{fold(document.title)}》是{DIGEST}{missing}{where}。）")
    return replace(draft, statements=(*draft.statements, note))


def called(document: Document) -> str:
    """A document by its region or issuer, a digest marked as one."""
    name = document.region or document.issuer or document.title
    return f"{name}（要点摘编，非原文）" if document.kind == "digest" else name


def _table(drafts: Sequence[tuple[Document, Draft]]) -> Table | None:
    """The rows of all tables of the same form, the document named in front."""
    tables = [(document, draft.table) for document, draft in drafts if draft.table]
    forms = {table.columns for _, table in tables}
    if len(forms) != 1:
        return None
    rows = tuple((called(doc), *row) for doc, table in tables for row in table.rows)
    return Table(("文件", *forms.pop()), rows)
