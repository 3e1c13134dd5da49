"""Parsing gold: the facts of one document as people read them."""

from pathlib import Path
from typing import Any

from eval.formats.rows import json_file
from indexer.errors import WenceError


def read_gold(path: Path) -> dict[str, Any]:
    """The parsing gold of one document: doc_id, and any of measures, targets, benefits.

    Raises:
        WenceError: the file is missing or is no gold.
    """
    gold = json_file(path)
    if not isinstance(gold, dict) or not isinstance(gold.get("doc_id"), str):
        raise WenceError(f"标准答案 {path} 缺少 doc_id。请照 eval/README.md 检查。")
    kinds = {name: gold[name] for name in ("measures", "targets", "benefits") if name in gold}
    return {"doc_id": gold["doc_id"], **kinds}
