"""Who does what, where a plan says it in running prose: 由市商务局牵头，会同市财政局推进.

Read only in clauses whose brackets and lines attribute nothing. A name is taken where the
words before its cue are organs and nothing else, so that 由主要负责人牵头 names none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.lexicon import load_rules
from indexer.model import Attribution, Role
from indexer.parse.attributions import Piece, attribute
from indexer.parse.normalize import CleanText
from indexer.parse.organ_lists import are_organs, is_organ
from indexer.parse.organ_mentions import with_level_of

_SENTENCE = re.compile(r"[^。；\n]+")
_DOING = re.compile("建立|成立|组建|设立|制[定订]|安排|推进|开展")  # no part of a name
_DUTY = re.compile(
    "[\\n ：。]*(?:主要|具体|统一)?(?P<verb>负责|牵头|承担|配合|协助|做好|统筹|组织|指导|会同|落实|加强|按照)"
)
_ROLES = {"牵头": Role.LEAD, "配合": Role.COOPERATING, "协助": Role.COOPERATING}
DUTY_LINE = "duty_line"  # the rule of organs that a line of their duties begins with
_LONGEST = 24  # characters of a name
_LONGEST_LIST = 40  # of the organs of a line


def find_prose_attributions(
    clean: CleanText, start: int, end: int, clause_id: str
) -> list[Attribution]:
    """The attributions of the clean range, in the order of the source."""
    found: list[Attribution] = []
    for sentence in _SENTENCE.finditer(clean.folded, start, end):
        for piece in _pieces(sentence[0], sentence.start()):
            before = len(found)
            attribute(clean, piece, clause_id, found)
            found[before:] = _with_level(found[before:])
    return found


def heading_attributions(
    clean: CleanText, begin: int, heading: str, body: int, clause_id: str
) -> list[Attribution]:
    """The organs that a heading names alone, above the words of their duties: 市商务局：负责…."""
    words = _DUTY.match(clean.folded, body)
    length = len(heading)
    if words is None or not are_organs(clean.folded[begin : begin + length]):
        return []
    found: list[Attribution] = []
    piece = Piece(begin, begin + length, _ROLES.get(words["verb"], Role.RESPONSIBLE), "heading")
    attribute(clean, piece, clause_id, found)
    return found


def line_attributions(clean: CleanText, start: int, end: int, clause_id: str) -> list[Attribution]:
    """The organs that lines of a clause begin with, above or before their duties: 市商务局：负责…."""
    found: list[Attribution] = []
    for line in re.finditer(r"[^\n]+", clean.folded[start:end]):
        name, colon, _ = line[0].partition("：")
        begin = start + line.start()
        duty = _DUTY.match(line[0], len(name)) if colon and len(name) <= _LONGEST_LIST else None
        if duty and are_organs(name.strip()):
            role = _ROLES.get(duty["verb"], Role.RESPONSIBLE)
            attribute(clean, Piece(begin, begin + len(name), role, DUTY_LINE), clause_id, found)
    return found


def _with_level(listed: list[Attribution]) -> list[Attribution]:
    """The names of a list with the level that only its first one bears: 省财政厅、商务厅."""
    return [
        replace(each, canonical=with_level_of(listed[0].canonical, each.canonical))
        for each in listed
    ]


def _pieces(sentence: str, start: int) -> Iterator[Piece]:
    place = 0
    while place < len(sentence):
        end = len(sentence)
        for rule in load_rules("roles"):
            if rule.fields["kind"] != "prose" or rule.pattern is None:
                continue
            hit = rule.pattern.match(sentence, place)
            if hit is None or not are_organs(hit["organs"]):
                continue
            yield _piece(hit, "organs", Role(rule.fields["role"]), rule.id, start)
            end = hit.end("organs")
            if hit.groupdict().get("others"):
                others = organs_before_words(hit["others"])
                if others:
                    begin = hit.start("others")
                    yield Piece(
                        start + begin, start + begin + len(others), Role.COOPERATING, rule.id
                    )
                end = hit.end("others")
            break
        else:
            end = place
        comma = sentence.find("，", end)
        place = comma + 1 if comma >= 0 else len(sentence)


def _piece(hit: re.Match[str], group: str, role: Role, rule_id: str, start: int) -> Piece:
    return Piece(start + hit.start(group), start + hit.end(group), role, rule_id)


def organs_before_words(text: str) -> str:
    """The list of organs that a text begins with: 财政局、民政局 of 财政局、民政局推进落实."""
    kept = 0
    for part in re.finditer(r"[^、和与及]+", text):
        if part.start() > kept + 1:
            break
        name = part[0]
        length = next(
            (
                size
                for size in range(min(len(name), _LONGEST), 1, -1)
                if is_organ(name[:size]) and not _DOING.search(name[:size])
            ),
            0,
        )
        if not length:
            break
        kept = part.start() + length
        if length < len(name):
            break
    return text[:kept]
