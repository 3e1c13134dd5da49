"""Documents and standards that clauses cite, with the number where the source gives one."""

import re
from collections.abc import Iterable

from indexer.lexicon import load_rules
from indexer.model import Document, Reference
from indexer.parse.normalize import CleanText, fold

_BRACKETS = re.compile("[《》〈〉“”]")
_BEFORE_TITLE = re.compile("(?:(?P<issuer>.*?)(?:关于)?(?:印发|转发|发布|批转|公布))?")


def find_references(clean: CleanText, start: int, end: int, clause_id: str) -> list[Reference]:
    """The references of the clean range; the title as written, its number folded."""
    found = []
    taken: list[tuple[int, int]] = []
    for rule in load_rules("references"):
        for hit in rule.pattern.finditer(clean.folded, start, end) if rule.pattern else ():
            if any(s < hit.end() and hit.start() < e for s, e in taken):
                continue
            taken.append(hit.span())
            groups = hit.groupdict()
            title = ""
            if "title" in groups:
                title = clean.text[hit.start("title") : hit.end("title")].replace("\n", "")
            text = clean.text[hit.start() : hit.end()].replace("\n", "")
            found.append(
                Reference(
                    clause_id,
                    title,
                    groups.get("number"),
                    None,
                    text,
                    clean.span(*hit.span()),
                    rule.id,
                )
            )
    return sorted(found, key=lambda each: each.span)


def resolve_reference(reference: Reference, documents: Iterable[Document]) -> str | None:
    """The doc_id of the document that a reference cites, where exactly one fits.

    The title decides, whole and not as the end of another title (省推动…方案); a number that
    both sides state must agree, and an issuer named before the title must be the document's.
    A number alone never decides: two cities may issue the same number (济政发〔2024〕9号).
    """
    fits = {each.doc_id for each in documents if _fits(reference, each)}
    return fits.pop() if len(fits) == 1 else None


def _fits(reference: Reference, document: Document) -> bool:
    cited = _BRACKETS.sub("", fold(reference.title))
    title = _BRACKETS.sub("", fold(document.title))
    start = cited.find(title) if title else -1
    before = _BEFORE_TITLE.fullmatch(cited[:start]) if start >= 0 else None
    if before is None:
        return False
    numbers = {fold(each) for each in (reference.doc_number, document.doc_number) if each}
    if len(numbers) > 1:
        return False
    named, issuer = before["issuer"], document.issuer
    return not (named and issuer) or fold(issuer) in named or named in fold(issuer)
