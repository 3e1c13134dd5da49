"""REST over a real server, as programs call it."""

import csv
import io
from typing import Any

import httpx
import icalendar
import openpyxl
import pytest

from assistant.api.models import AnswerForm
from indexer.model import Document

QUESTION = "农机报废更新由谁牵头？"


@pytest.fixture
def api(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30)


def test_a_question_gets_its_cited_answer(api: httpx.Client) -> None:
    answer = api.post("/api/ask", json={"question": QUESTION}).raise_for_status().json()
    assert answer["status"] == "answered"
    assert "区农业农村局" in answer["answer"]
    assert answer["citations"][0]["clause_id"] == "zhangqiu-2024-2#6"


@pytest.mark.parametrize("question", [QUESTION, "区财政局牵头哪些任务", "旧空调换新补贴多少钱"])
def test_an_answer_has_the_form_that_the_manual_tells(api: httpx.Client, question: str) -> None:
    answer = api.post("/api/ask", json={"question": question}).json()
    assert AnswerForm.model_validate(answer, strict=True).model_dump() == answer


def test_an_answer_may_be_of_one_level(api: httpx.Client) -> None:
    body = {"question": "二手车交易量的目标是多少？", "level": "省"}
    answer = api.post("/api/ask", json=body).json()
    assert {each["doc_id"] for each in answer["citations"]} == {"shandong-2024-3"}
    missing = api.post("/api/ask", json=body | {"level": "乡"})
    assert (missing.status_code, "乡级" in missing.json()["detail"]) == (404, True)


@pytest.mark.parametrize(
    ("path", "query", "rows"),
    [
        ("measures.csv", {}, 60),
        ("measures.csv", {"organ": "区农业农村局", "role": "lead"}, 2),
        ("measures.csv", {"words": "充电 更新"}, 1),
        ("targets.csv", {"year": "2027"}, 2),
        ("targets.csv", {"lead": "区农业农村局"}, 2),
    ],
)
def test_facts_are_taken_away_as_the_filters_leave_them(
    api: httpx.Client, path: str, query: dict[str, str], rows: int
) -> None:
    found = api.get(f"/api/export/{path}", params=query)
    assert len(list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))) == rows
    assert found.headers["content-disposition"].endswith(path.partition(".")[2])


def test_facts_are_taken_away_as_a_workbook_and_a_calendar(api: httpx.Client) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(api.get("/api/export/targets.xlsx").content)).active
    assert sheet.max_row == 29
    events = icalendar.Calendar.from_ical(api.get("/api/export/targets.ics").content)
    assert len(events.walk("VEVENT")) == 24
    assert api.get("/api/export/measures.ics").status_code == 422


def test_a_history_lends_its_topic(api: httpx.Client) -> None:
    body = {"question": "那责任单位呢", "history": [QUESTION]}
    answer = api.post("/api/ask", json=body).json()
    assert "区财政局" in answer["answer"]
    alone = api.post("/api/ask", json={"question": "那责任单位呢"}).json()
    assert alone["answer"] != answer["answer"]


def test_a_search_gives_hits_with_highlights(api: httpx.Client) -> None:
    found = api.get("/api/search", params={"q": "充换电站", "k": 3}).json()
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    first = found["hits"][0]
    start, end = first["highlights"][0]
    assert first["text"][start:end]


def test_documents_clauses_and_facts_are_served(api: httpx.Client, home: Document) -> None:
    listed = {each["doc_id"]: each for each in api.get("/api/documents").json()}
    assert listed[home.doc_id]["measures"] == 60
    whole = api.get(f"/api/documents/{home.doc_id}").json()
    assert len(whole["clauses"]) == len(home.clauses)
    clause = api.get(f"/api/clauses/{home.doc_id}%2329").json()
    assert clause["clauses"][0]["clause"] == "29"
    assert clause["measures"][0]["lead"] == ["区商务服务中心"]
    measures = api.get("/api/measures", params={"doc": home.doc_id, "offset": 58}).json()
    assert [each["clause"] for each in measures] == ["59", "60"]
    assert len(api.get("/api/targets").json()) == len(home.targets)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "says"),
    [
        ("POST", "/api/ask", {}, 422, "question"),
        ("POST", "/api/ask", {"question": ""}, 422, "question"),
        ("POST", "/api/ask", {"question": "甲" * 2001}, 422, "2000"),
        ("POST", "/api/ask", {"question": "甲", "more": 1}, 422, "more"),
        ("POST", "/api/ask", {"question": "甲", "history": ["乙"] * 21}, 422, "history"),
        ("POST", "/api/ask", {"question": "甲", "doc": "no-such"}, 404, "no-such"),
        ("GET", "/api/documents/no-such", None, 404, "no-such"),
        ("GET", "/api/clauses/no-such%231", None, 404, "no-such"),
        ("GET", "/api/search", None, 422, "q"),
        ("GET", "/api/search?q=a&k=0", None, 422, "k"),
        ("GET", "/api/measures?limit=9999", None, 422, "limit"),
    ],
)
def test_a_faulty_request_is_a_problem(
    api: httpx.Client, method: str, path: str, body: Any, status: int, says: str
) -> None:
    reply = api.request(method, path, json=body)
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert says in reply.json()["detail"]


def test_text_that_is_no_json_is_a_problem(api: httpx.Client) -> None:
    reply = api.post("/api/ask", content=b"{", headers={"content-type": "application/json"})
    assert (reply.status_code, reply.json()["status"]) == (422, 422)


def test_a_body_beyond_the_limit_is_refused_though_its_length_is_not_told(
    api: httpx.Client,
) -> None:
    def parts() -> Any:
        for _ in range(40):
            yield b"x" * 10_000

    reply = api.post("/api/ask", content=parts())
    assert reply.status_code == 413
    assert "256 KB" in reply.json()["detail"]


def test_health_and_metrics_count_by_route(api: httpx.Client) -> None:
    assert api.get("/healthz").json() == {"status": "ok", "documents": 4}
    api.get("/api/documents/no-such")
    text = api.get("/metrics").text
    assert 'wence_requests_total{route="/api/documents/{doc_id}",status="404"}' in text
    assert "no-such" not in text


def test_the_manual_of_the_interface_asks_no_other_host(browser: Any, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/docs")
    page.get_by_text("/api/ask", exact=True).wait_for()
    page.close()
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
