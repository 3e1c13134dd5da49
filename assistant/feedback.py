"""What people say of answers: kept beside the index, reviewed, turned into questions.

Two JSONL files: ``feedback.jsonl`` (each verdict as it came) and ``reviewed.jsonl`` (questions in
the form of the evaluation suite, made of answers that were marked wrong). A verdict that was
reviewed or set aside stays in the first file, with a row of its own saying so.
"""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from indexer.errors import WenceError
from indexer.model import Answer

_LONGEST = 2000  # characters kept of a reason or an answer


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on one answer; ``history`` are the questions asked before it."""

    id: str
    at: str  # UTC, ISO 8601
    good: bool
    reason: str
    question: str
    history: tuple[str, ...]
    status: str
    answer: str
    cited: tuple[str, ...]  # clause ids


class Feedback:
    """The verdicts of one corpus; processes may share it."""

    def __init__(self, folder: Path) -> None:
        """Takes the folder of the index."""
        self._verdicts = folder / "feedback.jsonl"
        self._questions = folder / "reviewed.jsonl"
        self._lock = FileLock(folder / "feedback.lock")

    @property
    def questions(self) -> Path:
        """The file of the questions made so far."""
        return self._questions

    def add(self, answer: Answer, good: bool, reason: str, history: Sequence[str] = ()) -> Verdict:
        """Keeps a verdict on an answer.

        Raises:
            WenceError: the folder cannot be written.
        """
        verdict = Verdict(
            id=uuid.uuid4().hex[:12],
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            good=good,
            reason=reason.strip()[:_LONGEST],
            question=answer.question,
            history=tuple(history),
            status=answer.status,
            answer=answer.text[:_LONGEST],
            cited=tuple(dict.fromkeys(each.clause_id for each in answer.citations)),
        )
        self._append(self._verdicts, asdict(verdict))
        return verdict

    def to_review(self) -> list[Verdict]:
        """The answers marked wrong that nobody has dealt with, the newest first."""
        rows = list(self._rows(self._verdicts))
        done = {row["done"] for row in rows if "done" in row}
        wrong = [row for row in rows if row.get("good") is False and row["id"] not in done]
        return [_verdict(row) for row in reversed(wrong)]

    def counts(self) -> tuple[int, int]:
        """How many answers were called useful, and how many wrong."""
        rows = [row for row in self._rows(self._verdicts) if "good" in row]
        good = sum(row["good"] for row in rows)
        return good, len(rows) - good

    def accept(self, verdict: Verdict, status: str, clauses: Sequence[str], must: str) -> None:
        """Turns a verdict into a question of the evaluation suite.

        Args:
            verdict: as reviewed.
            status: answered or not_found.
            clauses: labels of the clauses that a right answer cites.
            must: what a right answer holds, parted by semicolons; | between spellings.

        Raises:
            WenceError: an answer is expected, but neither clauses nor words are given.
        """
        words = [each.strip() for each in must.replace("；", ";").split(";") if each.strip()]
        if status == "answered" and not (clauses or words):
            raise WenceError("请写明正确答案引用的条款，或必须包含的词。")
        row = {
            "id": f"feedback-{verdict.id}",
            "kind": "feedback",
            "question": verdict.question,
            "status": status,
            "clauses": list(clauses) if status == "answered" else [],
            "match": "any" if clauses and status == "answered" else "none",
            "must": words if status == "answered" else [],
            "history": list(verdict.history),
        }
        self._append(self._questions, row)
        self.set_aside(verdict)

    def set_aside(self, verdict: Verdict) -> None:
        """Takes a verdict off the list; it stays in the file."""
        self._append(self._verdicts, {"done": verdict.id})

    def _append(self, path: Path, row: dict[str, Any]) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with self._lock, path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        except OSError as error:
            raise WenceError(f"意见无法保存到 {path}（{error.strerror}）。请检查权限。") from error

    def _rows(self, path: Path) -> Iterator[dict[str, Any]]:
        """The rows that are whole; one that a crash cut off is passed over."""
        if not path.exists():
            return
        for line in path.read_text("utf-8").splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                yield row


def _verdict(row: dict[str, Any]) -> Verdict:
    lists = {name: tuple(row[name]) for name in ("history", "cited")}
    return Verdict(**{**row, **lists})
