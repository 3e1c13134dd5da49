"""Annexes behind the body: parts of their own, rows with merged cells, organs by column."""

from collections.abc import Callable

import pytest

from indexer.model import ClauseKind, Document
from indexer.parse.annexes import listed_lines

Parse = Callable[[str], Document]

BODY = """青河市人民政府关于印发青河市湖泊整治方案的通知
市政府各部门：
青河市人民政府
2024年3月1日
一、主要任务
1.清理湖面。到2027年清理湖面300公顷。（市水务局牵头）
2.修复岸线。（市园林局牵头）
附件：1.2024年青河市湖泊整治任务清单
2.青河市湖泊整治部门职责清单
"""
TASKS = """附件1
2024年青河市湖泊整治任务清单
| 序号 | 领域 | 2024年推进任务 | 牵头责任部门 |
| --- | --- | --- | --- |
| 一、水面 |
| 1 | 清理 | 清理湖面90公顷。 | 市水务局 |
| 2 | 打捞水草20吨。 | 市水务局、市农业农村局 |
| 3 | 编制清淤方案。 |
| 二、岸线 |
| 4 | 绿化 | 新建绿道12公里。 | 市园林局 |
"""
DUTIES = """附件2
青河市湖泊整治部门职责清单
| 序号 | 部门 | 职责清单 |
| --- | --- | --- |
| 1 | 市水务局 | 统筹湖面清理。 |
| 2 | 监测水质。 |
| 3 | 市财政局 | 落实整治资金。 |
"""


@pytest.fixture
def plan(parse: Parse) -> Document:
    return parse(BODY + TASKS + DUTIES)


def test_annexes_and_their_rows_are_parts_of_their_own(plan: Document) -> None:
    rows = [c for c in plan.clauses if c.kind is ClauseKind.ROW]
    assert [c.label for c in plan.clauses if c.kind is ClauseKind.ANNEX] == ["附件1", "附件2"]
    assert [c.clause_id.split("#")[1] for c in rows] == [
        *(f"附件1.{n}" for n in range(1, 5)),
        *(f"附件2.{n}" for n in range(1, 4)),
    ]
    assert rows[0].path[0] == "附件1 2024年青河市湖泊整治任务清单"
    assert [c.label for c in plan.measures()] == ["1", "2"]


def test_merged_cells_hold_for_the_rows_below(plan: Document) -> None:
    found = {c.clause_id.split("#")[1]: c.text for c in plan.clauses if c.kind is ClauseKind.ROW}
    assert (
        found["附件1.2"]
        == "领域：清理；2024年推进任务：打捞水草20吨；牵头责任部门：市水务局、市农业农村局。"
    )
    assert (
        found["附件1.3"]
        == "领域：清理；2024年推进任务：编制清淤方案；牵头责任部门：市水务局、市农业农村局。"
    )
    assert found["附件2.2"] == "部门：市水务局；职责清单：监测水质。"


def test_organs_have_the_role_of_their_column(plan: Document) -> None:
    found = [
        (a.clause_id.split("#")[1], a.role.value, a.organ)
        for a in plan.attributions
        if "附件" in a.clause_id
    ]
    assert found == [
        ("附件1.1", "lead", "市水务局"),
        ("附件1.2", "lead", "市水务局"),
        ("附件1.2", "lead", "市农业农村局"),
        ("附件1.3", "lead", "市水务局"),
        ("附件1.3", "lead", "市农业农村局"),
        ("附件1.4", "lead", "市园林局"),
        ("附件2.1", "responsible", "市水务局"),
        ("附件2.2", "responsible", "市水务局"),
        ("附件2.3", "responsible", "市财政局"),
    ]


def test_the_head_of_a_column_gives_the_year(plan: Document) -> None:
    found = [(t.value, t.deadline) for t in plan.targets if "附件1" in t.clause_id]
    assert found == [(90.0, "2024"), (20.0, "2024"), (12.0, "2024")]


BLANKS = """一、任务
1.清理湖面。
附表
整治任务表
序号　任务名称　牵头单位　完成时限
1　湖心岛绿化3公顷　市园林局　2026年9月底
2　打捞水草　市水务局　2025年底
"""


def test_blanks_part_the_cells_of_a_table_of_duties(parse: Parse) -> None:
    document = parse(BLANKS)
    found = [(a.clause_id.split("#")[1], a.organ) for a in document.attributions]
    assert found == [("附表.1", "市园林局"), ("附表.2", "市水务局")]
    assert [t.deadline for t in document.targets] == ["2026-09"]


LINES = """一、任务
1.清理湖面。
附件一
整治任务分工表
1.打捞水草。（牵头单位：市水务局；完成时限：2025年底）
2.新建绿道。（牵头单位：市园林局）
"""


def test_numbered_lines_of_a_reader_are_rows_too(parse: Parse) -> None:
    document = parse(LINES)
    found = [(a.clause_id.split("#")[1], a.organ) for a in document.attributions]
    assert found == [("附件一.1", "市水务局"), ("附件一.2", "市园林局")]


def test_an_annex_that_is_the_plan_stays_the_body(parse: Parse) -> None:
    document = parse("关于印发方案的通知\n附件\n整治方案\n一、任务\n1.清理湖面。\n2.修复岸线。\n")
    assert [c.label for c in document.clauses if c.kind is not ClauseKind.HEAD] == ["一", "1", "2"]


def test_the_list_of_annexes_is_no_clause() -> None:
    assert len(listed_lines("附件：1.任务清单\n2.职责清单\n3.分工表\n1.清理湖面。\n")) == 2


def test_units_of_measure_are_no_departments(parse: Parse) -> None:
    document = parse(
        "一、任务\n1.清理湖面。\n附件\n主要指标表\n序号|指标|单位|2025年目标\n1|湖面清理|公顷|300\n"
    )
    assert document.attributions == ()


def test_a_signature_gives_the_issuer_in_full(parse: Parse) -> None:
    document = parse(BODY.replace("青河市人民政府关于", "市政府关于", 1))
    assert document.issuer == "青河市人民政府"
