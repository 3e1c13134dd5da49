"""Plans that say in prose alone who does what: organs by clause, who issued them, from when."""

import pytest

from assistant.answer import Assistant
from indexer.build import open_library
from indexer.model import Answer

PLAN = """云川省商务厅 云川省财政厅
关于印发云川省2026年消费换新工作方案的通知
云商函〔2026〕8号
各市人民政府：
现将方案印发给你们。
云川省商务厅
云川省财政厅
云川省民政厅
2026年1月6日
云川省2026年消费换新工作方案
一、支持换新
（一）老旧农机。补贴标准、自选机具目录等细则由省农业农村厅会同省财政厅、商务厅另行制定。
（二）居家适老。补贴品类由省住房城乡建设厅、民政厅等指导各地结合实际确定。
（三）电动自行车。每辆补贴500元。申领细则由省商务厅牵头制定。
二、组织实施
（四）统筹协调。省发展改革委发挥工作专班牵头部门作用，会同省财政厅安排资金。各县（市）商务主管部门要加大宣传力度。
（五）资金管理。省市财政按9:1比例安排配套资金。若某市用完下达额度，则超出部分由该市自行承担。
（六）跟踪评估。有关部门要将资金使用情况报送省发展改革委、财政厅。
（七）组织保障。成立由厅主要负责人牵头的消费换新工作专班。建立领导小组，由分管副省长任组长。
（八）市场环境。支持东江、西岭等市县建设回收园区。主动公开投诉热线电话。省交通运输厅牵头组织实施绿色出行工作，会同有关部门宣传。
"""


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("prose")
    (folder / "documents").mkdir()
    (folder / "documents" / "plan.txt").write_text(PLAN, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


def _cited(answer: Answer) -> list[str]:
    return list(dict.fromkeys(each.clause for each in answer.citations))


@pytest.mark.parametrize(
    ("question", "cited", "said"),
    [
        ("民政厅在方案里要干什么？", ["（二）"], ["适老", "指导各地"]),
        ("省住建厅被点名负责的有哪几条？", ["（二）"], ["**负责**"]),
        ("省商务厅参与哪些工作？", ["（一）", "（三）"], ["**配合**", "**牵头**"]),
        ("省商务厅牵头哪几项？", ["（三）"], ["**1条**"]),
        ("省财政厅参与哪些工作，分别在哪几条？", ["（一）", "（四）", "（六）"], ["**3条**"]),
        ("农机细则是哪个厅会同哪些部门来定？", ["（一）"], ["省农业农村厅", "省财政厅、商务厅"]),
        ("谁发挥牵头部门作用？", ["（四）"], ["省发展改革委"]),
        ("各县市商务主管部门要做什么？", ["（四）"], ["宣传"]),
        (
            "农机细则由省交通厅牵头制定，对吧？",
            ["（一）"],
            ["不是", "省农业农村厅"],
        ),
        ("用超了额度的部分谁来承担？", ["（五）"], ["该市自行承担"]),
        ("这份通知由几个部门联合印发？", ["head"], ["**3个部门**", "云川省民政厅"]),
        ("方案是省里五个部门一起印发的吧？", ["head"], ["不对", "**3个部门**"]),
        ("是省民政厅印发的吧？", ["head"], ["是的", "云川省民政厅"]),
        ("是省交通厅印发的吗？", ["head"], ["不对", "云川省民政厅"]),
        ("是省财政厅一家印发的吧？", ["head"], ["不对", "**3个部门**"]),
        ("消费换新工作专班由谁牵头？", ["（七）"], ["厅主要负责人"]),
        ("工作专班是分管副省长牵头，对吧？", ["（七）"], ["不对", "厅主要负责人"]),
        ("领导小组是省长任组长吧？", ["（七）"], ["不对", "副省长"]),
        ("绿色出行由谁牵头组织实施？", ["（八）"], ["省交通运输厅牵头"]),
        ("绿色出行是省财政厅牵头的，对吗？", ["（八）"], ["不对", "省交通运输厅"]),
        ("想投诉商家，热线电话去哪里查？", ["（八）"], ["主动公开"]),
        ("回收园区建在哪些市县？", ["（八）"], ["东江、西岭"]),
    ],
)
def test_what_prose_says_is_told(
    prose: Assistant, question: str, cited: list[str], said: list[str]
) -> None:
    answer = prose.ask(question)
    assert (answer.status, _cited(answer)) == ("answered", cited), answer.text
    assert all(each in answer.text for each in said), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "省气象局要干什么？",
        "省民政厅牵头哪些任务？",
        "投诉热线电话是多少？",
        "省里的配套资金一共多少亿？",
        "省商务厅在哪条路上？",
    ],
)
def test_an_organ_that_prose_gives_nothing_to_do_is_refused(
    prose: Assistant, question: str
) -> None:
    assert prose.ask(question).status == "not_found"


LED = """云川市人民政府关于印发云川市绿色城乡实施方案的通知
云政发〔2023〕5号
各区县人民政府：
根据《国务院关于印发绿色城乡行动方案的通知》（国发〔2021〕63号）精神，制定本方案。
云川市人民政府
2023年5月6日
云川市绿色城乡实施方案
一、重点任务
（一）绿色城乡建设行动
1．海绵城市。统筹推进建设。到2030年，城市建成区80%以上面积达到海绵城市建设要求。（市住建局牵头，市水务局配合）
2．绿色建筑。到2030年，新建公共建筑本体达到75%节能要求。（市住建局牵头）
（二）绿色交通行动
3．公共交通。到2030年，城市公交90%以上线路达到绿色标准。（市交通局牵头）
（三）绿色生活行动
4．绿色出行。倡导步行。（市交通局牵头，市住建局配合）
"""


@pytest.fixture(scope="module")
def led(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("led")
    (folder / "documents").mkdir()
    (folder / "documents" / "plan.txt").write_text(LED, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


@pytest.mark.parametrize(
    ("question", "cited", "said"),
    [
        ("市住建局牵头的任务中，到2030年的量化指标有哪些？", ["1", "2"], ["80%", "75%"]),
        ("“绿色城乡建设行动”中，到2030年的目标有哪些？", ["1", "2"], ["80%", "75%"]),
        (
            "《国务院关于印发绿色城乡行动方案的通知》是什么文号？",
            ["head"],
            ["国发〔2021〕63号"],
        ),
        ("方案部署了几大行动，最后一个是哪个？", ["一", "（一）", "（二）", "（三）"], ["3大行动"]),
    ],
)
def test_goals_in_words_and_cited_numbers(
    led: Assistant, question: str, cited: list[str], said: list[str]
) -> None:
    answer = led.ask(question)
    assert _cited(answer) == cited, answer.text
    assert [each for each in said if each not in answer.text] == [], answer.text
