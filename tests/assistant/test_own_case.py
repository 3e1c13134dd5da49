"""The asker's number against limits, bands and totals; leave that is needed; names of products."""

import pytest

from assistant.answer import Assistant
from indexer.build import open_library

PLAN = """云川市人民政府
关于印发云川市碳达峰行动方案的通知
云政发〔2026〕9号
各县（市、区）人民政府：
现将方案印发给你们。
云川市人民政府
2026年1月6日
云川市碳达峰行动方案
一、重点任务
（一）数据中心节能。新建大型数据中心电能利用效率（PUE）降低至1.3以下，枢纽节点降到1.2以下，推动老旧机房绿色改造，力争利用效率不高于1.5。（市发改委牵头）
（二）绿色运输。到2027年，沿海港口集装箱吞吐量达到900万标箱，内河港口集装箱吞吐量达到30万标箱，水路和铁路货运量分别达到700万吨和120万吨。（市交通局牵头）
（三）绿色建筑。到2027年，全市60%以上新建社区建成绿色社区；成品化住房占新建住宅80%，装配化装修占成品住房25%。（市住建局牵头）
（四）绿色出行。倡导“1公里内步行、3公里内骑自行车、5公里左右乘坐公共交通”的出行方式。（市交通局牵头）
（五）绿色金融。加快绿色信贷产品开发，加快面向科技企业的“绿科贷”创新产品推广。（市财政局牵头）
（六）减排设施。到2027年，生活垃圾回收利用率达到38%以上，累计建成充电桩12万个，生活垃圾清运时间不超过15小时，新能源公交车占比达到90%。助餐点县城建设12个、乡镇建设33个。（市城管局牵头）
二、保障措施
（七）财税支持。落实节能节水、新能源车船税收优惠。加大财政资金扶持力度。（市财政局牵头）
（八）组织领导。各县（市、区）碳达峰实施方案需经市碳达峰工作领导小组综合平衡、审议通过后印发实施。（市发改委牵头）
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("own_case")
    (folder / "documents").mkdir()
    (folder / "documents" / "plan.txt").write_text(PLAN, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我们新建的大型数据中心PUE是1.35，符合要求吗？", ["不符合：1.35高于1.3"]),
        ("枢纽节点的数据中心，PUE打算做到1.18，达标吗？", ["符合：1.18低于1.2"]),
        ("老旧机房改造后PUE是1.4，合格吗？", ["符合：1.4低于1.5"]),
        ("我们县生活垃圾回收利用率只有30%，达标吗？", ["不符合：30%低于38%"]),
        ("充电桩建了15万个，达到2027年的要求了吗？", ["符合：15万个高于12万个"]),
        (
            "2027年水路和铁路的货运量目标加起来是多少？",
            ["700万吨+120万吨=820万吨"],
        ),
        (
            "沿海港口和内河港口的集装箱吞吐量目标加在一起是多少万标箱？",
            ["900万标箱+30万标箱=930万标箱"],
        ),
        ("要是全市到2027年新建了40个社区，最少得有几个建成绿色社区？", ["40个×60%=24个"]),
        (
            "假如2027年新建住宅一共500万平方米，成品化住房该有多少万平方米？其中装配化装修的又是多少万平方米？",
            ["500万平方米×80%=400万平方米", "400万平方米×25%=100万平方米"],
        ),
        ("县城和乡镇的助餐点一共建多少个？", ["12个+33个=45个"]),
        ("生活垃圾清运平均用了20小时，符合要求吗？", ["不符合：20小时高于15小时"]),
        ("我上班单程大概2公里半，按倡导的方式该怎么走？", ["骑自行车"]),
        ("县里的碳达峰实施方案编好了，市里不审能直接印发吗？", ["不能直接印发", "领导小组"]),
        ("我是科技企业，银行有没有专门的信贷产品？叫什么？", ["叫“绿科贷”"]),
        ("买新能源车，车船税有没有优惠？", ["车船税收优惠"]),
        ("How many EV charging piles will be built by 2027?", ["12万个"]),
    ],
)
def test_the_own_case_is_answered(plan: Assistant, question: str, said: list[str]) -> None:
    answer = plan.ask(question)
    assert answer.status == "answered", answer.text
    assert [word for word in said if word not in answer.text] == [], answer.text


@pytest.mark.parametrize(
    "question",
    [
        "我厂废水回用率80%，达标吗？",
        "碳达峰安排的市级财政资金总额是多少？",
        "碳达峰专项资金的总规模是多少亿元？",
    ],
)
def test_what_the_plan_sets_no_limit_or_sum_for(plan: Assistant, question: str) -> None:
    assert plan.ask(question).status == "not_found"


def test_another_number_goes_on(plan: Assistant) -> None:
    first = plan.ask("我上班单程大概2公里半，按倡导的方式该怎么走？")
    state = plan.state_after(first)
    second = plan.ask("那要是只有800米呢？", state=state)
    assert "：步行" in second.text, second.text
