"""Names of organs by table."""

from typing import Any

import pytest

from indexer.model import Document
from indexer.parse.organs import canonical, is_collective, without_level
from tests.cases_of import cases_of


@pytest.mark.parametrize("case", cases_of("organs"))
def test_an_organ_has_one_canonical_name(case: dict[str, Any]) -> None:
    assert canonical(case["organ"]) == case["canonical"]
    assert canonical(case["canonical"]) == case["canonical"]


@pytest.mark.parametrize("case", cases_of("organs"))
def test_a_level_is_taken_from_a_name_only_where_it_is_one(case: dict[str, Any]) -> None:
    assert without_level(case["organ"]) == case["bare"]


@pytest.mark.parametrize("case", cases_of("organs"))
def test_a_group_is_told_from_an_organ(case: dict[str, Any]) -> None:
    assert is_collective(case["organ"]) is case.get("collective", False)


def test_organs_of_one_role_are_counted_from_one(home: Document) -> None:
    orders: dict[tuple[str, str], list[int]] = {}
    for each in home.attributions:
        orders.setdefault((each.clause_id, each.role), []).append(each.order)
    assert all(order == list(range(1, len(order) + 1)) for order in orders.values())


def test_every_measure_of_the_home_plan_has_a_lead_organ(home: Document) -> None:
    led = {each.clause_id for each in home.attributions if each.role == "lead"}
    assert [clause.label for clause in home.measures() if clause.clause_id not in led] == []
    names = {each.organ for each in home.attributions}
    assert (len(names), len({canonical(name) for name in names})) == (31, 30)
