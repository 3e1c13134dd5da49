"""Documents and standards that clauses cite, with the number where the source gives one."""

from collections.abc import Iterable

from indexer.lexicon import load_rules
from indexer.model import Reference
from indexer.parse.normalize import CleanText, fold


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


def resolve_reference(reference: Reference, titles: Iterable[tuple[str, str]]) -> str | None:
    """The doc_id whose title the reference cites, where exactly one does.

    Args:
        reference: what a clause cites.
        titles: pairs of doc_id and title of the corpus. A number alone never decides: two
            cities may issue the same number (济政发〔2024〕9号).
    """
    cited = fold(reference.title).replace("《", "").replace("》", "")
    fits = {doc_id for doc_id, title in titles if title and fold(title) in cited}
    return fits.pop() if len(fits) == 1 else None
