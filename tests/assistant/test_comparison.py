"""One indicator at each level, side by side; every row cited."""

import json
from typing import Any

import pytest

from assistant.answer import Assistant
from assistant.cli import main
from tests.cases_of import cases_of


@pytest.mark.parametrize("case", cases_of("assistant/comparisons"))
def test_levels_stand_side_by_side(assistant: Assistant, case: dict[str, Any]) -> None:
    rows, answer = assistant.compare(case["topic"])
    found = [
        [
            row.document.doc_id,
            row.clause.label if row.clause else "",
            row.target.value if row.target else "",
            row.verdict,
        ]
        for row in rows
    ]
    assert found == case["rows"]
    cited = [(each.doc_id, each.clause) for each in answer.citations]
    assert cited == [(row[0], row[1]) for row in found if row[1]]
    assert answer.status == ("answered" if cited else "not_found")


@pytest.mark.parametrize(
    "question", ["设备投资规模国家和山东省谁更高", "国家和省里的设备投资规模目标对比"]
)
def test_a_question_may_compare(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.intent == "compare"
    assert [(each.doc_id, each.clause) for each in answer.citations] == [
        ("guofa-2024-7", "2"),
        ("shandong-2024-3", "8"),
    ]
    assert "更严" in answer.text


def test_the_command_gives_rows_and_the_answer(
    corpus: Any, library: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(
            [
                "--corpus",
                str(corpus),
                "--index",
                str(corpus / ".wence"),
                "compare",
                "报废汽车回收量",
                "--json",
            ]
        )
        == 0
    )
    form = json.loads(capsys.readouterr().out)
    assert [row["level"] for row in form["rows"]] == ["国", "省", "省", "市", "区"]
    assert form["rows"][1]["target"]["value_normalized"] == 600_000
    assert form["rows"][0]["kind"] == "digest"
