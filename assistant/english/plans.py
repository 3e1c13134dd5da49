"""Which plan an English question names: "the Jinan plan", "the provincial plan".

A plan of the documents that are asked anyhow is "the plan"; of another one the Chinese question
begins with its place or its level.
"""

import re
from functools import cache

from assistant.hearing.sounds import readings
from assistant.knowledge import Knowledge
from indexer.levels import ENDING
from indexer.model import Document

_PLAN = "(?:plan|document|notice|policy|scheme|programme|program|file)"
_KIND = (
    "(?:(?:work|implementation|action|trade-in|renewal|replacement|upgrade|equipment renewal) )*"
)
_STAGE = "(?:province|city|municipality|municipal|provincial|district|county)"
_LEVELS = {
    "national": "国务院",
    "central": "国务院",
    "state council": "国务院",
    "central government": "国务院",
    "provincial": "省",
    "province": "省",
    "municipal": "市",
    "city": "市",
    "district": "区",
    "county": "县",
}
_OF_LEVEL = {"国务院": "国", "省": "省", "市": "市", "区": "区", "县": "区"}


def set_aside_plan(text: str, knowledge: Knowledge) -> tuple[str, str]:
    """A lower-case question with "the plan" for the one that it names, and that one's place.

    The place is empty for a plan of the documents that are asked anyhow.
    """
    places = {
        _letters(document.region): document
        for document in knowledge.whole_library
        if document.region
    }
    names = "|".join(sorted(map(re.escape, (*places, *_LEVELS)), key=len, reverse=True))
    pattern = (
        rf"(?:the |this |that )?(?P<name>{names})(?: {_STAGE})?(?:[’']s?)? {_KIND}(?:{_PLAN})(?![a-z])"
        rf"|(?:the |this |that ){_KIND}{_PLAN} of (?:the )?(?P<of>{names})(?: {_STAGE})?(?![a-z])"
    )
    hit = re.search(rf"(?<![a-z])(?:{pattern})", text)
    if hit is None:
        return text, ""
    name = hit["name"] or hit["of"]
    text = f"{text[: hit.start()]}the plan{text[hit.end() :]}"
    own = {each.doc_id for each in knowledge.documents}
    if name in places:
        document = places[name]
        return text, "" if document.doc_id in own else document.region or ""
    return text, _level(_LEVELS[name], knowledge.whole_library, own)


def _level(word: str, documents: tuple[Document, ...], own: set[str]) -> str:
    """A level, where a document of it is not asked anyhow."""
    fits = [each for each in documents if each.level == _OF_LEVEL[word]]
    return word if fits and not any(each.doc_id in own for each in fits) else ""


@cache
def _letters(region: str) -> str:
    """A place as English writes it: Zhangqiu for 章丘区."""
    bare = ENDING.sub("", region)
    return "".join(next(iter(readings(char)), "") for char in bare)
