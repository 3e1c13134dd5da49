"""Which organ a mention names; where several fit, none."""

from typing import Any

import pytest

from assistant.organ_names import OrganNames
from tests.cases_of import cases_of

AROUND = ["{}牵头哪些任务", "第6条是{}牵头吗", "哪些任务由{}负责"]


@pytest.mark.parametrize("case", cases_of("assistant/organs"))
def test_an_organ_is_known(organs: OrganNames, case: dict[str, Any]) -> None:
    found = {
        said: ["、".join(m.names) for m in organs.find(around.format(said))]
        for said in case["said"]
        for around in AROUND[:1]
    }
    meant = {said: [name] if name else [] for said, name in _pairs(case)}
    assert found == meant


@pytest.mark.parametrize("around", AROUND)
def test_a_mention_covers_the_name_and_no_more(organs: OrganNames, around: str) -> None:
    for case in cases_of("assistant/organs"):
        for said, meant in _pairs(case.values[0]):
            text = around.format(said)
            assert [text[m.start : m.end] for m in organs.find(text)] == ([said] if meant else [])


def _pairs(case: dict[str, Any]) -> list[tuple[str, str]]:
    return list(zip(case["said"], case["meant"], strict=True))


@pytest.mark.parametrize("said", ["区气象局", "区医疗保障局", "区民宗局", "市教育局", "区医保局"])
def test_an_organ_that_the_plan_lacks_is_told_as_such(organs: OrganNames, said: str) -> None:
    assert organs.unknown(f"{said}牵头哪些任务") == [said]


@pytest.mark.parametrize(
    "text",
    ["优化站点布局", "有什么办法", "加大财政支持力度", "全部措施", "哪个局牵头", "卫生所怎么改造"],
)
def test_words_that_look_like_organs_are_none(organs: OrganNames, text: str) -> None:
    assert organs.find(text) == []
    assert organs.unknown(text) == []


def test_mentions_come_in_the_order_of_the_question(organs: OrganNames) -> None:
    found = organs.find("住建局、区财政局和市监局都参与的任务")
    assert [m.text for m in found] == ["住建局", "区财政局", "市监局"]
    assert [m.start for m in found] == sorted(m.start for m in found)


@pytest.mark.parametrize(
    ("names", "said", "meant"),
    [
        (["区农业发展局", "区农村发展局"], "区农发展局", []),
        (["区农业发展局", "区财政局"], "区农发展局", ["区农业发展局"]),
        (["区财政局", "区财证局"], "区财整局", []),
        (["区财政局", "区民政局"], "区财整局", ["区财政局"]),
    ],
    ids=["two short forms", "one short form", "two of a sound", "one of a sound"],
)
def test_where_several_fit_none_is_taken(names: list[str], said: str, meant: list[str]) -> None:
    organs = OrganNames.from_names(names)
    assert [name for m in organs.find(f"{said}牵头什么") for name in m.names] == meant


def test_a_bare_name_means_the_organs_of_both_levels() -> None:
    organs = OrganNames.from_names(["市财政局", "区财政局"])
    assert [m.names for m in organs.find("财政局负责什么")] == [("市财政局", "区财政局")]
    assert [m.names for m in organs.find("市财政局负责什么")] == [("市财政局",)]


def test_a_short_form_of_the_source_is_the_same_organ() -> None:
    organs = OrganNames.from_names(["区市场监督管理局", "区市场监管局"])
    assert organs.canonical == ("区市场监督管理局",)
