"""Measures and targets as rows: chosen by filters, counted by organ and chapter."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from assistant import jsonform
from indexer.library import Library
from indexer.parse.normalize import fold

Row = dict[str, Any]
ROLES = ("lead", "responsible", "cooperating")
EVERY_YEAR, NO_YEAR = "每年", "未写期限"


def measures_of(library: Library) -> list[Row]:
    """All measures of the full texts, as the exports give them."""
    return _rows(library, "measures")


def targets_of(library: Library) -> list[Row]:
    """All targets of the full texts, each with the organs that lead its clause."""
    leads = {row["clause_id"]: row["lead"] for row in measures_of(library)}
    return [row | {"lead": leads.get(row["clause_id"], [])} for row in _rows(library, "targets")]


def _rows(library: Library, kind: str) -> list[Row]:
    return [row for each in library.originals for row in jsonform.export_rows(kind, each)]


def organs_in(row: Row, roles: Sequence[str] = ROLES) -> list[str]:
    """Canonical names of the organs of a measure in some roles, each once."""
    return list(dict.fromkeys(name for role in roles for name in row[f"{role}_canonical"]))


def chosen_measures(
    rows: Iterable[Row], organ: str = "", role: str = "", chapter: str = "", words: str = ""
) -> list[Row]:
    """The measures with this organ (in this role), of this chapter, whose text has these words."""
    roles = (role,) if role else ROLES
    wanted = fold(words).split()
    return [
        row
        for row in rows
        if (not organ or organ in organs_in(row, roles))
        and (organ or not role or row[role])
        and (not chapter or (row["chapter"] or "") == chapter)
        and all(word in fold(f"{row['heading']}{row['text']}") for word in wanted)
    ]


def chosen_targets(
    rows: Iterable[Row], year: str = "", lead: str = "", words: str = "", by_deadline: bool = False
) -> list[Row]:
    """The targets due in this year, led by this organ, whose text has these words."""
    wanted = fold(words).split()
    kept = [
        row
        for row in rows
        if (not year or year_of(row) == year)
        and (not lead or lead in row["lead"])
        and all(word in fold(f"{row['indicator']}{row['text']}") for word in wanted)
    ]
    return sorted(kept, key=lambda row: row["deadline"] or "9999") if by_deadline else kept


def year_of(row: Row) -> str:
    """The year in which a target is due, or that it is due each year, or that none is set."""
    return (row["deadline"] or "")[:4] or (EVERY_YEAR if row["recurrence"] else NO_YEAR)


def matrix(rows: Sequence[Row]) -> tuple[list[str], list[str], dict[tuple[str, str], Counter[str]]]:
    """Organs by number of measures, chapters in order, and the roles counted in each cell."""
    chapters = list(dict.fromkeys(row["chapter"] or "" for row in rows))
    cells: dict[tuple[str, str], Counter[str]] = {}
    totals: Counter[str] = Counter()
    for row in rows:
        for organ in organs_in(row):
            totals[organ] += 1
            for role in ROLES:
                if organ in row[f"{role}_canonical"]:
                    cells.setdefault((organ, row["chapter"] or ""), Counter())[role] += 1
    return [name for name, _ in totals.most_common()], chapters, cells
