"""Facts as JSON, CSV or XLSX."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

FORMATS = ("json", "csv", "xlsx")


def to_json(rows: Sequence[dict[str, Any]]) -> bytes:
    """A list of objects, in UTF-8."""
    return (json.dumps(list(rows), ensure_ascii=False, indent=1) + "\n").encode()


def to_csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """A table in UTF-8 with a byte order mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0] if rows else [])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    """A workbook with one sheet, its first row fixed."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(list(rows[0]) if rows else [])
    for row in rows:
        sheet.append([_cell(value) for value in row.values()])
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: Any) -> Any:
    """A list as one cell; text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, list):
        value = "、".join(str(each) for each in value)
    if isinstance(value, str) and len(value) > 2 and value.startswith(("=", "+", "-", "@")):
        return f"'{value}"
    return value


WRITERS = {"json": to_json, "csv": to_csv, "xlsx": to_xlsx}
