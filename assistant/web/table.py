"""Tables of the page, as HTML."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from assistant.facts import Row
from assistant.service import Service
from assistant.web.words import Words


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


def downloads(kind: str, forms: Sequence[str], filters: Mapping[str, str], label: str) -> str:
    """Links that give the rows chosen by some filters; ``label`` has a place for each ``form``."""
    query = escape(urlencode(filters))
    links = "".join(
        f'<a class="download" id="{kind}-{form}" href="/api/export/{kind}.{form}?{query}" download>'
        f"{escape(label.format(form=form))}</a> "
        for form in forms
    )
    return f"<p>{links}</p>"


def with_documents(
    service: Service,
    words: Words,
    columns: Sequence[str],
    rows: Sequence[Row],
    cells: Iterable[Sequence[str]],
) -> tuple[Sequence[str], Iterable[Sequence[str]]]:
    """Columns and cells, led by the document of each row where there are several to tell apart."""
    if len(service.library.originals) < 2:
        return columns, cells
    titles = {each.doc_id: each.doc_number or each.title for each in service.library.originals}
    named = ((escape(titles[row["doc_id"]]), *line) for row, line in zip(rows, cells, strict=True))
    return (words("search.document"), *columns), named
