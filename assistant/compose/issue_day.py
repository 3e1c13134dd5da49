"""Whether a day that a question supposes is one on which a plan was issued: 是9月10日印发的吧."""

import re

from assistant.knowledge import Knowledge
from indexer.parse.normalize import fold

_DAY = re.compile(
    r"(?:(?P<year>20\d\d)(?:年|[-./]))?(?P<month>\d{1,2})(?:月|[-./])(?:份|(?P<day>\d{1,2})[日号]?)?"
)
_FACTS = ("issued_on", "published_on")


def supposed_wrongly(knowledge: Knowledge, text: str) -> bool:
    """Whether a text names a day, or a month, that is none of those of the documents."""
    supposed = _DAY.search(text)
    if supposed is None:
        return False
    own = [
        hit
        for document in knowledge.documents
        for fact in document.facts
        if fact.name in _FACTS
        if (hit := _DAY.search(fold(fact.value)))
    ]
    return bool(own) and not any(_fits(supposed, each) for each in own)


def _fits(supposed: re.Match[str], own: re.Match[str]) -> bool:
    """Whether all that is supposed of a day is so."""
    parts = ("year", "month", "day")
    return all(
        int(supposed[part]) == int(own[part]) for part in parts if supposed[part] and own[part]
    )
