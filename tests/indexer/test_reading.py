"""Many files are parsed by several processes, in order; what cannot be read stops nothing."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from indexer import reading
from indexer.model import CatalogEntry
from indexer.reading import Parsed, parse_all, parse_one

FILES, BAD = 30, 7


@pytest.fixture
def entries(tmp_path: Path) -> list[CatalogEntry]:
    """Small plans, and one file that is none."""
    found = []
    for number in range(FILES):
        file = tmp_path / f"plan-{number}.txt"
        file.write_text(f"工作方案\n一、任务\n1.推进第{number}项工作。\n", "utf-8")
        if number == BAD:
            file = file.rename(file.with_suffix(".pdf"))
            file.write_bytes(b"%PDF-1.7 broken")
        found.append(CatalogEntry(f"plan-{number}", file))
    return found


def test_two_processes_read_in_order_and_pass_over_a_bad_file(entries: list[CatalogEntry]) -> None:
    parsed = list(parse_all(entries, jobs=2))
    assert [each.entry.doc_id for each in parsed] == [each.doc_id for each in entries]
    assert [n for n, each in enumerate(parsed) if each.document is None] == [BAD]
    assert "已损坏" in parsed[BAD].problem
    assert parsed[3] == parse_one(entries[3])


class _Fragile:
    """In place of a pool: the bad file brings it down, and all that it was given after."""

    def __init__(self, cores: int) -> None:
        self._down = False

    def submit(self, task: Any, entry: CatalogEntry) -> Future[Parsed]:
        self._down |= entry.file.suffix == ".pdf"
        future: Future[Parsed] = Future()
        if self._down:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(task(entry))
        return future

    def shutdown(self, cancel_futures: bool = False) -> None:
        pass

    def __enter__(self) -> "_Fragile":
        return self

    def __exit__(self, *error: object) -> None:
        pass


def test_a_file_that_brings_its_process_down_is_the_only_one_lost(
    entries: list[CatalogEntry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_pool", _Fragile)
    parsed = list(parse_all(entries, jobs=2))
    assert [each.entry.doc_id for each in parsed] == [each.doc_id for each in entries]
    assert [n for n, each in enumerate(parsed) if each.document is None] == [BAD]
    assert "程序中断" in parsed[BAD].problem
