"""Who does what: organs in roles, from a clause's own text.

Order: segments that attribute (bracketed ones with balanced counting, then lines that begin
with a role label); within a segment the labels or the suffixes part it; organ lists are
split at depth 0. A name is as the source writes it, its canonical form beside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.lexicon import Rule, load_rules
from indexer.model import Attribution, Role
from indexer.parse.normalize import CleanText
from indexer.parse.organ_lists import (
    CLOSE,
    LIST_MARKS,
    OPEN,
    are_organs,
    is_remark,
    parted,
    run_together,
    split_list,
    without_notes,
)
from indexer.parse.organs import canonical
from indexer.parse.tables import role_cells

_LEVELS = ("自治区", "省", "市", "区", "县")
_DECORATIONS = " ☆★●◆■▲◎※·•*-—"  # before a label, or before the name of who leads
_STARS = "☆★"
_EDGE = re.compile(r"^[\s，；。、和及]+|[\s，；。、]+$")
_NAME_LIMIT = 40  # longer pieces are sentences, not names


@dataclass(frozen=True, slots=True)
class Piece:
    """A clean range that names organs in one role."""

    start: int
    end: int
    role: Role
    rule_id: str
    first_leads: bool = False  # the plan says: who stands first leads
    known: frozenset[str] | None = None  # names of the table whose cell it is

    @property
    def leads(self) -> bool:
        """Whether it says more than 责任单位: who leads, who cooperates."""
        return self.role is not Role.RESPONSIBLE


def first_is_lead(folded: str) -> bool:
    """Whether a plan says that of responsible units the first one leads (列第一位的为牵头单位)."""
    return any(
        rule.matches(folded) for rule in load_rules("roles") if rule.fields["kind"] == "first_leads"
    )


def find_attributions(
    clean: CleanText, start: int, end: int, clause_id: str, first_leads: bool = False
) -> list[Attribution]:
    """The attributions of the clean range, in the order of the source.

    Args:
        clean: the whole text.
        start: where the range begins.
        end: where it ends.
        clause_id: the clause that the facts belong to.
        first_leads: see ``first_is_lead``.
    """
    found: list[Attribution] = []
    for seg_start, seg_end in attributing_segments(clean, start, end):
        for piece in _pieces(clean, seg_start, seg_end):
            leads = first_leads and piece.role is Role.RESPONSIBLE
            attribute(clean, replace(piece, first_leads=leads), clause_id, found)
    return found


def with_levels(attributions: list[Attribution]) -> list[Attribution]:
    """Names whose level the plan leaves out (市工信局、科技局) get it in their canonical form.

    Only where the plan names the same organ with its level elsewhere.
    """
    known = {each.canonical for each in attributions}
    levels = [each for each in _LEVELS if any(name.startswith(each) for name in known)]

    def full(name: str) -> str:
        return next((level + name for level in levels if level + name in known), name)

    return [replace(each, canonical=full(each.canonical)) for each in attributions]


def find_row_attributions(
    clean: CleanText, start: int, end: int, clause_id: str, columns: dict[int, str]
) -> list[Attribution]:
    """The attributions of a row of a table of duties, by its columns."""
    found: list[Attribution] = []
    line = clean.folded[start:end].split("\n", 1)[0]
    for begin, stop, role in role_cells(line, columns):
        attribute(clean, Piece(start + begin, start + stop, role, "table_row"), clause_id, found)
    return found


def attribute(clean: CleanText, piece: Piece, clause_id: str, found: list[Attribution]) -> None:
    """Adds an attribution for each name of a piece; a star before a name marks who leads."""
    for place, (start, end) in enumerate(_names(clean, piece)):
        starred = clean.folded[start] in _STARS
        leads = starred or (place == 0 and piece.first_leads)
        role = Role.LEAD if leads else piece.role
        start += starred
        name = clean.text[start:end].replace("\n", "")
        if any((each.organ, each.role) == (name, role) for each in found):
            continue
        order = 1 + sum(each.role is role for each in found)
        span = clean.span(start, end)
        found.append(
            Attribution(clause_id, name, canonical(name), role, order, span, piece.rule_id)
        )


def attributing_segments(clean: CleanText, start: int, end: int) -> list[tuple[int, int]]:
    """Clean ranges of the brackets and lines that name organs in roles."""
    segments = []
    for inner_start, inner_end in _brackets(clean.folded, start, end):
        if next(_pieces(clean, inner_start, inner_end), None):
            segments.append((inner_start, inner_end))
    for hit in re.finditer(r"[^\n]+", clean.folded[start:end]):
        begin, stop = start + hit.start(), start + hit.end()
        first = _first_label(clean.folded[begin:stop])
        if first is not None and not any(s <= stop and begin + first <= e for s, e in segments):
            segments.append((begin + first, stop))
    return sorted(segments)


def demanding_ranges(
    clean: CleanText, start: int, end: int, segments: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Clean ranges between and behind the segments: what a clause demands and grants.

    A line that names organs may go on: 责任单位：A、B。二是……到2027年建成30个。
    """
    ranges, place = [], start
    for begin, stop in segments:
        ranges.append((place, begin))
        for sentence in re.finditer("[^。]+。?", clean.folded[begin:stop]):
            if sentence.start() and _first_label(sentence[0]) is None:
                ranges.append((begin + sentence.start(), begin + sentence.end()))
        place = stop
    ranges.append((place, end))
    return [(begin, stop) for begin, stop in ranges if begin < stop]


