"""Whether a clause that speaks of the matter says what is asked of it."""

from pathlib import Path

import numpy as np
import pytest

from assistant.answer import Assistant
from assistant.answerability import Answerability
from eval.answerability.fitting import fit, held_out
from indexer.errors import StoreError
from tests.cases_of import tables_of

_CASES = tables_of("assistant/answerability")
_SIGNS = 10 + 256


@pytest.mark.parametrize("question", _CASES["unsaid"])
def test_what_no_clause_says_of_a_matter_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "not_found", answer.text
    assert answer.citations == () or answer.related


@pytest.mark.parametrize("question", _CASES["said"])
def test_what_a_clause_says_in_other_words_is_told(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "answered"


def test_weights_that_are_missing_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="无法读取"):
        Answerability(tmp_path / "none.npz")


@pytest.fixture(scope="module")
def rows() -> tuple[np.ndarray, np.ndarray]:
    """Noise, but for one sign that tells the two kinds apart."""
    drawn = np.random.default_rng(7)
    unsaid = (np.arange(120) % 2).astype(np.float64)
    signs = drawn.normal(size=(120, _SIGNS)).astype(np.float32)
    signs[:, 0] += 6 * unsaid
    return signs, unsaid


def test_the_sign_that_tells_them_apart_weighs_most(rows: tuple[np.ndarray, np.ndarray]) -> None:
    weights, bias = fit(*rows)
    assert int(np.abs(weights).argmax()) == 0
    odds = rows[0] @ weights + bias
    assert (odds[rows[1] == 1] > odds[rows[1] == 0].max()).all()


def test_folders_are_judged_by_weights_that_have_not_seen_them(
    rows: tuple[np.ndarray, np.ndarray],
) -> None:
    folders = [f"plan {place // 10}" for place in range(120)]
    odds = held_out(*rows, folders)
    assert ((odds > 0) == (rows[1] == 1)).mean() > 0.9
    blank = np.where(np.arange(_SIGNS) == 0, 0, rows[0]).astype(np.float32)
    noise = held_out(blank, rows[1], folders)
    assert ((noise > 0) == (rows[1] == 1)).mean() < 0.7
