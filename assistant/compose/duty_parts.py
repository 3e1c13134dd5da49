"""What of a clause an organ's bracket is about, where the clause has several brackets.

（一）……。（A厅负责）……。（B厅负责）: of such a clause each organ does what stands before its own
bracket, so a list of its duties says that.
"""

import re
from dataclasses import replace

from assistant.citations import shown
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from indexer.model import Attribution, Clause, Role, Span
from indexer.parse.prose import DUTY_LINE

_OPEN, _CLOSE = "（(", "）)"
_DOES = {Role.LEAD: "牵头", Role.RESPONSIBLE: "负责", Role.COOPERATING: "配合"}


def with_parts(knowledge: Knowledge, draft: Draft, names: tuple[str, ...]) -> Draft:
    """A list of duties with what the organ does of each clause that has several brackets."""
    said = [
        replace(each, text=f"{each.text}：{done}")
        if each.row and (done := done_by(knowledge, each.evidence[0].clause, names))
        else each
        for each in draft.statements
    ]
    return replace(draft, statements=tuple(said))


def done_by(knowledge: Knowledge, clause: Clause, names: tuple[str, ...]) -> str:
    """The words before each bracket that names one of the organs; '' where there is one alone.

    Where lines of a clause begin with an organ each, what its line says: 市商务局：负责….
    """
    text = knowledge.source(clause.doc_id).text
    if lines := [a for a in knowledge.attributions(clause) if a.rule_id == DUTY_LINE]:
        return "；".join(_of_line(text, clause, a) for a in lines if a.canonical in names)
    brackets: dict[Span, list[Attribution]] = {}
    for each in knowledge.attributions(clause):
        around = _bracket(text, clause, each.span)
        if around is None:
            return ""
        brackets.setdefault(around, []).append(each)
    if len(brackets) < 2:
        return ""
    said, before = [], clause.own.start
    for bracket in sorted(brackets):
        if any(each.canonical in names for each in brackets[bracket]):
            roles = {each.role for each in brackets[bracket] if each.canonical in names}
            role = "、".join(_DOES[role] for role in Role if role in roles)
            done = shown(text[before : bracket.start]).strip("。；， ")
            said.append(f"{done}（{role}）")
        before = bracket.end
    return "；".join(said)


def _of_line(text: str, clause: Clause, attribution: Attribution) -> str:
    """The duties behind the names that a line begins with."""
    end = text.find("\n", attribution.span.end, clause.own.end)
    line = text[attribution.span.end : end if end >= 0 else clause.own.end]
    return shown(re.split("[：:]", line, maxsplit=1)[-1]).strip("。；， ")


def _bracket(text: str, clause: Clause, span: Span) -> Span | None:
    """The bracket around a name, within its clause; a name may hold one: 支局（筹备组）."""
    start = _unmatched(text, range(span.start - 1, clause.own.start - 1, -1), _OPEN, _CLOSE)
    end = _unmatched(text, range(span.end, clause.own.end), _CLOSE, _OPEN)
    return Span(start, end + 1) if start is not None and end is not None else None


def _unmatched(text: str, places: range, wanted: str, other: str) -> int | None:
    """The first place of a bracket that none of the other kind before it belongs to."""
    depth = 0
    for place in places:
        if text[place] in other:
            depth += 1
        elif text[place] in wanted:
            if depth == 0:
                return place
            depth -= 1
    return None
