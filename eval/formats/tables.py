"""Questions in CSV and XLSX tables, with a mapping from their columns to ours."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.formats.rows import text_of
from eval.formats.topics import Topic, topic_of, unique
from indexer.errors import WenceError

SUFFIXES = (".csv", ".tsv", ".xlsx")
# The heads that columns bear where no mapping is given.
_HEADS = {
    "id": ("id", "编号", "序号", "题号"),
    "kind": ("kind", "类别", "类型", "题型"),
    "question": ("question", "问题", "题目", "query"),
    "status": ("status", "状态"),
    "clauses": ("clauses", "条款", "出处"),
    "match": ("match", "匹配"),
    "must": ("must", "必含", "要点"),
    "never": ("never", "不含"),
    "answers": ("answers", "answer", "答案", "参考答案"),
    "doc_id": ("doc_id", "文件"),
    "history": ("history", "前文"),
}
_LISTS = {
    "clauses": "；;、,，",
    "must": "；;\n",
    "never": "；;\n",
    "answers": "\n",
    "history": "\n",
}
_STATUS = {"有": "answered", "可答": "answered", "无": "not_found", "不可答": "not_found"}


def read_table(path: Path, columns: Mapping[str, str] | None = None) -> tuple[Topic, ...]:
    """The questions of a table.

    Args:
        path: a CSV, TSV or XLSX file, whose first row names its columns.
        columns: our field -> head of its column, for heads that are not known.

    Raises:
        WenceError: a column is missing or a row breaks its form; names file and row.
    """
    rows = _workbook(path) if path.suffix.lower() == ".xlsx" else _delimited(path)
    heads = next(rows, (1, []))[1]
    places = _places(path, heads, columns or {})
    found = []
    for number, cells in rows:
        if not any(each.strip() for each in cells):
            continue
        where = f"{path} 第 {number} 行"
        if len(cells) > len(heads):
            raise WenceError(f"{where}有 {len(cells)} 列，表头只有 {len(heads)} 列。请检查分隔符。")
        padded = [*cells, *[""] * (len(heads) - len(cells))]
        row = {
            name: padded[place].strip() for name, place in places.items() if padded[place].strip()
        }
        found.append((where, topic_of(_fields(row), where)))
    return unique(found, path)


def _places(path: Path, heads: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    unknown = [each for each in columns if each not in _HEADS]
    if unknown:
        raise WenceError(f"列的对应不认识 {unknown[0]}。可用的有 {'、'.join(_HEADS)}。")
    places: dict[str, int] = {}
    for field, known in _HEADS.items():
        wanted = (columns[field],) if field in columns else known
        place = next((i for i, each in enumerate(heads) if each.strip() in wanted), None)
        if place is not None:
            places[field] = place
        elif field in columns or field == "question":
            raise WenceError(
                f"{path} 第 1 行没有“{wanted[0]}”列，只有 {'、'.join(heads) or '空表'}。"
                "请用 --columns question=列名 指明。"
            )
    return places


def _fields(row: Mapping[str, str]) -> dict[str, Any]:
    fields: dict[str, Any] = dict(row)
    for name, marks in _LISTS.items():
        if name in fields:
            text = row[name]
            for mark in marks:
                text = text.replace(mark, "\0")
            fields[name] = [each.strip() for each in text.split("\0") if each.strip()]
    if "status" in fields:
        fields["status"] = _STATUS.get(row["status"], row["status"])
    return fields


def _delimited(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = text_of(path)
    mark = "\t" if path.suffix.lower() == ".tsv" else ","
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise WenceError(
            f"{path} 第 {reader.line_num} 行不是 CSV：{error}。请检查引号。"
        ) from error


def _workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    except Exception as error:  # openpyxl lets zipfile's, lxml's and its own errors through
        raise WenceError(f"{path} 不是能读的 XLSX：{error}。请另存一份再试。") from error
    for number, row in enumerate(rows, 1):
        yield number, ["" if cell is None else str(cell) for cell in row]
