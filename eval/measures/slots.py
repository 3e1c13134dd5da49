"""Organs, values and dates of an answer against those that a right answer names (slot F1).

Precision, recall and F1 over slots as in ATIS' evaluation (Hirschman et al. 1990); a value is a
number with its unit, a date as fine as it is written.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from eval.measures.sets import Score, set_score

KINDS = ("organs", "values", "dates")
_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?")
_VALUE = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>[万亿]?)"
    r"(?P<unit>百分点|个百分点|平方米|千瓦|公里|马力|工作日|[%元座个辆台套家所项户吨张次亩处件人月天日])"
)
_SCALES = {"": 1.0, "万": 1e4, "亿": 1e8}
_ASIDE = re.compile(r"\[\d+\]|\*\*")
Slots = dict[str, set[str]]


def slots_of(texts: Iterable[str], organs: Callable[[str], set[str]]) -> Slots:
    """The slots of texts.

    Args:
        texts: an answer, or the words that a right answer holds.
        organs: the organs that a text names, under one name each.
    """
    found: Slots = {kind: set() for kind in KINDS}
    for text in texts:
        plain = "".join(unicodedata.normalize("NFKC", _ASIDE.sub("", text)).split())
        found["organs"] |= organs(plain)
        for hit in _DATE.finditer(plain):
            found["dates"].add("-".join(part.zfill(2) for part in hit.groups() if part))
        for hit in _VALUE.finditer(_DATE.sub(" ", plain)):
            number = float(hit["number"].replace(",", "")) * _SCALES[hit["scale"]]
            found["values"].add(f"{number:g}{hit['unit'].removeprefix('个') or hit['unit']}")
    return found


def slot_score(gold: Slots, said: Slots) -> dict[str, Score]:
    """The score of each kind that the gold has any slot of."""
    return {kind: set_score(gold[kind], said[kind]) for kind in KINDS if gold[kind]}
