"""Questions become intents with slots."""

from typing import Any

import pytest

from assistant.organ_names import OrganNames
from assistant.question import Question, intent_rows, read_question
from indexer.build import Library
from indexer.model import Document
from indexer.parse.normalize import fold
from tests.cases_of import cases_of


@pytest.fixture(scope="session")
def organs(home: Document) -> OrganNames:
    return OrganNames.from_names(
        (a.organ for a in home.attributions), (fold(c.heading or "") for c in home.clauses)
    )


@pytest.fixture(scope="session")
def read(organs: OrganNames, library: Library) -> Any:
    titles = [each.title for each in library.documents]
    numbers = {str(each.doc_number): [each.doc_id] for each in library.documents}

    def reading(text: str) -> Question:
        return read_question(text, organs, titles, numbers)

    return reading


@pytest.mark.parametrize("row", intent_rows(), ids=lambda row: str(row["examples"][0]))
def test_an_intent_reads_its_examples(read: Any, row: dict[str, Any]) -> None:
    assert row["examples"]
    assert {text: read(text).intent for text in row["examples"]} == dict.fromkeys(
        row["examples"], row["id"]
    )


@pytest.mark.parametrize("case", cases_of("questions"))
def test_slots_are_found(read: Any, case: dict[str, Any]) -> None:
    question = read(case["question"])
    for name, value in case["slots"].items():
        found = getattr(question, name)
        assert (list(found) if isinstance(found, tuple) else found) == value


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("市监局", "区市场监督管理局"),
        ("工信局", "区工业信息化和科技局"),
        ("住建局", "区住房和城乡建设局"),
        ("区卫健局", "区卫生健康局"),
        ("发改委", "区发展和改革局"),
        ("明水经开区管委会", "明水经济技术开发区管理委员会"),
        ("区交通局", "区城乡交通运输局"),
        ("环保局", "区生态环境分局"),
        ("金融监管局", "国家金融监督管理总局章丘监管支局（筹备组）"),
        ("区财整局", "区财政局"),
        ("区卫生建康局", "区卫生健康局"),
    ],
)
def test_an_organ_is_known_by_its_other_names(organs: OrganNames, said: str, meant: str) -> None:
    assert [m.names for m in organs.find(f"{said}牵头哪些任务")] == [(meant,)]


@pytest.mark.parametrize("said", ["区气象局", "区医疗保障局", "区民宗局", "市教育局"])
def test_an_organ_that_the_plan_lacks_is_no_other_organ(organs: OrganNames, said: str) -> None:
    assert organs.find(f"{said}牵头哪些任务") == []
    assert organs.unknown(f"{said}牵头哪些任务") == [said]


@pytest.mark.parametrize("text", ["优化站点布局", "有什么办法", "加大财政支持力度", "全部措施"])
def test_words_that_look_like_organs_are_none(organs: OrganNames, text: str) -> None:
    assert organs.find(text) == []
    assert organs.unknown(text) == []
