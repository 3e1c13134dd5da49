"""A run written to a folder, in every form that evaluators take away."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.report.exports import answers_jsonl, csv_table, ragas_json, trec_run
from eval.report.pages import html_page, markdown_page
from eval.scoring import Scored
from indexer.errors import WenceError


def write_report(
    folder: Path,
    name: str,
    scored: Sequence[Scored],
    record: Mapping[str, Any],
    baseline: Mapping[str, Any] | None = None,
) -> None:
    """``answers.html``, ``.md``, ``.json`` (a baseline for later), ``.jsonl``, ``.csv``, ``.run``, ``ragas.json``.

    Raises:
        WenceError: the folder cannot be written.
    """
    title = f"问答评测：{name}"
    texts = {
        "answers.html": html_page(title, scored, record, baseline),
        "answers.md": markdown_page(title, scored, record),
        "answers.json": json.dumps(record, ensure_ascii=False, indent=1) + "\n",
        "answers.jsonl": answers_jsonl(scored),
        "answers.csv": "\ufeff" + csv_table(scored),
        "answers.run": trec_run(scored),
        "ragas.json": ragas_json(scored),
    }
    write_texts(folder, texts)


def write_texts(folder: Path, texts: Mapping[str, str]) -> None:
    """Writes files of a folder, which is made where it is missing.

    Raises:
        WenceError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (folder / file).write_text(text, "utf-8")
    except OSError as error:
        raise WenceError(f"报告无法写入 {folder}（{error.strerror}）。请换一个目录。") from error
