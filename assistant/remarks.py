"""Remarks of who asks, taken out of a question: （全称简称都算上）, ，N没展开讲吧.

The rules are those of ``remarks.toml``. What a bracket narrows (不含责任单位), and the number of
a clause that stands in one, stay.
"""

import re

from assistant.question import LEXICONS
from indexer.lexicon import Patterns

_REMARKS = Patterns("remarks", LEXICONS)


def without_remarks(text: str) -> str:
    """A question without what only says how to count or show, or doubts; itself if all of it does."""
    kept = _REMARKS["bracketed"].sub(_kept, text)
    kept = _REMARKS["doubt"].sub("", kept)
    return kept if re.search("[\u4e00-\u9fffA-Za-z]", kept) else text


def _kept(hit: re.Match[str]) -> str:
    said = hit["said"]
    remark = _REMARKS["says_how"].search(said) and not _REMARKS["narrows"].search(said)
    return "" if remark else hit[0]
