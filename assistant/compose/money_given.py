"""Whether something is given for goods: 买新手机发钱吗, 旧手机能以旧换新吗; what is silent does not say so."""

import re
from collections.abc import Sequence

from assistant.compose.goods import Goods, as_goods, covers_goods, named, weak_names
from assistant.compose.notice_titles import notices
from assistant.compose.passages import content
from assistant.compose.refusal import refuse
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_WORDS = Patterns("money_given", LEXICONS)
_SENTENCE = re.compile("[。；]")
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
_OF_GRANT = re.compile("(?:给不给|有没有|有无|是否有|能不能)[^，？]{0,6}?(?:补|奖|贴|优惠)")
_WHETHER = re.compile(
    "[吗么嘛][？，]|(?:支不支持|鼓不鼓励|([让管换])不\\1)[^，？]*[？，]|[持励换新]不[？，]"
)
_GRANT = re.compile("补贴|补助|贴息|奖补|给予[^，。]{0,10}奖励|让利|消费券|优惠")
_NEARLY = 0.8  # of what the best clause holds: a granting sentence with that comes first
_AS_MUCH = 0.6  # of what the best clause holds of the matter: another one is about it, too


def ungranted(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Draft | None:
    """The clause about a matter that speaks of money, or that none does; None: not asked."""
    if not question.asks("given") or question.asks(*_OTHER_ASKS) or question.years:
        return None
    stated = [match for match in matches if match.stated]
    matter = " ".join(_WORDS["giving"].sub("", word) for word in question.topic.split()).strip()
    if not stated or not matter:
        return None
    about = _about(knowledge, matcher, matter, [match.clause for match in stated])
    buys = _WORDS["buys"].search(matter) is not None and " " not in matter
    giving = next((c for c in about if _gives(knowledge.folded(c), buys)), None)
    if giving is not None:
        return content(knowledge, giving, "content")
    return refuse(knowledge, f"方案没有写明对“{matter}”给予补贴或奖励。", about, "amount")


def given_in_words(knowledge: Knowledge, question: Question) -> Draft | None:
    """The sentence that gives buyers something for the goods asked, without a sum: 旧冰箱换节能的有补贴吗.

    None where the sum is asked, or no sentence names the goods or their group.
    """
    if not question.asks("yesno") or question.asks(*_OTHER_ASKS) or notices(knowledge):
        return None  # the lists of a notice name all that it is for
    if question.years or re.search(r"\d", question.folded):
        return None
    goods = [as_goods(rule, True) for rule in named(question.folded) if rule.id not in weak_names()]
    said = [
        (clause, evidence)
        for clause in (clauses_saying(knowledge, _GRANT) if goods else ())
        if clause.kind is not ClauseKind.ANNEX
        for evidence, text in sentences_of(knowledge, clause)
        if _covers(text, goods) and _GRANT.search(text) and _WORDS["for_buyers"].search(text)
    ]
    if not said:
        return None
    clause, evidence = said[0]
    words = f"{clause_name(clause)}写明：{quoted(knowledge, evidence)}"
    return Draft("content", (Statement(words, (evidence,)),))


def unnamed_goods(knowledge: Knowledge, question: Question, near: Sequence[Clause]) -> Draft | None:
    """A refusal where goods are to be exchanged that no clause names; None where it is not so.

    ``near``: the clauses that state the topic; they are looked through before all others.
    """
    whether = question.asks("yesno") and not question.asks(*_OTHER_ASKS)
    asked = whether or question.asks("lead", "responsible")
    if not asked or not _WORDS["exchanges"].search(question.topic):
        return None
    weak = weak_names()
    goods = [as_goods(rule, True) for rule in named(question.topic) if rule.id not in weak]
    if not goods or any(_exchanges(knowledge.folded(c), goods) for c in near):
        return None
    if any(_headed(fold(clause.heading or ""), question.topic) for clause in near):
        return None
    naming = [c for c in knowledge.clauses() if _covers(knowledge.folded(c), goods)]
    if any(_exchanges(knowledge.folded(c), goods) for c in naming):
        return None
    names = "、".join(each.name for each in goods)
    return refuse(knowledge, f"方案没有写到{names}的以旧换新或更新。", naming, "topic")


def _headed(heading: str, topic: str) -> bool:
    """Whether a heading on exchanging names a thing as the topic does: 环卫公交设备更新."""
    if not _WORDS["exchanges"].search(heading):
        return False
    forms = (form for rule in named(topic) for form in rule.forms if form in topic)
    return any(form in heading for form in forms)


def _exchanges(text: str, goods: Sequence[Goods]) -> bool:
    """Whether one of the sentences that name the goods speaks of exchanging."""
    said = (each for each in _SENTENCE.split(text) if _covers(each, goods))
    return any(_WORDS["exchanges"].search(each) for each in said)


def _covers(text: str, goods: Sequence[Goods]) -> bool:
    """Whether a text names one of the goods, or their group."""
    return any(covers_goods(text, one) or (one.group and one.group in text) for one in goods)


def _gives(text: str, buys: bool) -> bool:
    """Whether a clause grants something; for what is bought, whether it speaks of buying, too."""
    return bool(_WORDS["grants"].search(text)) and (not buys or bool(_WORDS["buying"].search(text)))


def granting_first(
    knowledge: Knowledge, matcher: TopicMatcher, matter: str, clauses: list[Clause]
) -> list[Clause]:
    """The clauses about a matter, those first that grant something, if without a sum."""
    about = _about(knowledge, matcher, matter, clauses) or clauses[:1]
    shares = {each.clause_id: _granted_share(knowledge, matcher, matter, each) for each in about}
    most = max((matcher.coverage(matter, knowledge.folded(each)) for each in about), default=0.0)
    near = {name: share for name, share in shares.items() if share >= _NEARLY * most}
    return sorted(about, key=lambda each: -near.get(each.clause_id, 0.0))


def _granted_share(
    knowledge: Knowledge, matcher: TopicMatcher, matter: str, clause: Clause
) -> float:
    """How much of a matter a sentence of a clause holds that grants something."""
    said = _SENTENCE.split(knowledge.folded(clause))
    granting = (matcher.coverage(matter, each) for each in said if _WORDS["grants"].search(each))
    return max(granting, default=0.0)


def _about(
    knowledge: Knowledge, matcher: TopicMatcher, matter: str, clauses: list[Clause]
) -> list[Clause]:
    """The clauses that name the goods of a matter, and hold nearly as much of it as any."""
    weak = weak_names()
    goods = [as_goods(rule, True) for rule in named(matter) if rule.id not in weak]
    found = []
    for clause in clauses:
        text = knowledge.folded(clause)
        if not goods or _covers(text, goods):
            found.append((clause, matcher.coverage(matter, text)))
    most = max((share for _, share in found), default=0.0)
    return [clause for clause, share in found if share >= _AS_MUCH * most]


def offered(knowledge: Knowledge, question: Question, clause: Clause) -> bool:
    """Whether what is asked beside the sum is stated: 支持更新吗, or 有没有补贴 of what is granted."""
    if not _OF_GRANT.search(question.folded):
        return bool(_WHETHER.search(question.folded))
    return bool(_GRANT.search(knowledge.folded(clause)))
