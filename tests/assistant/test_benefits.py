"""How much for my case: answered from the plan's cases, refused where it has none."""

import pytest

from assistant.answer import Assistant
from indexer.build import open_library

PLAN = """示例市消费品以旧换新实施细则
一、补贴标准
（一）支持汽车换新。个人报废旧车并购买新能源乘用车的，补贴2万元；购买燃油乘用车的，补贴1.5万元。（责任单位：市商务局）
（二）支持家电换新。对购买2级能效冰箱、洗衣机、空调的消费者，补贴标准为销售价格的15%；购买1级能效产品的，补贴标准为销售价格的20%。每人每类可补贴1件，每件补贴不超过2000元，通过手机支付领取。（责任单位：市商务局）
（三）支持电动自行车换新。研究电动自行车以旧换新支持政策。（责任单位：市公安局）
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    corpus = tmp_path_factory.mktemp("benefits")
    (corpus / "documents").mkdir()
    (corpus / "documents" / "plan.txt").write_text(PLAN, "utf-8")
    return Assistant(open_library(corpus, corpus / ".wence"))


@pytest.mark.parametrize(
    ("question", "clause", "said", "unsaid"),
    [
        ("换新能源汽车补贴多少钱", "（一）", ["2万元"], ["1.5万元"]),
        ("买燃油乘用车补贴多少", "（一）", ["1.5万元"], []),
        ("一级能效空调补贴多少", "（二）", ["20%", "2000元"], ["15%"]),
        ("2级能效的冰箱能补多少钱", "（二）", ["15%", "2000元"], ["20%"]),
    ],
)
def test_the_case_that_fits_is_given_with_its_cap(
    asked: Assistant, question: str, clause: str, said: list[str], unsaid: list[str]
) -> None:
    answer = asked.ask(question)
    assert answer.status == "answered", answer.text
    assert answer.citations[0].clause == clause
    assert [word for word in said if word not in answer.text] == []
    assert [word for word in unsaid if word in answer.text] == []


@pytest.mark.parametrize(
    "question", ["电动自行车以旧换新补贴多少钱", "手机补贴多少钱", "买沙发补多少"]
)
def test_goods_without_a_case_get_no_amount(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert answer.status == "not_found"
    assert answer.citations == ()
