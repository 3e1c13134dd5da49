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


# The text names an organ only where it speaks of rules to come; the table shares out the work.
SHARED_OUT = """雾江市人民政府办公室关于印发雾江市2026年以旧换新工作方案的通知
雾政办发〔2026〕7号
各县区人民政府：
雾江市人民政府办公室
2026年2月3日
雾江市2026年以旧换新工作方案
一、主要任务
（一）更新老旧货车。报废国四货车。具体标准由市交通局会同市财政局另行制定。
（二）更换老旧电梯。优先更换使用20年以上的电梯。
（三）支持厨卫“焕新”。居家适老产品目录由市民政局发布。
（四）推进数码产品换新。每件补贴500元。
（五）规范二手交易。推行信息登记。全年换新水泵1.2万台（套）。
附件：雾江市以旧换新重点任务分工表
附件
雾江市以旧换新重点任务分工表
| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |
| --- | --- | --- | --- | --- |
| 1 | 更新老旧货车 | 市交通局 | 市财政局、市公安局 | 2026年12月底 |
| 2 | 更换老旧电梯 | 市住建局、市市场监管局 | 市财政局 | 2026年10月底 |
| 3 | 支持厨卫“焕新” | 市商务局、市住建局、市民政局 | 市财政局 | 2026年12月底 |
| 4 | 推进数码产品换新 | 市商务局 | 市财政局 | 2026年12月底 |
| 5 | 规范二手交易 | 市商务局 |  | 持续推进 |
"""


@pytest.fixture(scope="module")
def shared_out(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("shared_out")
    (folder / "documents").mkdir()
    (folder / "documents" / "plan.txt").write_text(SHARED_OUT, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("市商务局牵头哪几项？", "牵头3项"),
        ("市交通局牵头哪几项任务？", "牵头1项"),
        ("市民政局负责什么？", "牵头1项"),
        ("哪个部门牵头的任务最多？", "牵头最多的是市商务局，3项"),
        ("牵头最多的前两家是谁？", "市住建局（2项）"),
        ("有哪些任务是两个以上部门共同牵头的？", "共2项"),
        ("哪些任务只有一家牵头？", "共3项"),
        ("没有配合单位的任务有哪些？", "规范二手交易"),
        ("一共有多少个牵头单位？", "5个"),
        ("市商务局和市民政局共同牵头哪些？", "共同牵头1项"),
        ("市商务局独自牵头的任务有几项？", "共2项"),
        ("市商务局牵头的任务里没有市财政局的有哪些？", "共1项"),
        ("哪些单位只配合不牵头？", "共2个"),
        ("厨卫焕新由谁牵头？", "市商务局、市住建局、市民政局"),
        ("厨卫焕新是不是市住建局一家牵头？", "不是市住建局一家牵头"),
        ("市商务局牵头4项对吗？", "不对"),
        ("第3项任务由谁牵头？", "市商务局、市住建局、市民政局"),
    ],
)
def test_the_rows_of_a_table_are_the_tasks(shared_out: Assistant, question: str, said: str) -> None:
    answer = shared_out.ask(question)
    assert answer.status == "answered", answer.text
    assert said in answer.text.replace("**", ""), answer.text
    assert answer.citations[0].clause.startswith("附件")


@pytest.mark.parametrize(
    ("question", "said"),
    [("今年水泵换新要完成2万台，对吗？", "不对"), ("水泵换新要完成1.2万套，对吗？", "是的")],
)
def test_a_unit_of_two_names_is_either(shared_out: Assistant, question: str, said: str) -> None:
    answer = shared_out.ask(question)
    assert said in answer.text, answer.text
    assert "1.2万台（套）" in answer.text


def test_tasks_of_a_table_are_counted_beside_the_text(shared_out: Assistant) -> None:
    answer = shared_out.ask("一共有多少项任务？")
    assert "**5项任务**" in answer.text
    assert "**5项措施**" in answer.text


def test_a_row_with_a_time_is_not_without_one(shared_out: Assistant) -> None:
    assert "每项措施都写明了期限" in shared_out.ask("哪些任务没有写完成时限？").text
