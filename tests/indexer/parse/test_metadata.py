"""The issuing page by table, and what the catalogue overrides."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.model import CatalogEntry, Document, SourceText
from indexer.parse import parse_document
from indexer.parse.metadata import guess_level
from indexer.parse.normalize import squeeze
from tests.cases_of import cases_of

Parse = Callable[[str], Document]
BODY = "一、任务\n1.推进工作。\n"
FIELDS = ("title", "doc_number", "issuer", "issued_on", "level", "region")


@pytest.mark.parametrize("case", cases_of("metadata"))
def test_the_issuing_page_states_the_document(parse: Parse, case: dict[str, Any]) -> None:
    document = parse(case["text"] + BODY)
    stated = {name: getattr(document, name) for name in FIELDS}
    assert stated == {name: case.get(name) for name in FIELDS}
    assert [[c.organ or "", c.telephone] for c in document.contacts] == case.get("contacts", [])


@pytest.mark.parametrize("case", cases_of("metadata"))
def test_each_fact_is_found_once_and_at_its_place(parse: Parse, case: dict[str, Any]) -> None:
    source = case["text"] + BODY
    facts = parse(source).facts
    assert sorted(fact.name for fact in facts) == case["facts"]
    for fact in facts:
        assert squeeze(source[fact.span.start : fact.span.end]) == fact.value


@pytest.mark.parametrize("case", cases_of("issuers"))
def test_an_issuer_tells_level_and_region(case: dict[str, Any]) -> None:
    level, region = guess_level(case["issuer"])
    assert [level or "", region or ""] == case["place"]


def test_no_issuer_has_no_level() -> None:
    assert guess_level(None) == (None, None)


def test_the_catalogue_overrides_what_the_text_says() -> None:
    entry = CatalogEntry(
        "plan", Path("plan.txt"), title="名", doc_number="号", issuer="山东省人民政府",
        issued_on=date(2020, 1, 2), parents=("other",), status="失效",
    )  # fmt: skip
    text = "某方案\n章政发〔2024〕2号\n某区人民政府\n2024年8月21日\n" + BODY
    document = parse_document(SourceText("plan", text), entry)
    assert (document.title, document.doc_number) == ("名", "号")
    assert (document.issuer, document.level, document.region) == ("山东省人民政府", "省", "山东省")
    assert (document.issued_on, document.parents) == (date(2020, 1, 2), ("other",))
    assert document.status == "失效"


def test_a_clause_knows_its_page_where_the_source_has_pages() -> None:
    text = "一、甲\n1.乙。正文。\n2.丙。正文。\n"
    source = SourceText("plan", text, (0, text.index("2.")))
    document = parse_document(source, CatalogEntry("plan", Path("plan.pdf")))
    assert [clause.page for clause in document.clauses] == [1, 1, 2]
