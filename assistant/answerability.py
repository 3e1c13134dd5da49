"""Answerability: whether the clause that a question is about says what the question asks of it.

A clause on lifts says nothing of a neighbour who objects to one. What is asked beside the matter
is told by three kinds of signs: how well the clause fits the matter, what its words lack of the
question's words (as vectors, so that words never seen before count by their meaning), and the
question's own words and turns (character n-grams). Logistic regression joins them, as for the
unanswerable questions of Rajpurkar et al. 2018, "Know What You Don't Know" (SQuAD 2.0). It was
fitted on questions that people wrote to be answered or not; ``eval/answerability`` fits it.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.topics import TopicMatch
from indexer.errors import StoreError
from indexer.retrieve.closeness import Asked

WEIGHTS = Path(__file__).parent / "weights" / "answerability.npz"
NUMBERS = 10  # signs that are numbers, in the order of ``Case.numbers``
_FIGURE = re.compile(r"(?<!\d)(?!20\d\d(?!\d))\d[\d.]+")  # of two digits and more; no years
_LONGEST = 3  # characters of an n-gram


@dataclass(frozen=True)
class Case:
    """A question with the clause that is to answer it.

    ``asked`` compares the words of the whole question, ``text`` is the clause with its headings.
    """

    question: str
    match: TopicMatch
    asked: Asked
    text: str

    @cached_property
    def _lacking(self) -> tuple[np.ndarray, np.ndarray]:
        return self.asked.lacking(self.text)

    @property
    def numbers(self) -> np.ndarray:
        """(10,) how the clause fits the matter, how much of the question it lacks, its figures."""
        match, (lacks, _) = self.match, self._lacking
        fit = (match.coverage, match.heading, match.said, match.cosine, match.telling, match.held)
        most = float(lacks.max()) if len(lacks) else 0.0
        figures = sum(each in self.text for each in _FIGURE.findall(self.question))
        return np.array([*fit, float(lacks.sum()), most, float(len(lacks)), float(figures)])

    @property
    def lacking(self) -> np.ndarray:
        """(dimension,) the sum of the vectors of what the clause lacks of the question."""
        return self._lacking[1]

    @property
    def grams(self) -> frozenset[str]:
        """The question's runs of one to three characters, those at its ends marked as such."""
        text = self.question
        runs = {
            text[start : start + length]
            for length in range(1, _LONGEST + 1)
            for start in range(len(text) - length + 1)
        }
        return frozenset(runs | {f"${text[-2:]}", f"${text[-3:]}", f"^{text[:2]}"})


class Answerability:
    """The fitted weights: ``unsaid`` is above 0 where a clause does not say what is asked."""

    def __init__(self, path: Path = WEIGHTS) -> None:
        """Opens the weights.

        Raises:
            StoreError: the file is missing or is none.
        """
        try:
            with np.load(path) as kept:
                self._numbers, self._lacking = kept["numbers"], kept["lacking"]
                self._bias = float(kept["bias"])
                grams = str(kept["grams"]).split("\n")
                self._grams = dict(zip(grams, kept["of_grams"].tolist(), strict=True))
        except (OSError, ValueError, KeyError) as error:
            raise StoreError(
                f"回答能力模型无法读取：{path}（{error}）。请重新安装问策。"
            ) from error

    def unsaid(self, case: Case) -> float:
        """Log-odds, less the bound, that the clause of a case leaves unsaid what is asked."""
        signs = float(self._numbers @ case.numbers + self._lacking @ case.lacking)
        return signs + sum(float(self._grams.get(each, 0)) for each in case.grams) + self._bias
