"""What a notice answers in a list of its own: questions with answers, and things left out."""

import re
from collections.abc import Iterator
from functools import cache

from assistant.compose.benefit_choice import Asked
from assistant.compose.goods import named
from assistant.compose.grants import Sentence, sentences
from assistant.compose.notice_titles import notices
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Statement
from assistant.question import LEXICONS
from assistant.topics import bigrams
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_WORDS = Patterns("notice_sentences", LEXICONS)
_ALIKE = 0.55  # how near a question of the notice has to be
_SAID = 0.3  # share of the question in a sentence that leaves things out
_IDLE = re.compile("[能可还再的了给补领买吗也都要]")
_REGISTERED = re.compile("(?:注册)?登记|注册|上牌|上的牌")
_ASKING = re.compile(
    "(?:还|也|都)?(?:能|可以|给|算|要)?(?:不能|不给)?(?:参加|补贴?|享受|申请|领取?|用|一起|买|购买)的?(?:吗|么|嘛|不)?|怎么办|咋办"
)


def answered(asked: Asked) -> Draft | None:
    """The answer of the notice to its own like question; else that a thing is left out."""
    return _of_questions(asked) or _left_out(asked)


def _of_questions(asked: Asked) -> Draft | None:
    """The answer that stands below the question of the notice that is most like the one asked."""
    pairs = list(_pairs(asked))
    if not pairs:
        return None
    text = _WORDS["aspect"].sub("", asked.case.text)
    said = asked.knowledge.closeness.asked(text, texts=[q for _, q, _ in pairs]).said
    scored = [
        (0.5 * asked.matcher.coverage(text, question) + 0.5 * said(question), place)
        for place, (_, question, _) in enumerate(pairs)
    ]
    score, place = max(scored)
    if score < _ALIKE:
        return None
    clause, _, answer = pairs[place]
    words = "".join(quoted(asked.knowledge, each.evidence) for each in answer)
    words = _WORDS["answer_line"].sub("", words, count=1)
    evidence = tuple(each.evidence for each in answer)
    return Draft("content", (Statement(f"{clause_name(clause)}的问答写明：{words}", evidence),))


def _pairs(asked: Asked) -> Iterator[tuple[Clause, str, list[Sentence]]]:
    """The questions of the notice with the sentences of their answers."""
    for clause in asked.knowledge.clauses():
        question = ""
        answer: list[Sentence] = []
        if "问" not in clause.text or clause.doc_id not in notices(asked.knowledge):
            continue
        for each in sentences(asked.knowledge, clause):
            if _WORDS["question_line"].search(each.text):
                if question and answer:
                    yield clause, question, answer
                question, answer = each.text, []
            elif question:
                answer = [*answer, each]
        if question and answer:
            yield clause, question, answer


def _left_out(asked: Asked) -> Draft | None:
    """That what is asked is among the things left out."""
    if not (asked.yesno and asked.case.wants("eligible", "firm")) or asked.case.wants("claim"):
        return None
    topic = _ASKING.sub(" ", _WORDS["aspect"].sub("", asked.question.topic))
    if any(each.facet == "registered" for each in asked.case.old):
        topic = _REGISTERED.sub(" ", topic)  # of which day it was, which is judged by itself
    for rule in named(topic):
        for form in rule.forms:
            topic = topic.replace(form, " ")
    pairs = {pair for pair in bigrams(topic) if len(pair) > 1 and not _idle(pair)}
    best: tuple[float, Clause, Sentence] | None = None
    for clause, each, listed in _excluding(asked):
        text = each.text if listed else _case_of(each.text)
        weight = sum(asked.matcher.idf(pair) for pair in pairs if pair in text)
        said = listed or asked.matcher.coverage(topic, text) >= _SAID
        if weight and said and (best is None or weight > best[0]):
            best = weight, clause, each
    if best is None:
        return None
    words = best[2].text.replace("\n", "").removeprefix(best[1].label).strip("。；，.．、 ")
    text = f"不能享受，{clause_name(best[1])}列明：{words}。"
    above = tuple(each.evidence for each in _above(asked, best[1]))
    return Draft("eligible", (Statement(text, (best[2].evidence, *above)),))


def _case_of(text: str) -> str:
    """The pieces of a sentence that say what is left out: 转让不含报废，|转让给配偶的，不予补贴."""
    pieces = text.split("，")
    last = next((n for n, each in enumerate(pieces) if _WORDS["excluding"].search(each)), 0)
    first = last
    while first and pieces[first - 1].endswith("的"):
        first -= 1
    return "，".join(pieces[first:]) if first < last else text


@cache
def _general() -> frozenset[str]:
    rules = (*load_rules("general_words", LEXICONS), *load_rules("stopwords"))
    return frozenset(pair for rule in rules for form in rule.forms for pair in bigrams(form))


def _idle(pair: str) -> bool:
    """Whether a pair of characters is of words that any question may hold."""
    return pair in _general() or _IDLE.search(pair) is not None


def _excluding(asked: Asked) -> Iterator[tuple[Clause, Sentence, bool]]:
    """The sentences that leave things out, and the items of lists of such (True)."""
    for clause in asked.knowledge.clauses():
        if clause.kind is ClauseKind.HEAD or clause.doc_id not in notices(asked.knowledge):
            continue
        listed = any(_WORDS["excluding_heading"].search(fold(each)) for each in clause.path)
        for each in sentences(asked.knowledge, clause):
            late = _WORDS["too_late"].search(each.text)
            if not late and (listed or _WORDS["excluding"].search(each.text)):
                yield clause, each, listed


def _above(asked: Asked, clause: Clause) -> list[Sentence]:
    """The heading that says what the list is of."""
    parent = next(iter(asked.knowledge.ancestors(clause)), None)
    if parent is None or not _WORDS["excluding_heading"].search(fold(parent.title)):
        return []
    return list(sentences(asked.knowledge, parent))[:1]
