"""Questions evaluated with a language model in the answers."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from eval.scripted_model import Script
from eval.telling import endpoint

ROWS = [
    {"id": "1", "kind": "lead", "question": "农机报废更新由谁牵头？", "clauses": ["6"]},
    {"id": "2", "kind": "list", "question": "区财政局牵头哪些任务", "clauses": ["43"]},
]


@pytest.mark.parametrize(("model", "told"), [("truthful", 1), ("babbling", 0)])
def test_answers_are_evaluated_as_the_model_tells_them(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], model: str, told: int
) -> None:
    questions = tmp_path / "mine.jsonl"
    questions.write_text("\n".join(json.dumps(row) for row in ROWS), "utf-8")
    with endpoint(Script()) as address:
        given = ["--corpus", str(corpus), "--llm-base-url", address, "--llm-model", model]
        asked = ["eval", "answers", "--questions", str(questions), "--generator", "llm", "--json"]
        assert main([*given, *asked]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["generation"]["told"] == told
    assert record["generation"]["rules_instead"] == 1 - told


def test_without_a_model_there_is_nothing_to_evaluate(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = tmp_path / "mine.jsonl"
    questions.write_text(json.dumps(ROWS[0]), "utf-8")
    asked = ["eval", "answers", "--questions", str(questions), "--generator", "llm"]
    assert main(["--corpus", str(corpus), *asked]) == 1
    assert "没有设置大模型" in capsys.readouterr().err
