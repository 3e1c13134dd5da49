"""Evaluations started from the page: each in a process of its own, so that asking never waits.

The suite is no part of the installed package; where there is no checkout, there is nothing to run.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from indexer.errors import WenceError

_NICENESS = 10  # people who ask come first
_SETS = "home*.jsonl"  # those over the corpus that is shipped


def suite_folder() -> Path | None:
    """The evaluation suite of the checkout; None where there is none."""
    found = importlib.util.find_spec("eval")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0]) if places and (Path(places[0]) / "suite.py").exists() else None


def question_sets() -> dict[str, Path]:
    """The question sets that the checkout holds for its own corpus, by name."""
    folder = suite_folder()
    found = sorted((folder / "topics").glob(_SETS)) if folder else []
    return {each.stem: each for each in found}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; ``total`` is 0 until the questions are read."""

    done: int
    total: int


class EvaluationRun:
    """One run of ``wence eval answers``, with its report in a folder of its own."""

    def __init__(self, settings: Settings, questions: Path) -> None:
        """Starts the run.

        Args:
            settings: names corpus and index.
            questions: a file of questions.
        """
        self._folder = Path(tempfile.mkdtemp(prefix="wence-eval-"))
        self._state, self._log = self._folder / "progress", self._folder / "log"
        command = [sys.executable, "-m", "assistant.cli"]
        command += ["--corpus", str(settings.corpus), "--index", str(settings.index)]
        command += ["eval", "answers", "--questions", str(questions)]
        command += ["--report", str(self.report), "--progress", str(self._state), "--json"]
        folder = suite_folder()
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                command,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=folder.parent if folder else None,
            )
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICENESS)

    @property
    def report(self) -> Path:
        """The folder of the report."""
        return self._folder / "report"

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._process.poll() is None

    def progress(self) -> Progress:
        """How far it is."""
        try:
            done, total = self._state.read_text("ascii").split()
            return Progress(int(done), int(total))
        except (OSError, ValueError):
            return Progress(0, 0)

    def stop(self) -> None:
        """Ends it; what it had found is dropped."""
        if self.running:
            self._process.terminate()
            self._process.wait(10)

    def page(self) -> str:
        """The report as HTML.

        Raises:
            WenceError: the run failed or was stopped; says why.
        """
        if self._process.wait() == 0:
            return (self.report / "answers.html").read_text("utf-8")
        if self._process.returncode < 0:
            raise WenceError("评测已停止。")
        lines = [each for each in self._log.read_text("utf-8").splitlines() if each.strip()]
        raise WenceError(lines[-1] if lines else "评测没有完成。")

    def packed(self) -> Path:
        """The report's files as one ZIP archive."""
        return Path(shutil.make_archive(str(self._folder / "wence-eval"), "zip", self.report))

    def discard(self) -> None:
        """Stops it and removes its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
