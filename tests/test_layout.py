"""The sheet's limits, checked on the tree itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
]
PYTHON = [path for path in TRACKED if path.suffix == ".py" and path.exists()]
CODE = [path for path in TRACKED if path.suffix in {".py", ".toml", ".css", ".js", ".sh", ".md"}]
_MACHINE = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users|opt)/\w")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_a_file_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", PYTHON, ids=_name)
def test_a_function_has_at_most_40_lines(path: Path) -> None:
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


def test_no_module_is_a_drawer_without_a_name() -> None:
    drawers = {"utils", "helpers", "common", "misc"}
    assert [_name(path) for path in PYTHON if path.stem in drawers] == []


def test_the_package_eval_never_hides_the_builtin() -> None:
    hiding = re.compile(r"^\s*(?:import eval\b|from eval import)", re.MULTILINE)
    assert [_name(path) for path in PYTHON if hiding.search(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", [p for p in CODE if p.exists()], ids=_name)
def test_no_path_of_a_machine_is_spoken_of(path: Path) -> None:
    if path.name != "test_layout.py":
        assert _MACHINE.search(path.read_text("utf-8")) is None


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "corpus/README.md", "eval/README.md"]
)
def test_a_visitor_finds_words(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8")) > 500
