"""Benefits of a plan that sorts its goods into categories, and says the rest in other clauses."""

import tomllib
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.dialogue import State
from indexer.build import open_library
from tests.cases_of import CASES, cases_of

PLAN = tomllib.loads((CASES / "assistant" / "benefit_categories.toml").read_text("utf-8"))["plan"]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    corpus = tmp_path_factory.mktemp("categories")
    (corpus / "documents").mkdir()
    (corpus / "documents" / "plan.txt").write_text(PLAN, "utf-8")
    return Assistant(open_library(corpus, corpus / ".wence"))


@pytest.mark.parametrize("case", cases_of("assistant/benefit_categories"))
def test_a_case_is_answered_from_the_plan_or_refused(
    asked: Assistant, case: dict[str, Any]
) -> None:
    state = None
    if "after" in case:
        state = asked.state_after(asked.ask(case["after"], state=State()), State())
    answer = asked.ask(case["question"], state=state)
    assert answer.status == case.get("status", "answered"), answer.text
    cited = answer.citations[0].clause if answer.citations else None
    assert cited == case.get("clause")
    assert [word for word in case.get("said", ()) if word not in answer.text] == []
    assert [word for word in case.get("unsaid", ()) if word in answer.text] == []
