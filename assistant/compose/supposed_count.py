"""Whether a list has as many entries as a question supposes: 甲局牵头9项对吗, 一共61条措施吧."""

import re
from dataclasses import replace

from assistant.draft import Draft, Statement
from assistant.premise import figures_in
from assistant.question import Question

_COUNTING = ("duties", "structure", "organs", "joint", "shared", "alone", "without", "excluding")
_OF_PARTS = re.compile("部分|章|块")
_COUNT = re.compile(r"(?P<number>\d+)\**(?:项|条|个|家)(?P<what>部分|方面)?")
_UNITS = ("项", "条", "个", "家")


def with_count(question: Question, draft: Draft) -> Draft:
    """A list with whether its count is the supposed one; as it is where none is supposed."""
    figure = question.figure
    if figure is None or figure.unit not in _UNITS or draft.intent not in _COUNTING:
        return draft
    if not question.supposes or question.asks("list", "value"):
        return draft
    parts = _OF_PARTS.search(_behind(question)) is not None
    counts = [
        (float(hit["number"]), said)
        for said in draft.statements
        if not said.row
        for hit in _COUNT.finditer(said.text)
        if (hit["what"] is not None) == parts
    ]
    if not counts:
        return draft
    right = any(number == figure.value for number, _ in counts)
    first = Statement("是的。" if right else "不对。")
    return replace(draft, statements=(first, *draft.statements))


def _behind(question: Question) -> str:
    """What stands behind the supposed number: 8个|部分吧."""
    written = [shown for shown, figure in figures_in(question.folded) if figure == question.figure]
    return question.folded.partition(written[0])[2][:4] if written else ""
