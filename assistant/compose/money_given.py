"""Whether money is given for something: 买新手机发钱吗; what speaks of no money does not say so."""

import re

from assistant.compose.goods import as_goods, covers_goods, named, weak_names
from assistant.compose.passages import content
from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause

GRANT = re.compile(
    "补贴|补助|贴息|奖补|让利|消费券|优惠|红包|立减|资助|给予[^，。]{0,16}(?:奖励|支持|奖金)|以奖代补|减免|减征|免征|免税|减半|抵扣|资金支持"
)
_GIVING = re.compile(
    "(?:给不给|发不发|有没有|有无|能不能|可不可以|是否|给|发|有|能|领|拿|享受)*(?:政府|财政)?(?:补贴?|补助|奖励|优惠|消费券|用消费券)$"
)
_BUYS = re.compile("买|购")
_BUYING = re.compile("购|买|换|消费|更新|报废|淘汰|家装|装修")
_OTHER_ASKS = (
    "lead",
    "responsible",
    "cooperating",
    "when",
    "value",
    "amount",
    "procedure",
    "target",
)
_AS_MUCH = 0.6  # of what the best clause holds of the matter: another one is about it, too


def ungranted(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Draft | None:
    """The clause about a matter that speaks of money, or that none does; None: not asked."""
    if not question.asks("given") or question.asks(*_OTHER_ASKS) or question.years:
        return None
    stated = [match for match in matches if match.stated]
    matter = " ".join(_GIVING.sub("", word) for word in question.topic.split()).strip()
    if not stated or not matter:
        return None
    about = _about(knowledge, matcher, matter, [match.clause for match in stated])
    buys = _BUYS.search(matter) is not None and " " not in matter
    giving = next((c for c in about if _gives(knowledge.folded(c), buys)), None)
    if giving is not None:
        return content(knowledge, giving, "content")
    return refuse(knowledge, f"方案没有写明对“{matter}”给予补贴或奖励。", about, "amount")


def _gives(text: str, buys: bool) -> bool:
    """Whether a clause grants something; for what is bought, whether it speaks of buying, too."""
    return bool(GRANT.search(text)) and (not buys or bool(_BUYING.search(text)))


def _about(
    knowledge: Knowledge, matcher: TopicMatcher, matter: str, clauses: list[Clause]
) -> list[Clause]:
    """The clauses that name the goods of a matter, and hold nearly as much of it as any."""
    weak = weak_names()
    goods = [as_goods(rule, True) for rule in named(matter) if rule.id not in weak]
    found = []
    for clause in clauses:
        text = knowledge.folded(clause)
        if not goods or any(covers_goods(text, g) or (g.group and g.group in text) for g in goods):
            found.append((clause, matcher.coverage(matter, text)))
    most = max((share for _, share in found), default=0.0)
    return [clause for clause, share in found if share >= _AS_MUCH * most]
