"""SourceText -> Document: pure functions, in the order of ``parse_document``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexer.model import (
    Attribution,
    Benefit,
    CatalogEntry,
    Clause,
    Document,
    Reference,
    SourceText,
    Target,
)
from indexer.parse.annex_rows import row_attributions, row_targets
from indexer.parse.annexes import task_cells
from indexer.parse.attributions import (
    attributing_segments,
    demanding_ranges,
    find_attributions,
    find_row_attributions,
    first_is_lead,
    with_levels,
)
from indexer.parse.benefit_tables import GrantTable, grant_tables
from indexer.parse.benefits import find_benefits
from indexer.parse.clauses import end_of_head, freeze, grow_tree
from indexer.parse.inner_tables import IndicatorTable, indicator_tables
from indexer.parse.measures import lifted, with_measures
from indexer.parse.metadata import (
    find_contacts,
    find_facts,
    find_signature,
    guess_level,
    parse_date,
)
from indexer.parse.nodes import HEAD, Node, lead_of, own_range
from indexer.parse.normalize import CleanText, clean, fold
from indexer.parse.numbering import number_of
from indexer.parse.organ_headings import headed_attributions
from indexer.parse.prose import (
    find_prose_attributions,
    heading_attributions,
    line_attributions,
)
from indexer.parse.references import find_references
from indexer.parse.targets import find_targets

VERSION = 72  # raise it when the same text would be parsed into other records

_Facts = tuple[list[Attribution], list[Target], list[Reference], list[Benefit]]


def parse_document(source: SourceText, entry: CatalogEntry) -> Document:
    """Parses a source text; what the catalogue states overrides what the text says.

    Args:
        source: the text as read.
        entry: the document's entry in the catalogue.
    """
    text = clean(source.text)
    nodes = grow_tree(text)
    clauses = freeze(nodes, text, source.doc_id)
    attributions, targets, references, benefits = _facts(nodes, text, source.doc_id)
    headed = headed_attributions(text, nodes, attributions, source.doc_id)
    attributions = with_levels([*attributions, *headed])
    attributions, rows = _moved_to_measures(clauses, attributions)
    attributions = lifted(clauses, attributions, source.text)
    head_end = end_of_head(nodes, len(text.text))
    facts = (found := find_facts(text, head_end)) + find_signature(text, head_end, found)
    stated = {fact.name: fact.value for fact in facts}
    issuer = entry.issuer or stated.get("issuer")
    level, region = guess_level(issuer)
    return Document(
        doc_id=source.doc_id,
        title=entry.title or stated.get("title") or source.doc_id,
        issuer=issuer,
        doc_number=entry.doc_number or stated.get("doc_number"),
        issued_on=entry.issued_on or parse_date(stated.get("issued_on", "")),
        level=entry.level or level,
        region=entry.region or region,
        kind=entry.kind,
        url=entry.url,
        parents=entry.parents,
        status=entry.status,
        clauses=_with_pages(with_measures(clauses, attributions, rows), source),
        attributions=tuple(attributions),
        targets=tuple(targets),
        references=tuple(references),
        benefits=tuple(benefits),
        contacts=tuple(find_contacts(text, head_end)),
        facts=tuple(facts),
    )


def _facts(nodes: list[Node], text: CleanText, doc_id: str) -> _Facts:
    attributions: list[Attribution] = []
    targets: list[Target] = []
    references: list[Reference] = []
    benefits: list[Benefit] = []
    first_leads = first_is_lead(text.folded)
    for node in nodes:
        clause_id = f"{doc_id}#{node.clause_id}"
        start, end = (node.start, node.end) if node.label == HEAD else own_range(node)
        references += find_references(text, start, end, clause_id)
        if node.label == HEAD:
            targets += find_targets(text, start, end, clause_id)  # of the preamble
            continue
        tables = [] if node.row else grant_tables(text, start, end, clause_id, node.heading or "")
        benefits += [each for table in tables for each in table.benefits]
        if node.annex and (node.annex.prose or not node.row):
            continue  # the rows say it; other tables, and guides, are read as text
        if node.annex and node.row and node.annex.columns:
            attributions += row_attributions(text, node.annex, node.row, clause_id)
            targets += row_targets(text, node.annex, node.row, clause_id)
            for begin, stop in task_cells(node.annex, node.row):
                benefits += find_benefits(text, begin, stop, clause_id, node.heading or "")
            continue
        segments = attributing_segments(text, start, end)
        if node.columns:
            attributions += find_row_attributions(text, node.start, end, clause_id, node.columns)
        elif segments:
            attributions += find_attributions(text, start, end, clause_id, first_leads)
        else:
            named = heading_attributions(text, node.body, node.heading or "", start, clause_id)
            named = named or line_attributions(text, start, end, clause_id)
            attributions += named or find_prose_attributions(text, start, end, clause_id)
        if node.annex and node.row:
            targets += row_targets(text, node.annex, node.row, clause_id)
            continue
        ranges = demanding_ranges(text, start, end, segments)
        demanded, granted = _demanded(node, text, ranges, tables, clause_id)
        targets += demanded
        benefits += granted
    return attributions, targets, references, benefits


def _demanded(
    node: Node,
    text: CleanText,
    ranges: Sequence[tuple[int, int]],
    tables: Sequence[GrantTable],
    clause_id: str,
) -> tuple[list[Target], list[Benefit]]:
    """What a clause demands and grants, in its sentences and in its tables."""
    inner = [] if node.row else indicator_tables(text, *own_range(node), clause_id)
    targets: list[Target] = []
    benefits: list[Benefit] = []
    for begin, stop in _outside([*tables, *inner], ranges):
        targets += find_targets(text, begin, stop, clause_id)
        heading, lead = node.heading or "", lead_of(node, text)
        benefits += find_benefits(text, begin, stop, clause_id, heading, lead)
    targets += [each for table in inner for each in table.targets]
    return targets, benefits


def _outside(
    tables: Sequence[GrantTable | IndicatorTable], ranges: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The parts of clean ranges beside its tables."""
    for begin, stop in ranges:
        for table in tables:
            if begin < table.end and table.start < stop:
                yield begin, table.start
                begin = table.end
        yield begin, stop


def _moved_to_measures(
    clauses: list[Clause], attributions: list[Attribution]
) -> tuple[list[Attribution], set[str]]:
    """Organs that a table names for a measure of the text belong to that measure.

    A row is of a measure where number and heading are the same and the text names no organs.
    Their spans stay in the row, which is what a citation quotes; the second value holds the
    ids of such rows, which are no measures of their own.
    """
    attributed = {each.clause_id for each in attributions}
    bare = {
        (number_of(clause), fold(clause.heading or "")): clause.clause_id
        for clause in reversed(clauses)
        if clause.heading and clause.clause_id not in attributed
    }
    moved = {
        clause.clause_id: target
        for clause in clauses
        if clause.clause_id in attributed and clause.heading
        if (target := bare.get((number_of(clause), fold(clause.heading))))
    }
    return (
        [replace(a, clause_id=moved.get(a.clause_id, a.clause_id)) for a in attributions],
        set(moved),
    )


def _with_pages(clauses: list[Clause], source: SourceText) -> tuple[Clause, ...]:
    """Gives each clause its page, counted from 1, where the source has pages."""
    if not source.page_starts:
        return tuple(clauses)
    return tuple(replace(clause, page=source.page_of(clause.own.start)) for clause in clauses)
