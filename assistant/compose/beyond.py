"""What plans seldom say: who a person is by name, and how far the work has come.

Asked for one of these, the clause about the matter is no answer unless it speaks of it.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.places import place_names
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
# What a city of a province grants by itself, which the plan of the province seldom says.
_OWN_GRANT = re.compile(
    "(?:[市区县]级|[市区县]里|[市区县]本级|[市区县]财政|当地)[^，。？]{0,8}?(?:补|贴|奖|给|发|出)"
)
_GRANTED = re.compile("补贴|补助|奖励|奖补|给予|资助")
# 郑州有多少: a prefecture of the province that a plan is for.
_COUNTED = "(?=今年|明年|20\\d\\d|到|要|得?建(?!设)|有多少|(?:的)?目标|计划)"
_NEAREST = 3  # matched clauses that are looked through


def asks_beyond(question: Question) -> bool:
    """Whether a question names anything of the kind."""
    return len(question.folded) <= _LONGEST and _named(question.folded)


@cache
def _prefecture() -> re.Pattern[str]:
    names = "|".join(sorted(place_names(), key=len, reverse=True))
    return re.compile(f"^(?:请问|那么?|在)?(?P<name>{names})市?{_COUNTED}")


@lru_cache(64)
def _named(text: str) -> bool:
    rules = load_rules("beyond", LEXICONS)
    return bool(_place(text)[0]) or any(r.pattern and r.pattern.search(text) for r in rules)


def _place(text: str) -> tuple[str, bool]:
    """The place within the region of a plan for which alone a question asks; empty without one.

    With it, whether what is asked is what the place itself grants: 深圳市级补贴.
    """
    hit = _PLACE.search(text) or _prefecture().search(text)
    if hit is not None:
        return hit["name"], False
    granted = _OWN_GRANT.search(text)
    before = text[: granted.start() + 1] if granted else ""
    names = (name for name in place_names() if name in before)
    return next((f"{name}市" for name in names), ""), True


def _spoken_of(texts: str, place: str, grants: bool) -> bool:
    """Whether clauses name a place; beside what is granted, where its own grant is asked."""
    if not grants:
        return place in texts
    sentences = (each for each in re.split("[。；\n]", texts) if place[:-1] in each)
    return any(_GRANTED.search(each) for each in sentences)


def beyond(knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]) -> Draft | None:
    """A refusal that names what the plan leaves out; None where nothing of the kind is asked."""
    if not asks_beyond(question):
        return None
    near = [knowledge.folded(match.clause) for match in matches[:_NEAREST]]
    texts = "\n".join(near)
    place, grants = _place(question.folded)
    # A prefecture that but another clause names has no figures of its own in the first one.
    first = not grants and place in place_names()
    spoken = near[0] if first and near else texts
    if place and not (_of_plan(knowledge, place) or _spoken_of(spoken, place, grants)):
        stated = [match.clause for match in matches if match.stated]
        missing = f"方案没有单独为{place}作出这项规定。"
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
    name = place.rstrip("市县区旗") or place
    return any(name in document.title for document in knowledge.documents)
