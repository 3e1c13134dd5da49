"""Documents and standards that clauses cite, with the number where the source gives one."""

import re
from collections.abc import Callable, Iterable

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


def resolver(documents: Iterable[Document]) -> Callable[[Reference], str | None]:
    """Tells the doc_id of the document that a reference cites, where exactly one fits.

    The title decides, whole and not as the end of another title (省推动…方案); a number that
    both sides state must agree, and an issuer named before the title must be the document's.
    A number alone never decides: two cities may issue the same number (济政发〔2024〕9号).
    """
    titles = [(_plain(each.title), each) for each in documents if each.title]

    def resolve(reference: Reference) -> str | None:
        cited = _plain(reference.title)
        fits = {
            document.doc_id
            for title, document in titles
            if title in cited and _fits(reference, cited[: cited.find(title)], document)
        }
        return fits.pop() if len(fits) == 1 else None

    return resolve


def _plain(title: str) -> str:
    return _BRACKETS.sub("", fold(title))


def _fits(reference: Reference, before_title: str, document: Document) -> bool:
    before = _BEFORE_TITLE.fullmatch(before_title)
    numbers = {fold(each) for each in (reference.doc_number, document.doc_number) if each}
    if before is None or len(numbers) > 1:
        return False
    named, issuer = before["issuer"], document.issuer
    return not (named and issuer) or fold(issuer) in named or named in fold(issuer)
