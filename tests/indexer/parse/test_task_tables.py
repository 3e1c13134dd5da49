"""Big tables of tasks as web pages give them: rows under a merged number, organs run together."""

from collections.abc import Callable

import pytest

from indexer.model import ClauseKind, Document, Role
from indexer.parse.organ_lists import run_together

Parse = Callable[[str], Document]

PLAN = """青河区人民政府办公室关于印发《绿色青河2026年行动计划》的通知
青政办发〔2026〕9号
各街道办事处、镇政府，区政府各委、办、局：
经区政府同意，现将《绿色青河2026年行动计划》印发给你们。
附件: 1.清洁空气2026年行动计划
2.2026年有关指标计划
青河区人民政府办公室
2026年3月1日
附件1：清洁空气2026年行动计划

| 序号 | 重点任务 | 工作措施 | 完成时限 | 牵头部门 | 主责单位 | 协办单位 |
| --- | --- | --- | --- | --- | --- | --- |
| 一、蓝天 |
| 1 | 管好工地 | 建成无尘工地6个。 | 年底前 | 区住建委 | 区水务局区园林绿化局各街镇 | 区生态环境局 |
| 检查出口道路，每处都装洗轮机。 | 9月底前 | 区城市管理委柳河交通支队 | —— |
| 夜间施工的投诉当日处理。 | 长期实施 | 柳河交通支队 | 东湖街道西湖街道 | —— |
| 2 | 更新车辆 | 新增环卫车都用新能源车。 | 年底前 | 区城市管理委 | —— |
"""
INDICATORS = """附件2：2026年有关指标计划

| 序号 | 指标名称 | 单位 | 2026年计划值 | 牵头部门 |
| --- | --- | --- | --- | --- |
| 1 | 优良天数比率 | % | ≥78 | 区生态环境局 |
| 2 | 水体断面 | % | 达到市级要求 | 区水务局 |
"""


@pytest.fixture
def plan(parse: Parse) -> Document:
    return parse(PLAN + INDICATORS)


def test_a_row_without_its_number_goes_on_with_the_task_above(plan: Document) -> None:
    rows = [c for c in plan.clauses if c.kind is ClauseKind.ROW and c.label == "附件1"]
    assert [c.title for c in rows] == ["附件1第1项 管好工地"] * 3 + ["附件1第2项 更新车辆"]
    assert rows[1].text.startswith(
        "重点任务：管好工地；工作措施：检查出口道路，每处都装洗轮机；完成时限：9月底前"
    )


def test_organs_run_together_are_parted_by_the_names_of_the_table(plan: Document) -> None:
    of = {
        (a.clause_id.split("#")[1], a.role): []
        for a in plan.attributions
        if "附件1.1" in a.clause_id
    }
    for each in plan.attributions:
        key = (each.clause_id.split("#")[1], each.role)
        if key in of:
            of[key].append(each.organ)
    assert of == {
        ("附件1.1", Role.LEAD): ["区住建委"],
        ("附件1.1", Role.RESPONSIBLE): ["区水务局", "区园林绿化局", "各街镇"],
        ("附件1.1", Role.COOPERATING): ["区生态环境局"],
        ("附件1.1~2", Role.LEAD): ["区城市管理委", "柳河交通支队"],
        ("附件1.1~3", Role.LEAD): ["柳河交通支队"],
        ("附件1.1~3", Role.RESPONSIBLE): ["东湖街道", "西湖街道"],
    }


def test_rows_of_indicators_are_targets_of_the_year_of_their_column(plan: Document) -> None:
    found = [
        (t.indicator, t.comparator, t.value, t.unit, t.deadline)
        for t in plan.targets
        if "附件2" in t.clause_id
    ]
    assert found == [
        ("优良天数比率", ">=", 78.0, "%", "2026"),
        ("水体断面", "qualitative", None, None, "2026"),
    ]


COUNTED = """附件3：任务目标

| 序号 | 目标任务 | 单位 | 2026年目标 | 牵头单位 |
| --- | --- | --- | --- | --- |
| 1 | 新能源环卫车更新 | 辆 | 150 | 区城市管理委 |

附件4：分年度指标

| 序号 | 主要指标 | 2026年 | 2027年 | 责任部门 |
| --- | --- | --- | --- | --- |
| 1 | 电梯更新（台，累计） | 80 | 230 | 区住建委 |
| 2 | 公交车新能源占比（%） | 60 | 70 | 区交通委 |
"""


def test_a_task_with_a_unit_and_the_value_of_a_year_is_a_target(parse: Parse) -> None:
    found = [t for t in parse(PLAN + COUNTED).targets if "附件3" in t.clause_id]
    assert [(t.indicator, t.value, t.unit, t.deadline) for t in found] == [
        ("新能源环卫车更新", 150.0, "辆", "2026")
    ]


def test_brackets_behind_an_indicator_hold_its_unit_and_that_it_counts_in_all(
    parse: Parse,
) -> None:
    found = [t for t in parse(PLAN + COUNTED).targets if "附件4" in t.clause_id]
    assert [(t.indicator, t.value, t.unit, t.deadline, t.cumulative) for t in found] == [
        ("电梯更新", 80.0, "台", "2026", True),
        ("电梯更新", 230.0, "台", "2027", True),
        ("公交车新能源占比", 60.0, "%", "2026", False),
        ("公交车新能源占比", 70.0, "%", "2027", False),
    ]
    assert found[0].text == "电梯更新累计80台"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("区水务局区商务局各街镇", ["区水务局", "区商务局", "各街镇"]),
        ("市规划自然资源委青河分局", ["市规划自然资源委青河分局"]),
        ("区委办公室区委宣传部", ["区委办公室", "区委宣传部"]),
        ("科技园管委会南城地区管委会", ["科技园管委会", "南城地区管委会"]),
        ("王村镇长河街道花园街道", ["王村镇", "长河街道", "花园街道"]),
        ("国家税务总局青河区税务局", ["国家税务总局青河区税务局"]),
        ("市市场监管局市教委", ["市市场监管局", "市教委"]),
        ("市公安局交通管理局", ["市公安局交通管理局"]),
        ("各区县政府", ["各区县政府"]),
    ],
)
def test_names_without_marks(cell: str, names: list[str]) -> None:
    assert [cell[start:end] for start, end in run_together(cell, 0)] == names
