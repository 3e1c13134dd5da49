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
from indexer.model import Clause

_LONGEST = 45  # characters of a question that a word of it may be about; a story names many
# A place within the region of a plan: the figures of the whole are not its own.
_PLACE = re.compile(
    "^(?:请问|那么?|在)?(?P<name>(?![今明去全各本我咱俺该这那某外每哪几都老城县地]|[\u4e00-\u9fff]{1,3}[全我本咱各][市县区旗])[\u4e00-\u9fff]{2,3}?[市县区旗]"
    "(?<![城社园景校辖小片新院厂矿牧山林库灾街郊地服都门超夜集股楼房][市区县旗]))"
    "(?=今年|明年|20\\d\\d|到|要|得?建(?!设)|有多少)"
)
# 郑州有多少, 深圳市级补多少: a prefecture of the province that a plan is for.
_COUNTED = "(?=今年|明年|20\\d\\d|到|要|得?建(?!设)|有多少|(?:的)?目标|计划)"
_OWN_MONEY = "(?=.*(?<![省全本城])市(?:级|里|财政|政府)[^，。？]{0,6}(?:补|奖|贴|出|给))"
_GIVES = re.compile("补贴|补助|奖励|奖补")
_NEAREST = 3  # matched clauses that are looked through


def asks_beyond(question: Question) -> bool:
    """Whether a question names anything of the kind."""
    return len(question.folded) <= _LONGEST and _named(question.folded)


@cache
def _prefecture() -> re.Pattern[str]:
    names = "|".join(sorted(place_names(), key=len, reverse=True))
    return re.compile(f"^(?:请问|那么?|在)?(?P<name>{names})市?(?:{_COUNTED}|{_OWN_MONEY})")


def _place(text: str) -> str:
    """The place within the region of a plan whose own figures are asked; empty where none is."""
    hit = _PLACE.search(text) or _prefecture().search(text)
    return hit["name"] if hit else ""


@lru_cache(64)
def _named(text: str) -> bool:
    rules = load_rules("beyond", LEXICONS)
    return bool(_place(text)) or any(r.pattern and r.pattern.search(text) for r in rules)


def beyond(knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]) -> Draft | None:
    """A refusal that names what the plan leaves out; None where nothing of the kind is asked."""
    if not asks_beyond(question):
        return None
    near = [match.clause for match in matches[:_NEAREST]]
    texts = "\n".join(knowledge.folded(clause) for clause in near)
    place = _place(question.folded)
    if place and not _of_plan(knowledge, place) and not _told_of(place, near, knowledge, question):
        stated = [match.clause for match in matches if match.stated]
        missing = f"方案没有单独为{place}作出这项规定。"
        return refuse(knowledge, missing, stated, "topic")
    for rule in load_rules("beyond", LEXICONS):
        asked = rule.pattern.search(question.folded) if rule.pattern else None
        if asked is None:
            continue
        told = str(rule.fields.get("told", "")) or re.escape(asked["what"])
        if re.search(told, texts) or (rule.fields.get("everywhere") and _anywhere(knowledge, told)):
            continue
        stated = [match.clause for match in matches if match.stated]
        return refuse(knowledge, str(rule.fields["missing"]), stated, "topic")
    return None


def _told_of(place: str, near: Sequence[Clause], knowledge: Knowledge, question: Question) -> bool:
    """Whether clauses speak of a place; with money, where its own money is asked: 市级补贴.

    A prefecture that but another clause names has no figures of its own in the first one.
    """
    if re.search(_OWN_MONEY, question.folded):
        said = (each for clause in near for each in re.split("[。；\n]", knowledge.folded(clause)))
        return any(place in each and _GIVES.search(each) for each in said)
    looked = near[:1] if place in place_names() else near
    return any(place in knowledge.folded(clause) for clause in looked)


def _anywhere(knowledge: Knowledge, told: str) -> bool:
    return any(re.search(told, knowledge.folded(clause)) for clause in knowledge.clauses())


def _of_plan(knowledge: Knowledge, place: str) -> bool:
    """Whether a plan is that of a place."""
    name = place.rstrip("市县区旗") or place
    return any(name in document.title for document in knowledge.documents)
