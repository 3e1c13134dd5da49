"""Fits ``assistant.answerability`` to questions that a plan answers or leaves unanswered.

``python -m eval.answerability --weights FILE FOLDER[=QUESTIONS] ...``: each folder is a corpus;
its questions (``question``, ``status``) stand in its ``questions.jsonl`` and
``answerability.jsonl``, or in the file named. Prints what cross-validation by folder finds:
the share of unanswerable questions that are caught, of those that the composers would answer.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.answerability import NUMBERS
from eval.answerability.examples import Example, examples, signs
from eval.answerability.fitting import fit, held_out


def _read(names: Sequence[str]) -> list[Example]:
    found = []
    for name in names:
        folder, _, file = name.partition("=")
        own = [Path(folder) / f"{each}.jsonl" for each in ("questions", "answerability")]
        files = [Path(file)] if file else [each for each in own if each.exists()]
        new = list(examples(Path(folder), files))
        sys.stdout.write(f"{name}: {len(new)}\n")
        found += new
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Fits, prints what held-out folders show, and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.answerability")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--refused", type=float, default=0.03, help="of answerable questions")
    options = parser.parse_args(arguments)
    found = _read(options.folders)
    unsaid = np.array([each.unsaid for each in found], np.float64)
    rows, grams = signs(found)
    odds = held_out(rows, unsaid, [each.folder for each in found])
    bound = float(np.quantile(odds[unsaid == 0], 1 - options.refused))
    caught = float((odds[unsaid == 1] > bound).mean())
    sys.stdout.write(f"{len(found)} examples, {int(unsaid.sum())} unanswerable\n")
    sys.stdout.write(f"bound {bound:.2f}: {caught:.3f} caught\n")
    weights, bias = fit(rows, unsaid)
    ends = (NUMBERS, len(weights) - len(grams))
    np.savez_compressed(
        options.weights,
        numbers=weights[: ends[0]].astype(np.float32),
        lacking=weights[ends[0] : ends[1]].astype(np.float32),
        of_grams=weights[ends[1] :].astype(np.float32),
        grams="\n".join(grams),
        bias=bias - bound,
    )


if __name__ == "__main__":
    main()
