"""How much for my case: answered from the plan's cases, refused where it has none."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.compose.case_money import money_of, pieces_of
from assistant.dialogue import State
from indexer.build import open_library
from tests.cases_of import CASES, cases_of

_FILES = (
    "benefits",
    "benefit_tiers",
    "benefit_categories",
    "benefit_conditions",
    "benefit_scrapping",
    "benefit_lists",
    "benefit_scope",
    "benefit_packages",
    "notices",
    "notice_conditions",
    "county_plan",
    "benefit_bounds",
    "benefit_added",
    "benefit_of_city",
    "prefecture_plan",
    "responsible_only",
    "town_plan",
    "benefit_allowances",
    "benefit_own_goods",
    "benefit_livelihood",
    "coast_plan",
    "lake_plan",
    "brook_plan",
    "articles",
    "job_plan",
    "trucks",
    "elder_plan",
    "renewal_rules",
    "spending_plan",
    "province_rules",
    "ridge_plan",
    "subsidy_articles",
    "rules_in_articles",
)
_CASES = [
    pytest.param(name, *case.values, id=f"{name}-{case.id}")
    for name in _FILES
    for case in cases_of(f"assistant/{name}")
]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Assistant]:
    """An assistant over the invented plan of a file of cases."""

    @lru_cache
    def opened(name: str) -> Assistant:
        corpus = tmp_path_factory.mktemp(name)
        plan = tomllib.loads((CASES / "assistant" / f"{name}.toml").read_text("utf-8"))["plan"]
        (corpus / "documents").mkdir()
        (corpus / "documents" / "plan.txt").write_text(plan, "utf-8")
        return Assistant(open_library(corpus, corpus / ".wence"))

    return opened


@pytest.mark.parametrize(("name", "case"), _CASES)
def test_a_case_is_answered_from_the_plan_or_refused(
    asked: Callable[[str], Assistant], name: str, case: dict[str, Any]
) -> None:
    assistant = asked(name)
    state = None
    if "after" in case:
        state = assistant.state_after(assistant.ask(case["after"], state=State()), State())
    answer = assistant.ask(case["question"], state=state)
    assert answer.status == case.get("status", "answered"), answer.text
    cited = answer.citations[0].clause if answer.citations else None
    assert cited == case.get("clause")
    assert [word for word in case.get("said", ()) if word not in answer.text] == []
    assert [word for word in case.get("unsaid", ()) if word in answer.text] == []


@pytest.mark.parametrize(
    ("text", "price", "claimed"),
    [
        ("冰箱4000块补多少", 4000, None),
        ("售价1.2万的电视", 12000, None),
        ("彩电一万二能补吗", 12000, None),
        ("投影仪4000补多少", 4000, None),
        ("12000元的空调，就是补2400元吗", 12000, 2400),
        ("补贴上限是3000元对吧", None, 3000),
        ("原来按7000元申请的", None, None),
        ("2025年补贴10万辆", None, None),
    ],
)
def test_prices_are_told_from_sums_that_are_supposed(
    text: str, price: float | None, claimed: float | None
) -> None:
    assert money_of(text) == (price, claimed)


@pytest.mark.parametrize(
    ("text", "count"),
    [("买两台空调", 2), ("换10辆车的电池", 10), ("买一台冰箱", 1), ("第2台还补吗", 1)],
)
def test_pieces_are_counted(text: str, count: int) -> None:
    assert pieces_of(text)[0] == count
