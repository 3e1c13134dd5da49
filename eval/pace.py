"""``wence eval pace``: how fast a warm assistant answers over a corpus of generated plans."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer import Assistant
from eval.formats import read_topics
from eval.measures.machine import peak_memory, percentile
from eval.plans import write_plans
from indexer.build import open_library
from indexer.library import Library
from indexer.model import Clause, Document

_EACH = 40  # questions of each family
_WARMING = 20  # of each family, other ones, before the clock counts
_NEVER = ("月球基地", "深海养殖执照", "飞行汽车牌照", "量子彩票", "龙舟竞渡奖金")  # in no plan
# Each goes through every plan; the lists have thousands of lines.
_LISTS = ("哪个单位牵头的任务最多？", "哪些单位牵头？", "方案分几个部分？", "哪些措施提到改造？")


def measure_pace(documents: int, questions: Path | None = None) -> dict[str, dict[str, float]]:
    """Writes plans, builds their corpus and index, and asks in a process of its own."""
    with TemporaryDirectory() as folder:
        files = Path(folder) / "corpus" / "documents"
        files.mkdir(parents=True)
        for plan in write_plans(documents):
            (files / f"{plan.name}.txt").write_text(plan.text, "utf-8")
        begin = time.perf_counter()
        open_library(Path(folder) / "corpus", Path(folder) / "index").close()
        building = {"build": {"documents": documents, "seconds": time.perf_counter() - begin}}
        command = [sys.executable, "-m", "eval.pace", folder, str(questions or "")]
        ended = subprocess.run(command, check=True, capture_output=True, text=True)
        figures: dict[str, dict[str, float]] = json.loads(ended.stdout)
        return building | figures


def questions_of(library: Library, seed: int) -> dict[str, list[str]]:
    """Questions of each family, drawn from the facts of a library."""
    draw = random.Random(seed)
    documents = library.documents
    measures = [(d, c) for d in documents for c in d.measures() if c.heading]
    organs = sorted({a.organ for d in documents for a in d.attributions})
    aims = [(d, t) for d in documents for t in d.targets if t.value is not None]
    years = sorted({t.deadline[:4] for _, t in aims if t.deadline})

    def some(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(_EACH)]

    def measure() -> tuple[Document, Clause]:
        return draw.choice(measures)

    def place() -> str:
        return draw.choice(documents).region or ""

    families = {
        "lead": lambda: f"{measure()[1].heading}由谁牵头？",
        "content": lambda: f"{measure()[1].heading}要做什么？",
        "value": lambda: f"{draw.choice(aims)[1].indicator}要达到多少？",
        "deadline": lambda: f"{draw.choice(aims)[1].indicator}什么时候完成？",
        "duties": lambda: f"{place()}{draw.choice(organs)}牵头哪些任务？",
        "targets": lambda: f"{place()}{draw.choice(years)}年有哪些目标？",
        "clause": lambda: f"{place()}方案第{draw.randint(1, 60)}条讲什么？",
        "number": lambda: f"{draw.choice(documents).doc_number}是什么时候印发的？",
        "unanswerable": lambda: f"{draw.choice(_NEVER)}怎么申请，补贴{draw.randint(2, 99)}元吗？",
        "of all plans": lambda: f"{draw.choice(organs)}在{draw.choice(years)}年有哪些任务？",
    }
    found = {name: some(make) for name, make in families.items()}
    return found | {"lists of all plans": [*_LISTS, *(f"{year}年有哪些目标？" for year in years)]}


def pace_of(library: Library, families: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Milliseconds of each family and of all together, warm."""
    assistant = Assistant(library)
    for asked in questions_of(library, seed=1).values():
        for question in asked[:_WARMING]:
            assistant.ask(question)
    times = {
        name: [assistant.ask(question).elapsed_ms for question in asked]
        for name, asked in families.items()
    }
    times["all"] = [each for found in times.values() for each in found]
    return {
        name: {
            "questions": len(found),
            "p50_ms": percentile(found, 0.5),
            "p95_ms": percentile(found, 0.95),
            "max_ms": max(found),
        }
        for name, found in times.items()
        if found
    }


def _serve(folder: Path, questions: str) -> dict[str, dict[str, float]]:
    begin = time.perf_counter()
    library = open_library(folder / "corpus", folder / "index")
    families = questions_of(library, seed=2)
    if questions:
        families["of the file"] = [each.question for each in read_topics(Path(questions))]
    opened = time.perf_counter() - begin
    figures = pace_of(library, families)
    return figures | {"serve": {"open_seconds": opened, "memory_mb": peak_memory()}}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_serve(Path(sys.argv[1]), sys.argv[2])))
