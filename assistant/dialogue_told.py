"""它还牵头什么: what was spoken of last stands at the end of the list, behind what is new."""

from collections.abc import Collection
from dataclasses import replace

from assistant.draft import Draft, Statement

_MARK = "（前面已经说到）"


def told_last(draft: Draft, told: Collection[str]) -> Draft:
    """A list with the lines of the clauses already told behind the others of their part."""
    ordered: list[Statement] = []
    late: list[Statement] = []
    for each in draft.statements:
        if not each.row:
            ordered, late = [*ordered, *late, each], []
        elif each.evidence and each.evidence[0].clause.clause_id in told:
            late.append(replace(each, text=f"{each.text}{_MARK}"))
        else:
            ordered.append(each)
    return replace(draft, statements=(*ordered, *late))
