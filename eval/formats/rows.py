"""Files read as rows, with one clear line where a row breaks its form."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from indexer.errors import WenceError


def text_of(path: Path) -> str:
    """The text of a UTF-8 file, without a byte order mark.

    Raises:
        WenceError: the file is missing, cannot be read or is no UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WenceError(f"文件无法读取：{path}（{error}）。请检查路径和编码（UTF-8）。") from error


def json_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSONL file, each with its place: file and row.

    Raises:
        WenceError: a row is no JSON object, or the file has none.
    """
    found = False
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path} 第 {number} 行"
        try:
            row = json.loads(line)
        except ValueError as error:
            raise WenceError(f"{where}不是 JSON：{error}。请每行写一个 JSON 对象。") from error
        if not isinstance(row, dict):
            raise WenceError(f"{where}不是 JSON 对象，而是 {type(row).__name__}。")
        found = True
        yield where, row
    if not found:
        raise WenceError(f"{path} 是空文件。请每行写一个 JSON 对象。")


def json_file(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        WenceError: the file is no JSON.
    """
    try:
        return json.loads(text_of(path))
    except ValueError as error:
        raise WenceError(f"{path} 不是 JSON：{error}。请检查文件。") from error


def text_in(row: Mapping[str, Any], names: Iterable[str], where: str) -> str:
    """The text under the first of the names that a row has.

    Raises:
        WenceError: there is none, it is no text or it is blank.
    """
    names = tuple(names)
    for name in names:
        if name in row:
            value = row[name]
            if isinstance(value, int | float):
                value = str(value)
            if not isinstance(value, str) or not value.strip():
                raise WenceError(f"{where}的 {name} 应是不空的文字：{value!r}。")
            return value
    raise WenceError(f"{where}缺少 {'、'.join(names)}。请补上这一项。")


def texts_in(row: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    """A list of texts; () where the row has none, one where it is a single text.

    Raises:
        WenceError: the value is no text and no list of texts.
    """
    value = row.get(name)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise WenceError(f"{where}的 {name} 应是文字的列表：{value!r}。")
    return tuple(value)
