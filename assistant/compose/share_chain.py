"""A share of a share: 1000万平方米×70%=700万平方米，其中装配化装修700万平方米×30%=210万平方米."""

import re
from collections.abc import Sequence

_PART_OF = re.compile(
    r"(?P<part>[^，；。\d]{2,14})占(?P<whole>[^，；。\d]{2,14}?)(?:的)?(?:比例|比重)?(?:达到|达|不低于|不少于|为|超过)?(?:的)?(?P<value>\d+(?:\.\d+)?)%"
)


def chained(
    folded: str, pieces: Sequence[str], first: float, counted: str
) -> tuple[str, str, tuple[float, ...]]:
    """The step from a share to one of its own shares, its words, its result; empty where none is asked.

    Args:
        folded: the question.
        pieces: the norm's own piece of the sentence and those behind it.
        first: what the first share comes to.
        counted: the unit with its scale.
    """
    if len(re.findall("多少|几", folded)) < 2 or not pieces:
        return "", "", ()
    subject = pieces[0].partition("占")[0]
    for piece in pieces[1:]:
        hit = _PART_OF.search(piece)
        if hit is None or hit["part"] not in folded or not _same(hit["whole"], subject):
            continue
        result = round(first * float(hit["value"]) / 100, 6)
        step = f"；其中{hit['part']}{first:.10g}{counted}×{hit['value']}%={result:.10g}{counted}"
        return step, f"，{piece}", (result,)
    return "", "", ()


def _same(whole: str, subject: str) -> bool:
    """Whether the whole of the second share is what the first one is of: 成品住房, 成品化住房."""
    return whole[-2:] in subject and whole[:2] in subject
