"""How near an answer's words come to a reference answer.

Exact match and F1 are SQuAD's (Rajpurkar et al. 2016, section 6.1), over characters as CMRC 2018
takes them (Cui et al. 2019, section 5.1: a run of Latin letters or digits is one token);
``held`` is RGB's accuracy (Chen et al. 2024, section 3.3: the answer is in the response).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_TOKEN = re.compile(r"[A-Za-z]+|\d+(?:\.\d+)?|\w")
_MARKER = re.compile(r"\[\d+\]|\*\*")


def tokens(text: str) -> list[str]:
    """Characters and runs of Latin letters or digits, without marks, layout, width and case."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", _MARKER.sub("", text)).lower())


def exact(answer: str, references: Sequence[str]) -> float:
    """1 where the answer is a reference, after normalisation; 0 else."""
    said = tokens(answer)
    return float(any(said == tokens(each) for each in references))


def held(answer: str, references: Sequence[str]) -> float:
    """1 where the answer holds a reference as a run of tokens; 0 else."""
    said = "\0".join(["", *tokens(answer), ""])
    return float(any("\0".join(["", *tokens(each), ""]) in said for each in references))


def token_f1(answer: str, references: Sequence[str]) -> float:
    """The best F1 of the bags of tokens over the references; 0 without references."""
    return max((_bag_f1(tokens(answer), tokens(each)) for each in references), default=0.0)


def _bag_f1(said: list[str], wanted: list[str]) -> float:
    shared = (Counter(said) & Counter(wanted)).total()
    if not shared:
        return float(not said and not wanted)
    precision, recall = shared / len(said), shared / len(wanted)
    return 2 * precision * recall / (precision + recall)
