"""``wence eval folder``: a folder of generated plans into a corpus and its index."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.synthetic import generate

_CLAUSES = 50  # of a plan
_BAD_EVERY = 100  # documents, one cannot be read


def measure_folder(documents: int) -> dict[str, float]:
    """Writes plans as text and web pages, a few broken, and takes them in by the command line."""
    with TemporaryDirectory() as folder:
        files = Path(folder) / "files"
        files.mkdir()
        bad = _write(files, documents)
        corpus = ["--corpus", f"{folder}/corpus", "--index", f"{folder}/index"]
        begin = time.perf_counter()
        command = [sys.executable, "-m", "assistant.cli", *corpus, "corpus", "add", str(files)]
        ended = subprocess.run(command, capture_output=True, text=True)
        seconds = time.perf_counter() - begin
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = ended.stderr.count("已加入 ")
        return {
            "documents": documents,
            "taken": taken,
            "refused": ended.stderr.count("未加入："),
            "broken_files": bad,
            "seconds": seconds,
            "documents_per_s": documents / seconds,
            "cores_used": (usage.ru_utime + usage.ru_stime) / seconds,
            "cores": os.cpu_count() or 1,
            "largest_process_mb": usage.ru_maxrss / 1000,
        }


def _write(folder: Path, documents: int) -> int:
    bad = 0
    for number, plan in enumerate(generate(documents * _CLAUSES)):
        lines = [plan.title, "一、主要任务", *(f"{c.label}.{c.text}" for c in plan.clauses)]
        if number % _BAD_EVERY == _BAD_EVERY - 1:
            (folder / f"{plan.doc_id}.pdf").write_bytes(b"%PDF-1.7 broken")
            bad += 1
        elif number % 2:
            body = "".join(f"<p>{line}</p>" for line in lines)
            page = f"<!doctype html><meta charset='utf-8'><body><div>{body}</div></body>"
            (folder / f"{plan.doc_id}.html").write_text(page, "utf-8")
        else:
            (folder / f"{plan.doc_id}.txt").write_text("\n".join(lines), "utf-8")
    return bad
