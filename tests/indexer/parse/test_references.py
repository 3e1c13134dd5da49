"""Cited documents: by table, and which of them the corpus holds."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from indexer.model import Document, Reference, Span
from indexer.parse.references import resolver
from tests.cases_of import cases_of

Parse = Callable[[str], Document]


@pytest.mark.parametrize("case", cases_of("references"))
def test_citations_are_found_with_their_numbers(parse: Parse, case: dict[str, Any]) -> None:
    found = parse(f"一、任务\n1.推进工作。{case['text']}\n").references
    assert [[r.title, r.doc_number or ""] for r in found] == case["references"]


@pytest.mark.parametrize("case", cases_of("references"))
def test_the_issuing_page_may_cite_too(parse: Parse, case: dict[str, Any]) -> None:
    found = parse(f"{case['text']}\n一、任务\n1.推进工作。\n").references
    assert [r.clause_id for r in found] == ["plan#head"] * len(case["references"])


@pytest.mark.parametrize("case", cases_of("cited_documents"))
def test_a_title_decides_which_document_is_cited(parse: Parse, case: dict[str, Any]) -> None:
    held = [_held(parse, **each) for each in case["held"]]
    cited = Reference("a#1", case["title"], case.get("number"), None, "", Span(0, 1), "titled")
    assert resolver(held)(cited) == case.get("doc_id")


def _held(
    parse: Parse, doc_id: str, title: str, number: str | None = None, issuer: str | None = None
) -> Document:
    return replace(parse(""), doc_id=doc_id, title=title, doc_number=number, issuer=issuer)


def test_the_home_plan_leads_to_its_parents(home: Document) -> None:
    resolved = {each.doc_number: each.resolved_doc_id for each in home.references}
    assert resolved["鲁政发〔2024〕3号"] == "shandong-2024-3"
    assert resolved["济政发〔2024〕9号"] == "jinan-2024-9"
