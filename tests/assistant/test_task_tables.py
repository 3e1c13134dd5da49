"""Questions over a plan that is a notice and annexes of big tables."""

import pytest

from assistant.answer import Assistant
from indexer.build import open_library
from tests.indexer.parse.test_task_tables import INDICATORS, PLAN

REPEAL = "本计划自印发之日起实施，《绿色青河2024年行动计划》（青政办发〔2024〕3号）同时废止。\n"


@pytest.fixture(scope="module")
def green(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("green")
    (folder / "documents").mkdir()
    text = PLAN.replace("附件: 1", f"{REPEAL}附件: 1") + INDICATORS
    (folder / "documents" / "plan.txt").write_text(text, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("出口道路装洗轮机由谁牵头？", "区城市管理委、柳河交通支队"),
        ("检查出口道路装洗轮机要在什么时候完成？", "9月底前"),
        ("附件2一共列了多少项指标？", "2项"),
        ("附件1有几项重点任务？", "2项"),
        ("2026年优良天数比率的计划值是多少？", "不低于78%"),
        ("优良天数比率的计划值是80%，对吧？", "不对"),
        ("东湖街道有哪些任务？", "夜间施工的投诉当日处理"),
        ("计划什么时候起实施，废止了哪个文件？", "青政办发〔2024〕3号"),
        ("无尘工地要建多少个，由谁牵头？", "6个"),
    ],
)
def test_what_a_row_says(green: Assistant, question: str, said: str) -> None:
    answer = green.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
    assert "|" not in answer.text


@pytest.mark.parametrize(
    "question", ["2027年优良天数比率的计划值是多少？", "优良天数比率2030年的目标是多少？"]
)
def test_a_value_of_another_year_is_not_stated(green: Assistant, question: str) -> None:
    assert green.ask(question).status == "not_found"
