"""Measures and targets as rows for the page: chosen, counted, shown as tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from assistant import jsonform
from assistant.service import PageService
from indexer.parse.normalize import fold

Row = dict[str, Any]
_ROLES = ("lead", "responsible", "cooperating")


def measures_of(service: PageService) -> list[Row]:
    """All measures of the full texts, as the exports give them."""
    return _rows(service, "measures")


def targets_of(service: PageService) -> list[Row]:
    """All targets of the full texts, each with the organs that lead its clause."""
    leads = {row["clause_id"]: row["lead"] for row in measures_of(service)}
    return [row | {"lead": leads.get(row["clause_id"], [])} for row in _rows(service, "targets")]


def _rows(service: PageService, kind: str) -> list[Row]:
    documents = service.library.originals
    return [row for each in documents for row in jsonform.export_rows(kind, each)]


def organs_in(row: Row, roles: Sequence[str] = _ROLES) -> list[str]:
    """Canonical names of the organs of a measure in some roles, each once."""
    return list(dict.fromkeys(name for role in roles for name in row[f"{role}_canonical"]))


def chosen(
    rows: Iterable[Row], organ: str = "", role: str = "", chapter: str = "", words: str = ""
) -> list[Row]:
    """The measures with this organ (in this role), of this chapter, whose text has these words."""
    roles = (role,) if role else _ROLES
    wanted = fold(words).split()
    return [
        row
        for row in rows
        if (not organ or organ in organs_in(row, roles))
        and (organ or not role or row[role])
        and (not chapter or (row["chapter"] or "") == chapter)
        and all(word in fold(f"{row['heading']}{row['text']}") for word in wanted)
    ]


def matrix(rows: Sequence[Row]) -> tuple[list[str], list[str], dict[tuple[str, str], Counter[str]]]:
    """Organs by number of measures, chapters in order, and the roles counted in each cell."""
    chapters = list(dict.fromkeys(row["chapter"] or "" for row in rows))
    cells: dict[tuple[str, str], Counter[str]] = {}
    totals: Counter[str] = Counter()
    for row in rows:
        for organ in organs_in(row):
            totals[organ] += 1
            for role in _ROLES:
                if organ in row[f"{role}_canonical"]:
                    cells.setdefault((organ, row["chapter"] or ""), Counter())[role] += 1
    return [name for name, _ in totals.most_common()], chapters, cells


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], label: str, named: bool = False
) -> str:
    """A table with scoped heads in a region that scrolls; cells are HTML already.

    ``named`` makes a head of the first cell of each row.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(f"<tr>{_cells(row, named)}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(label)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(row: Sequence[str], named: bool) -> str:
    first = f'<th scope="row">{row[0]}</th>' if named else f"<td>{row[0]}</td>"
    return first + "".join(f"<td>{cell}</td>" for cell in row[1:])
