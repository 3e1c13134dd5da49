"""Answers that reckon with the asker's numbers, and to questions of several parts."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from indexer.build import open_library
from tests.cases_of import cases_of
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Assistants over invented plans, by their names."""
    folder: Path = tmp_path_factory.mktemp("invented")

    @cache
    def opened(plan: str) -> Assistant:
        return Assistant(open_library(ROOT / "eval" / "invented" / plan, folder / plan))

    return opened


@pytest.mark.parametrize("case", cases_of("assistant/reckoned"))
def test_what_the_plan_says_is_reckoned_with(
    assistant: Assistant, over: Any, case: dict[str, Any]
) -> None:
    answer = (assistant if case["plan"] == "home" else over(case["plan"])).ask(case["question"])
    assert answer.status == case.get("status", "answered"), answer.text
    assert [word for word in case.get("must", []) if word not in answer.text] == [], answer.text
    assert [word for word in case.get("never", []) if word in answer.text] == [], answer.text
