"""A run in the forms of other tools: TREC run, JSONL of answers, RAGAS, CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from eval.scoring import MEASURES, Scored


def trec_run(scored: Iterable[Scored], tag: str = "wence") -> str:
    """The citations of each answer as a ranking: query, Q0, clause, rank, score, tag."""
    lines = []
    for each in scored:
        cited = dict.fromkeys(each.outcome.cited)
        for rank, name in enumerate(cited, 1):
            lines.append(f"{each.topic.id} Q0 {name} {rank} {1 / rank:.6f} {tag}\n")
    return "".join(lines)


def answers_jsonl(scored: Iterable[Scored]) -> str:
    """One object a line: the question, what came, what was cited, and its measures."""
    return "".join(
        json.dumps(_row(each), ensure_ascii=False, default=str) + "\n" for each in scored
    )


def _row(scored: Scored) -> dict[str, Any]:
    topic, answer = scored.topic, scored.answer
    return {
        "id": topic.id,
        "kind": topic.kind,
        "question": topic.question,
        "history": list(topic.history),
        "status": answer.status,
        "intent": answer.intent,
        "answer": answer.text,
        "citations": [
            {
                "marker": each.marker,
                "doc_id": each.doc_id,
                "clause": each.clause,
                "clause_id": each.clause_id,
                "quote": each.quote,
                "start": each.span.start,
                "end": each.span.end,
            }
            for each in answer.citations
        ],
        "unsupported": list(scored.outcome.unsupported),
        "elapsed_ms": answer.elapsed_ms,
        "measures": dict(scored.measures),
    }


def ragas_json(scored: Iterable[Scored]) -> str:
    """The samples that RAGAS reads (user_input, response, retrieved_contexts, reference)."""
    samples = [
        {
            "user_input": each.topic.question,
            "response": each.answer.text,
            "retrieved_contexts": [citation.quote for citation in each.answer.citations],
            "reference": _reference(each),
        }
        for each in scored
    ]
    return json.dumps(samples, ensure_ascii=False, indent=1) + "\n"


def _reference(scored: Scored) -> str:
    topic = scored.topic
    if topic.answers:
        return topic.answers[0]
    return "；".join(each.split("|")[0] for each in topic.must)


def csv_table(scored: Sequence[Scored]) -> str:
    """A row for each question, a column for each measure that any of them has."""
    names = [name for name in MEASURES if any(name in each.measures for each in scored)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["id", "kind", "question", "expected", "status", "cited", *names, "elapsed_ms", "answer"]
    )
    for each in scored:
        topic, answer = each.topic, each.answer
        figures = [f"{each.measures[n]:.4f}" if n in each.measures else "" for n in names]
        cells = (topic.id, topic.kind, topic.question, topic.status, answer.status)
        writer.writerow(
            [
                *map(_harmless, cells),
                " ".join(each.outcome.cited),
                *figures,
                f"{answer.elapsed_ms:.2f}",
                _harmless(answer.text),
            ]
        )
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text, never for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
