"""What plans seldom say: who a person is by name, and how far the work has come.

Asked for one of these, the clause about the matter is no answer unless it speaks of it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch
from indexer.lexicon import load_rules

_LONGEST = 45  # characters of a question that a word of it may be about; a story names many
# A place within the region of a plan: the figures of the whole are not its own.
_PLACE = re.compile(
    "^(?:请问|那么?|在)?(?P<name>(?![今明去全各本我咱俺该这那某外每哪几都老城县地]|[\u4e00-\u9fff]{1,3}[全我本咱各][市县区旗])[\u4e00-\u9fff]{2,3}?[市县区旗]"
    "(?<![城社园景校辖小片新院厂矿牧山林库灾街郊地服都门超夜集股楼房][市区县旗]))"
    "(?=今年|明年|20\\d\\d|到|要|得?建(?!设)|有多少)"
)
_NEAREST = 3  # matched clauses that are looked through


def asks_beyond(question: Question) -> bool:
    """Whether a question names anything of the kind."""
    return len(question.folded) <= _LONGEST and _named(question.folded)


@lru_cache(64)
def _named(text: str) -> bool:
    rules = load_rules("beyond", LEXICONS)
    return bool(_PLACE.search(text)) or any(r.pattern and r.pattern.search(text) for r in rules)


def beyond(knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]) -> Draft | None:
    """A refusal that names what the plan leaves out; None where nothing of the kind is asked."""
    if not asks_beyond(question):
        return None
    near = [knowledge.folded(match.clause) for match in matches[:_NEAREST]]
    texts = "\n".join(near)
    place = _PLACE.search(question.folded)
    if place and not _of_plan(knowledge, place["name"]) and place["name"] not in texts:
        stated = [match.clause for match in matches if match.stated]
        missing = f"方案没有单独为{place['name']}作出这项规定。"
        return refuse(knowledge, missing, stated, "topic")
    for rule in load_rules("beyond", LEXICONS):
        asked = rule.pattern.search(question.folded) if rule.pattern else None
        if asked is None:
            continue
        told = str(rule.fields.get("told", "")) or re.escape(asked["what"])
        said = "\n".join(near[:1]) if rule.fields.get("alone") else texts
        if re.search(told, said) or (rule.fields.get("everywhere") and _anywhere(knowledge, told)):
            continue
        stated = [match.clause for match in matches if match.stated]
        return refuse(knowledge, str(rule.fields["missing"]), stated, "topic")
    return None


def _anywhere(knowledge: Knowledge, told: str) -> bool:
    return any(re.search(told, knowledge.folded(clause)) for clause in knowledge.clauses())


def _of_plan(knowledge: Knowledge, place: str) -> bool:
    """Whether a plan is that of a place."""
    return any(place[:-1] in document.title for document in knowledge.documents)
