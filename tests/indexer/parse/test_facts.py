"""Organs, targets, references and the issuing page; every fact points at its words."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer.lexicon import FOLDER, load_rules
from indexer.model import Document
from indexer.parse.normalize import fold, squeeze
from tests.cases_of import cases_of

Parse = Callable[[str], Document]
RULE_IDS = {rule.id for path in FOLDER.glob("*.toml") for rule in load_rules(path.stem)}


@pytest.mark.parametrize("case", cases_of("attributions"))
def test_organs_are_read_in_their_roles(parse: Parse, case: dict[str, Any]) -> None:
    document = parse(f"一、任务\n1.推进工作。落实要求。{case['text']}\n")
    found = [[a.role.value, fold(a.organ)] for a in document.attributions]
    assert found == case["organs"]


@pytest.mark.parametrize("case", cases_of("targets"))
def test_targets_are_read_with_their_fields(parse: Parse, case: dict[str, Any]) -> None:
    fields = ("comparator", "value", "unit", "deadline", "recurrence", "baseline")
    targets = parse(f"一、任务\n1.推进工作。{case['text']}（牵头单位：区财政局）\n").targets
    assert [[getattr(t, name) or "" for name in fields] for t in targets] == case["targets"]
    if "indicators" in case:
        assert [t.indicator for t in targets] == case["indicators"]
    if "normalized" in case:
        assert [t.value_normalized or "" for t in targets] == case["normalized"]


def test_the_plain_number_stands_beside_ten_thousands(parse: Parse) -> None:
    document = parse("一、任务\n1.推进工作。到2025年，新能源汽车保有量达到1.5万辆。\n")
    assert [t.value_normalized for t in document.targets] == [15_000]


def test_every_fact_names_its_rule_and_lies_in_its_clause(home: Document, home_text: str) -> None:
    clauses = {c.clause_id: c for c in home.clauses}
    facts = [*home.attributions, *home.targets, *home.references]
    assert len(facts) > 150
    for fact in facts:
        own = clauses[fact.clause_id].own
        assert fact.rule_id in RULE_IDS
        assert own.start <= fact.span.start < fact.span.end <= own.end
    for each in home.attributions:
        assert squeeze(home_text[each.span.start : each.span.end]) == each.organ


def test_an_alias_has_the_name_of_its_organ(home: Document) -> None:
    written = next(a for a in home.attributions if a.organ == "区市场监管局")
    assert written.canonical == "区市场监督管理局"


def test_the_issuing_page_gives_the_facts_of_the_document(home: Document) -> None:
    assert home.doc_number == "章政发〔2024〕2号"
    assert home.issuer == "济南市章丘区人民政府"
    assert str(home.issued_on) == "2024-08-21"
    assert home.level == "区"
    contact = home.contacts[0]
    assert (contact.organ, contact.telephone) == ("区发展和改革局", "0531-83278005")


def test_cited_documents_and_standards_are_references(home: Document) -> None:
    numbers = {fold(r.doc_number) for r in home.references if r.doc_number}
    assert {"鲁政发〔2024〕3号", "济政发〔2024〕9号", "GB55015"} <= numbers
    assert any("老旧汽油车报废更新资金补贴实施方案" in r.title for r in home.references)


def test_the_same_text_gives_the_same_document(parse: Parse, home_text: str) -> None:
    assert parse(home_text) == parse(home_text)


@pytest.mark.parametrize("case", cases_of("benefits"))
def test_benefits_are_read_with_rate_amount_and_cap(parse: Parse, case: dict[str, Any]) -> None:
    document = parse(f"一、补贴\n（一）补贴标准。{case['text']}\n")
    found = [
        ["" if value is None else value for value in (b.rate, b.amount, b.cap)]
        for b in document.benefits
    ]
    assert found == case["benefits"]
    if "conditions" in case:
        assert [each.condition for each in document.benefits] == case["conditions"]


def test_a_benefit_knows_its_window_and_its_words(parse: Parse) -> None:
    text = "在2024年4月24日至2024年12月31日内，对购买新能源乘用车的个人补贴1万元。"
    document = parse(f"一、补贴\n（一）补贴标准。{text}\n")
    (benefit,) = document.benefits
    assert benefit.window == "2024年4月24日至2024年12月31日"
    assert benefit.text.endswith("补贴1万元")
    assert "新能源乘用车" in benefit.subject


def test_the_home_plan_sets_no_benefits(home: Document) -> None:
    assert home.benefits == ()


ROWS = """附件2
序号\t重点任务\t牵头单位\t责任单位\t完成时限
1\t更新电梯\t市住建局\t市财政局、市市场监管局\t2025年底前
2\t更新公交车\t市交通局、市公安局\t\t持续推进
"""


@pytest.mark.parametrize("rows", [ROWS, ROWS.replace("\t", " | ")], ids=["tabs", "pipes"])
def test_a_table_in_plain_text_names_the_organs_of_the_measures_above(
    parse: Parse, rows: str
) -> None:
    document = parse(f"一、任务\n1.更新电梯。加快改造。\n2.更新公交车。有序更新。\n{rows}")
    assert [clause.label for clause in document.measures()] == ["1", "2"]
    found = [(a.clause_id, a.role.value, a.organ) for a in document.attributions]
    assert [(each.split("#")[1], *rest) for each, *rest in found] == [
        ("1", "lead", "市住建局"),
        ("1", "responsible", "市财政局"),
        ("1", "responsible", "市市场监管局"),
        ("2", "lead", "市交通局"),
        ("2", "lead", "市公安局"),
    ]


def test_a_table_of_other_things_in_plain_text_numbers_no_clause(parse: Parse) -> None:
    document = parse("一、任务\n1.更新电梯。加快改造。\n序号\t企业\t产值\n2\t某某公司\t3亿元\n")
    assert [clause.label for clause in document.clauses] == ["一", "1"]


_ITEMS = """一、任务
（一）安全监管
　　1.2025年底前完成消防改造，验收合格率达到100%。
　　2.每季度开展一次联合检查。
　　责任单位：县民政局、县公安局（排在首位的为牵头单位，下同）
（二）人才培养
　　1.开展培训。（县教育局负责）
　　2.引进人才。
　　责任单位：县财政局
"""


def test_a_line_of_organs_below_several_items_is_for_all_of_them(parse: Parse) -> None:
    document = parse(_ITEMS)
    labels = {each.clause_id: each.label for each in document.clauses}
    first = [(labels[a.clause_id], a.organ) for a in document.attributions][:2]
    assert first == [("（一）", "县民政局"), ("（一）", "县公安局")]


def test_organs_of_single_items_stay_with_them(parse: Parse) -> None:
    document = parse(_ITEMS)
    labels = {each.clause_id: each.label for each in document.clauses}
    last = [(labels[a.clause_id], a.organ) for a in document.attributions][2:]
    assert last == [("1", "县教育局"), ("2", "县财政局")]


def test_an_item_may_begin_with_a_year(parse: Parse) -> None:
    document = parse(_ITEMS)
    begins = [each.text[:5] for each in document.clauses if each.label == "1"]
    assert begins == ["2025年", "开展培训。"]
