"""Cited documents: by table, and which of them the corpus holds."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer.model import Document, Reference, Span
from indexer.parse.references import resolve_reference
from tests.cases_of import cases_of

Parse = Callable[[str], Document]
TITLES = (
    ("jinan", "济南市推动大规模设备更新和消费品以旧换新工作方案"),
    ("jining", "济宁市推动大规模设备更新和消费品以旧换新工作方案"),
)


@pytest.mark.parametrize("case", cases_of("references"))
def test_citations_are_found_with_their_numbers(parse: Parse, case: dict[str, Any]) -> None:
    found = parse(f"一、任务\n1.推进工作。{case['text']}\n").references
    assert [[r.title, r.doc_number or ""] for r in found] == case["references"]


@pytest.mark.parametrize("case", cases_of("references"))
def test_the_issuing_page_may_cite_too(parse: Parse, case: dict[str, Any]) -> None:
    found = parse(f"{case['text']}\n一、任务\n1.推进工作。\n").references
    assert [r.clause_id for r in found] == ["plan#head"] * len(case["references"])


@pytest.mark.parametrize(
    ("title", "doc_id"),
    [
        ("济南市人民政府关于印发济南市推动大规模设备更新和消费品以旧换新工作方案的通知", "jinan"),
        ("〈济宁市推动大规模设备更新和消费品以旧换新工作方案〉", "jining"),
        ("推动大规模设备更新和消费品以旧换新工作方案", None),
        ("", None),
    ],
    ids=["the title inside the notice", "in brackets", "a shorter title fits both", "no title"],
)
def test_a_title_decides_which_document_is_cited(title: str, doc_id: str | None) -> None:
    cited = Reference("a#1", title, "济政发〔2024〕9号", None, title, Span(0, 1), "titled")
    assert resolve_reference(cited, TITLES) == doc_id


def test_two_documents_that_fit_are_none() -> None:
    cited = Reference("a#1", "甲方案和乙方案", None, None, "", Span(0, 1), "titled")
    assert resolve_reference(cited, (("a", "甲方案"), ("b", "乙方案"))) is None
