"""Money asked of a topic: what is granted, the sums among its targets, or that there is none."""

from assistant.compose import benefits, targets
from assistant.compose.goods import named
from assistant.compose.granting_sentence import granting_sentence
from assistant.compose.measured import measured
from assistant.compose.money_given import granting_first
from assistant.compose.refusal import refuse
from assistant.compose.sentences import sentence_for
from assistant.compose.wording import body, clause_name, target_phrase, whole
from assistant.draft import Draft, Statement
from assistant.fitting import asked_unit
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, Target
from indexer.parse.normalize import fold

_MONEY = ("元", "万元", "亿元")
_WORDS = Patterns("grant_words", LEXICONS)
_SETTLING = Patterns("settling", LEXICONS)
_SUM = 0.2  # coverage of a topic by heading and words of a sum from which it is about the topic


def amount(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Draft:
    """Money: the figures that the plan gives for the topic; it says so where it gives none."""
    stated = [m.clause for m in matches if m.stated]
    granted = benefits.answered(knowledge, matcher, question)
    if granted is not None and granted.found:
        return granted
    sums = [
        (clause, target)
        for clause in stated[:2]
        for target in knowledge.targets(clause)
        if target.unit in _MONEY
        and _wanted(question, target)
        and matcher.coverage(question.topic, f"{fold(clause.title)} {target_phrase(target)}")
        >= _SUM
    ]
    if sums:
        beside = []
        if question.asks("value") and asked_unit(question):
            beside = list(measured(knowledge, matcher, question, matches).statements)
        said = {each.text: each for each in (*beside, *targets.target_statements(sums))}
        return Draft("amount", tuple(said.values()))
    if _WORDS["asks_bound"].search(
        question.folded
    ):  # 多少钱以上鼓励非现金: a bound that a sentence sets
        bound = sentence_for(knowledge, matcher, question, matches)
        if bound is not None and "元" in bound.text:
            return Draft("amount", (bound,))
    granting = granting_sentence(knowledge, matcher, question) or granted
    if granting is not None:
        return granting
    near = _nearest(knowledge, matcher, question, stated)
    missing = f"方案没有规定“{question.topic}”的具体金额或补贴标准。"
    if near and _SETTLING["asks_number_set"].search(question.folded):  # 贴多少写了没
        text = f"没有写明具体金额；{clause_name(near[0])}规定：{body(near[0], knowledge)}"
        return Draft("amount", (Statement(text, (whole(near[0]),)),))
    return refuse(knowledge, missing, near, "amount")


def _nearest(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, stated: list[Clause]
) -> list[Clause]:
    """The clauses that a refusal shows: first those about the matter that grant something."""
    goods = "、".join(each.id for each in named(question.topic))  # not its price and grade
    near = [m.clause for m in matcher.match(goods) if m.stated] if goods else stated
    giving = granting_first(knowledge, matcher, question.topic, stated)
    return [c for c in dict.fromkeys([*giving, *near, *stated]) if body(c, knowledge)]


def _wanted(question: Question, target: Target) -> bool:
    """Whether a sum is what is asked: what is invested is nothing that anyone is given."""
    invested = "投资" in fold(target.indicator) or "投资" in fold(target.text)
    return not invested or _WORDS["invested"].search(question.folded) is not None
