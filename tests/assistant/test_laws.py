"""Laws that every answer keeps, over every document that there is, for questions from its facts.

An answer that is given cites; a refusal does not; nothing is said that the citations lack; what is
called complete is complete by the facts of the store.
"""

import re
import shutil
from collections.abc import Iterator

import pytest

from assistant.answer import Assistant
from eval.grounding import Grounding
from indexer.build import Library, open_library
from indexer.model import Answer, ClauseKind, Document, Role
from indexer.parse.organs import is_collective
from tests.cases_of import cases_of
from tests.conftest import HOME, ROOT

PLANS = ROOT.parent / "shared" / "data" / "plans"
NAMES = [HOME, *sorted(each.stem for each in PLANS.glob("*.txt"))]
ENOUGH = 0.8  # of the organs of a plan are understood by their own name
_COMPLETE = re.compile(r"(\d+)\**[项条]\**，全部列出")
_LONGEST = 5000  # characters

OF_DOCUMENT = [
    "文号是什么？", "什么时候印发的？", "是谁印发的？", "印发给谁？", "联系电话是多少？", "依据哪些上级文件？",
    "分几个部分？", "一共有多少项措施？", "有效期到什么时候？", "哪个单位牵头的任务最多？", "哪些单位牵头？",
    "哪条措施的单位最多？", "没有写明牵头单位的有哪些？", "由三个以上单位负责的措施有哪些？", "有哪些量化目标？",
    "每年都要完成的目标有哪些？", "总体目标是什么？", "哪些措施提到资金？", "你是谁？", "怎么申请补贴？",
]  # fmt: skip


class Asked:
    """One document with those who ask and check."""

    def __init__(self, library: Library, name: str) -> None:
        self.document: Document = library.document(name)
        self.assistant = Assistant(library)
        self.grounding = Grounding(library)

    def ask(self, question: str) -> Answer:
        """An answer that keeps the laws of all answers."""
        answer = self.assistant.ask(question, doc_id=self.document.doc_id)
        assert bool(answer.citations) == (answer.status == "answered"), question
        assert answer.text.strip(), question
        assert self.grounding.unsupported(answer) == (), (question, answer.text)
        _is_complete(answer)
        return answer


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library | None]:
    """The plans beside the checkout, in one library; None where they are not."""
    if len(NAMES) == 1:
        yield None
        return
    folder = tmp_path_factory.mktemp("plans")
    shutil.copytree(PLANS, folder / "documents")
    library = open_library(folder, folder / ".wence")
    yield library
    library.close()


@pytest.fixture(scope="module", params=NAMES)
def asked(request: pytest.FixtureRequest, library: Library, plans: Library | None) -> Asked:
    if request.param == HOME:
        return Asked(library, HOME)
    assert plans is not None
    return Asked(plans, request.param)


def _is_complete(answer: Answer) -> None:
    """What is called complete has as many lines as it counts."""
    counts = [int(hit[1]) for hit in _COMPLETE.finditer(answer.text)]
    lines = [line for line in answer.text.split("\n") if line.startswith("- ")]
    if counts:
        assert sum(counts) == len(lines), answer.text


@pytest.mark.parametrize("role", [Role.LEAD, Role.RESPONSIBLE])
def test_each_organ_gets_all_its_duties(asked: Asked, role: Role) -> None:
    document = asked.document
    organs = dict.fromkeys(a.canonical for a in document.attributions)
    named = [each for each in organs if not is_collective(each)]
    leading = {a.role for a in document.attributions} & {Role.LEAD}
    understood = 0
    for name in named:
        words = "牵头哪些任务？" if role is Role.LEAD else "作为责任单位参与哪些任务？"
        answer = asked.ask(f"{name}{words}")
        if answer.slots.get("organs") != [name] or answer.intent != "duties":
            continue
        understood += 1
        # Of a plan that names no leading organ it is told who is responsible.
        roles = {role} if role in leading else {Role.RESPONSIBLE, Role.COOPERATING}
        mine = {
            a.clause_id for a in document.attributions if a.canonical == name and a.role in roles
        }
        rows = answer.table.rows if answer.table else ()
        assert len(rows) == len(mine), name
        assert (answer.status == "answered") == bool(mine), name
    assert understood >= ENOUGH * len(named)


def test_each_measure_has_its_lead_and_its_words(asked: Asked) -> None:
    for clause in asked.document.measures():
        if clause.heading:
            asked.ask(f"{clause.heading}由谁牵头？")
            asked.ask(f"{clause.heading}要做什么？")


def test_each_target_has_its_value_and_its_deadline(asked: Asked) -> None:
    for target in asked.document.targets:
        asked.ask(f"{target.indicator}要达到多少？")
        asked.ask(f"{target.indicator}什么时候完成？")


def test_each_year_has_all_its_targets(asked: Asked) -> None:
    targets = asked.document.targets
    for year in range(2023, 2036):
        answer = asked.ask(f"{year}年有哪些目标？")
        mine = [t for t in targets if t.deadline and t.deadline.startswith(str(year))]
        rows = answer.table.rows if answer.table else ()
        assert answer.intent == "targets"
        assert len(rows) == len(mine)
        assert (answer.status == "answered") == bool(mine)


def test_each_clause_is_found_by_its_number(asked: Asked) -> None:
    document = asked.document
    ends = (ClauseKind.HEAD, ClauseKind.TAIL)
    labels = dict.fromkeys(each.label for each in document.clauses if each.kind not in ends)
    for label in labels:
        if not re.fullmatch(r"\d{1,3}|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+", label):
            continue
        called = f"第{label}条" if label.isdigit() else label
        called = called if called[0] in "第（" else f"第{called}部分"
        answer = asked.ask(f"{called}讲什么？")
        spans = [each.span for each in document.clauses if each.label == label]
        cited = [each.span for each in (*answer.citations, *answer.related)]
        assert any(own.start <= each.start < own.end for own in spans for each in cited), called


def test_each_benefit_is_asked_for(asked: Asked) -> None:
    for each in asked.document.benefits:
        asked.ask(f"{each.subject}补贴多少钱？")
        asked.ask(f"{each.subject}最高补多少？什么时候截止？")


def test_facts_of_the_document_and_counts(asked: Asked) -> None:
    for question in OF_DOCUMENT:
        asked.ask(f"方案{question}")


@pytest.mark.parametrize("case", cases_of("assistant/nonsense"))
def test_nonsense_is_taken_calmly(asked: Asked, case: dict[str, list[str]]) -> None:
    for text in case["texts"]:
        asked.ask(text)


@pytest.mark.parametrize("text", ["啊", "1", "农机报废更新", "（", "“", "局", "第1条", "2027年"])
def test_a_text_of_five_thousand_characters_is_taken_calmly(library: Library, text: str) -> None:
    Asked(library, HOME).ask((text * _LONGEST)[:_LONGEST])
