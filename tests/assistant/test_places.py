"""Places of other governments are told from those of the corpus."""

from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.places import Places
from indexer.build import open_library
from indexer.model import Document
from indexer.parse.normalize import fold
from tests.cases_of import cases_of


@pytest.fixture(scope="module")
def places(home: Document) -> Places:
    return Places([home.title, *(fold(clause.text) for clause in home.clauses)])


@pytest.mark.parametrize("case", cases_of("assistant/places"))
def test_other_places_are_found(places: Places, case: dict[str, Any]) -> None:
    assert list(places.others(case["name"])) == case["others"]


_PROVINCE = """湖南省推动消费品以旧换新实施方案

一、主要任务

（一）完善充换电设施。到2026年，全省建成充电桩21万个。（省能源局牵头）

（二）开展汽车换新。个人报废旧车并购买新能源车的，补贴9000元。（省商务厅牵头）

（三）培育市场。支持株洲建设二手车出口基地。（省商务厅牵头）
"""


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("株洲要建多少充电桩", "not_found", "没有单独为株洲"),
        ("株洲市报废旧车买新能源车市级补贴多少钱", "not_found", "没有单独为株洲"),
        ("在株洲报废旧车买新能源车能补多少钱", "answered", "9000元"),
        ("湖南要建多少充电桩", "answered", "21万个"),
    ],
)
def test_a_prefecture_has_not_the_figures_of_its_province(
    tmp_path: Path, question: str, status: str, said: str
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "plan.txt").write_text(_PROVINCE, "utf-8")
    answer = Assistant(open_library(tmp_path, tmp_path / "index")).ask(question)
    assert answer.status == status
    assert said in answer.text
