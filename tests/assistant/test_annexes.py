"""Questions about annexes: by label, by title, by year, beside the body."""

import pytest

from assistant.answer import Assistant
from indexer.build import open_library
from indexer.model import Answer

PLAN = """青河市人民政府关于印发青河市湖泊整治方案的通知
青政发〔2024〕9号
市政府各部门：
青河市人民政府
2024年3月1日
青河市湖泊整治方案
一、主要任务
1.清理湖面。到2027年清理湖面300公顷。（市水务局牵头，市财政局配合）
2.修复岸线。栽种护岸林。（市园林局牵头）
附件：1.2024年青河市湖泊整治任务清单
2.青河市湖泊整治部门职责清单
附件1
2024年青河市湖泊整治任务清单
| 序号 | 领域 | 2024年推进任务 | 牵头责任部门 |
| --- | --- | --- | --- |
| 1 | 水面 | 清理湖面90公顷。 | 市水务局 |
| 2 | 编制清淤方案，开展水草打捞试点并总结推广各县区好的做法和经验。 |
| 3 | 岸线 | 新建绿道12公里。 | 市园林局 |
附件2
青河市湖泊整治部门职责清单
| 序号 | 部门 | 职责清单 |
| --- | --- | --- |
| 1 | 市水务局 | 统筹湖面清理。 |
| 2 | 监测水质。 |
| 3 | 市财政局 | 落实整治资金。 |
附件3
垂钓证申办指引
一、申请。提交身份证，向街道窗口提出。
二、换证。证件遗失的，6个工作日内补发。
"""


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("lakes")
    (folder / "documents").mkdir()
    (folder / "documents" / "plan.txt").write_text(PLAN, "utf-8")
    return Assistant(open_library(folder, folder / "index"))


def _cited(answer: Answer) -> list[str]:
    return [each.clause for each in answer.citations]


@pytest.mark.parametrize(
    ("question", "cited", "said"),
    [
        ("附件叫什么名字？", ["附件1", "附件2", "附件3"], "湖泊整治部门职责清单"),
        ("附件3第2项是什么？", ["附件3"], "证件遗失"),
        ("附件1第3项由谁牵头？", ["附件1"], "市园林局"),
        ("附件二第2项是哪个部门的？", ["附件2"], "监测水质"),
        ("部门职责清单里市水务局列了哪几项？", ["附件2", "附件2"], "2项"),
        ("附件2里市财政局名下有几项职责？", ["附件2"], "1项"),
        ("正文里市水务局牵头哪几条？", ["1"], "清理湖面"),
        ("市水务局牵头哪些任务？", ["1", "附件1", "附件1"], "附件1中"),
        ("市水务局2024年要完成哪些任务？", ["附件1", "附件1"], "编制清淤方案"),
        ("湖面清理2024年和2027年各多少公顷？", ["附件1", "1"], "90公顷"),
        ("第2条由谁牵头？", ["2"], "市园林局"),
    ],
)
def test_annexes_are_told_apart_from_the_body(
    lakes: Assistant, question: str, cited: list[str], said: str
) -> None:
    answer = lakes.ask(question)
    assert answer.status == "answered"
    assert sorted(_cited(answer)) == sorted(cited)
    assert said in answer.text.replace("**", "")
    assert "|" not in answer.text


@pytest.mark.parametrize("question", ["附件4是什么？", "附件1第30项是什么？"])
def test_what_no_annex_holds_is_refused(lakes: Assistant, question: str) -> None:
    assert lakes.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("附件1第1项由谁牵头？", "那第3项呢？", "市园林局"),
        ("市水务局有哪些任务？", "附件2里呢？", "监测水质"),
        ("2024年清理湖面多少公顷？", "那到2027年累计要完成多少公顷？", "300公顷"),
    ],
)
def test_a_question_goes_on_about_an_annex(
    lakes: Assistant, before: str, question: str, said: str
) -> None:
    state = lakes.state_after(lakes.ask(before))
    assert said in lakes.ask(question, state=state).text
