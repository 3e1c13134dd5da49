"""Case tables: TOML files of rows, each with a name that becomes its test id."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def cases_of(name: str) -> list[Any]:
    """The rows of ``cases/NAME.toml`` as parameters of a test."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(row, id=row["name"]) for row in rows]


def tables_of(name: str) -> dict[str, list[Any]]:
    """All tables of ``cases/NAME.toml``, each a list of rows without names."""
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