def says_who(heading: str) -> bool:
    """Whether a heading says that its item tells who does what stands beside it: 责任分工."""
    return any(
        rule.matches(heading) for rule in load_rules("roles") if rule.fields["kind"] == "heading"
    )


def is_label_line(line: str) -> bool:
    """Whether a line names organs from its start, behind a label, and says nothing before."""
    line = line.lstrip("（(")
    return any(rule.pattern is not None and rule.pattern.match(line) for rule in _labels())


def _first_label(line: str) -> int | None:
    """Where a line begins to name organs: at its start or behind a full stop."""
    places = [
        hit.start()
        for rule in _labels()
        if rule.pattern
        for hit in rule.pattern.finditer(line)
        if not line[: hit.start()].strip(_DECORATIONS) or line[hit.start() - 1] in "。；"
    ]
    return min(places, default=None)


def _labels() -> list[Rule]:
    return [rule for rule in load_rules("roles") if rule.fields["kind"] == "label"]


def _brackets(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Contents of outermost brackets; an unclosed one reaches to the end of its line."""
    depth, opened = 0, 0
    for place in range(start, end):
        char = folded[place]
        if char in OPEN:
            depth += 1
            if depth == 1:
                opened = place + 1
        elif char in CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield opened, place
    if depth:
        line_end = folded.find("\n", opened, end)
        yield opened, line_end if line_end >= 0 else end


def _pieces(clean: CleanText, start: int, end: int) -> Iterator[Piece]:
    text = clean.folded[start:end]
    cues = (
        sorted(
            (hit.start(), hit.end(), rule)
            for rule in _labels()
            if rule.pattern
            for hit in rule.pattern.finditer(text)
        )
        if "：" in text or "〕" in text
        else []
    )
    for index, (_, cue_end, rule) in enumerate(cues):
        stop = cues[index + 1][0] if index + 1 < len(cues) else len(text)
        end_of_list = text.find("。", cue_end, stop)  # what follows is a remark
        stop = stop if end_of_list < 0 else end_of_list
        cued = list(_suffixed(text[cue_end:stop], start + cue_end))
        # 责任单位：甲局牵头，乙局、丙局按职责分工负责 says who leads and who is responsible beside.
        labelled = Piece(start + cue_end, start + stop, Role(rule.fields["role"]), rule.id)
        yield from cued if any(each.leads for each in cued) else (labelled,)
    if cues:
        return
    found = list(_suffixed(text, start))
    if not found and clean.folded[start - 2 : start - 1] in ("。", "\n"):
        found = list(_bare(text, start))
    yield from found


def _bare(text: str, start: int) -> Iterator[Piece]:
    """A bracket behind the last sentence that holds nothing but organs."""
    for rule in load_rules("roles"):
        bare = rule.fields["kind"] == "bare" and rule.pattern and rule.pattern.match(text)
        if bare and are_organs(text):
            yield Piece(start, start + len(text), Role(rule.fields["role"]), rule.id)


def _suffixed(text: str, start: int) -> Iterator[Piece]:
    """省X厅牵头，省Y厅、省Z局配合: organs before their cue, which may follow a comma."""
    waiting: int | None = None  # where organs begin whose cue is still to come
    for begin, stop in split_list(text, "，；。,;"):
        first = begin if waiting is None else waiting
        pieces = _cued(text[first:stop], start + first) or _cued(text[begin:stop], start + begin)
        yield from pieces
        waiting = first if not pieces and are_organs(text[begin:stop]) else None


def _cued(text: str, start: int) -> list[Piece]:
    for rule in load_rules("roles"):
        if rule.fields["kind"] in ("suffix", "joint") and rule.pattern is not None:
            hit = rule.pattern.match(text)
            if hit and are_organs(hit["organs"]):
                roles = {"organs": Role(rule.fields["role"]), "others": Role.COOPERATING}
                return [
                    Piece(start + hit.start(group), start + hit.end(group), role, rule.id)
                    for group, role in roles.items()
                    if group in hit.groupdict()
                ]
    return []


def _names(clean: CleanText, piece: Piece) -> Iterator[tuple[int, int]]:
    """Clean ranges of the single names of a piece."""
    text = without_notes(_EDGE.sub("", clean.folded[piece.start : piece.end]))
    lead = clean.folded[piece.start : piece.end]
    offset = piece.start + len(lead) - len(lead.lstrip(" \n，；。、和及"))
    for begin, stop in split_list(text, LIST_MARKS):
        name = without_notes(text[begin:stop])
        stripped = name.strip()
        if not stripped or is_remark(stripped):
            continue
        first = offset + begin + name.index(stripped)
        single = [(first, first + len(stripped))]
        if piece.known is not None:
            single = list(run_together(stripped, first, piece.known))
        for opens, closes in single:
            if closes - opens <= _NAME_LIMIT:
                yield from parted(clean.folded[opens:closes], opens)
