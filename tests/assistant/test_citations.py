"""Nothing reaches the user that its clause does not hold."""

import pytest

from assistant.citations import Citer
from assistant.compose.wording import whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from indexer.build import Library


@pytest.fixture(scope="module")
def knowledge(library: Library) -> Knowledge:
    return Knowledge(library)


@pytest.fixture
def citer(knowledge: Knowledge) -> Citer:
    return Citer(knowledge.document, knowledge.source, knowledge.written_organs)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("到2027年，农机报废更新实施覆盖率达到100%。", True),
        ("由区农业农村局牵头。", True),
        ("到2026年，农机报废更新实施覆盖率达到100%。", False),
        ("覆盖率达到90%。", False),
        ("由区民政局牵头。", False),
        ("由区农业农村局和区税务局牵头。", False),
    ],
    ids=[
        "its year",
        "its organ",
        "another year",
        "another number",
        "another organ",
        "one too many",
    ],
)
def test_a_statement_stands_only_where_its_clause_holds_it(
    knowledge: Knowledge, citer: Citer, text: str, kept: bool
) -> None:
    clause = knowledge.labelled("6")[0]
    answer = citer.answer("问", Draft("lead", (Statement(text, (whole(clause),)),)))
    assert (text.rstrip("。") in answer.text) is kept
    assert ("原文是：" in answer.text) is not kept


def test_a_statement_without_evidence_is_no_answer(citer: Citer) -> None:
    answer = citer.answer("问", Draft("lead", (Statement("一切都好。"),)))
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_clauses_are_cited_in_the_order_of_the_statements(
    knowledge: Knowledge, citer: Citer
) -> None:
    labels = ["54", "6", "29"]
    statements = tuple(
        Statement(f"第{label}条。", (whole(knowledge.labelled(label)[0]),)) for label in labels
    )
    answer = citer.answer("问", Draft("list", statements))
    assert [(c.marker, c.clause) for c in answer.citations] == list(enumerate(labels, 1))
