"""今年 and 明年 in a question about a plan: years counted from the one that it was issued in."""

import re
from collections.abc import Sequence

from assistant.question import LEXICONS
from indexer.lexicon import Patterns
from indexer.model import Document

_YEARS = Patterns("own_year", LEXICONS)
_SAID = "题中的今年、明年，从方案印发的年份算起。"


def with_own_year(text: str, documents: Sequence[Document]) -> str:
    """A question with years for 今年 and 明年, where all documents are of one year."""
    year = year_of(documents)
    if year is None or _YEARS["own_case"].search(text):
        return text
    return _YEARS["next"].sub(f"{year + 1}年", _YEARS["this"].sub(f"{year}年", text))


def year_of(documents: Sequence[Document]) -> int | None:
    """The year in which all of the documents were issued; None where it is not one."""
    years = {each.issued_on.year for each in documents if each.issued_on}
    return years.pop() if len(years) == 1 else None


def planned_year(document: Document) -> str | None:
    """The one year that a plan is for by its title (2025年…要点); None for longer ones."""
    years = set(re.findall(r"20\d\d", document.title))
    return years.pop() if len(years) == 1 else None


def remark(text: str, documents: Sequence[Document]) -> str:
    """What an answer says of how such a year was read; empty where none was."""
    return _SAID if with_own_year(text, documents) != text else ""
