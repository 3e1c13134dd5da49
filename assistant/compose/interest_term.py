"""For how long interest is paid, beside how much: 贴息50%、贴三年对吗 has two figures to check."""

import re

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import sentences
from assistant.compose.traits import LEXICONS, number
from assistant.compose.wording import clause_name
from assistant.draft import Statement
from indexer.lexicon import Patterns
from indexer.model import Clause

_WORDS = Patterns("loan_words", LEXICONS)
_TIME = re.compile(r"(?P<value>\d+|[一二两三四五六七八九十])(?P<unit>年|个月)")
_YEAR = 12.0


def term(asked: Asked) -> Statement | None:
    """What the plan says of the time, where that is asked or supposed; None where it is not."""
    found = None
    if asked.case.wants("term"):
        found = terms.nearest(asked.knowledge, asked.case, "term", asked.share)
    return _told(asked, found) if found is not None else None


def term_of(asked: Asked, clause: Clause) -> Statement | None:
    """The same of one clause: 第24条的贴息期限是五年吗."""
    if not asked.case.wants("term") or asked.sum_wanted:
        return None
    held = (terms.Said(clause, each, 1.0) for each in sentences(asked.knowledge, clause))
    said = (_told(asked, each) for each in held)
    return next((each for each in said if each), None)


def _told(asked: Asked, found: terms.Said) -> Statement | None:
    """The words of a sentence on the time, and whether they are what is supposed."""
    said = _WORDS["term"].search(found.sentence.text)
    if said is None:
        return None
    supposed = _WORDS["supposed"].search(asked.case.text) if asked.yesno else None
    lead = ""
    if supposed is not None:
        lead = "期限相符，" if _months(supposed[0]) == _months(said[0]) else "期限不符，"
    text = f"{lead}{clause_name(found.clause)}写明“{said[0]}”。"
    return Statement(text, (found.sentence.evidence,))


def _months(words: str) -> float | None:
    hit = _TIME.search(words)
    value = number(hit["value"]) if hit else None
    return value * (_YEAR if hit and hit["unit"] == "年" else 1.0) if value else None
