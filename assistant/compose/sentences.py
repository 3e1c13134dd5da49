"""A sentence of the matched clauses that holds what is asked where no fact does.

Asked for a number, it has one in the unit asked; asked for a time, it has a date or a
recurrence; asked for a telephone, digits enough. It stands as an answer only where it says
enough of the topic.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citations import shown
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Evidence, Statement
from assistant.fitting import AS_MUCH, asked_attributes, asked_unit, asks_share, units_like
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARK = re.compile(r"^\s*(?:\d{1,3}\s*[.．、]|第?[（(]?[一二三四五六七八九十百\d]+[）)、章条])")
_TIME = re.compile(
    r"20\d\d年|每[\d一两二三四五六]个?(?:月|周|季度|年)|(?:后|[^\d一二两三四五六十])[\d一二两三四五六十]+个?(?:月|工作日|日|天|小时)之?内|\d{1,2}月(?:\d{1,2}日)?|每(?:年|季度|月|半年|周|旬|日)|[周旬月季](?=调度|通报|例会|会商|报告|报送)|有效期|(?:印发|发布)之日|“?十[四五六]五”?|采暖季|年(?:底|末|内)|当年"
    r"|(?:期|期限|年限|时限|周期|最长|不超过|自|起)[^，。；]{0,8}?[\d一二两三四五六十]+个?(?:年|月|工作日|天|日)"
)
_OF_MONEY = re.compile("元|[补贴奖][^，。；]{0,10}%|%[^，。；]{0,6}[补贴奖]")
_SHARED = re.compile("%|百分|分之|[一二三四五六七八九]成|倍|[:∶]\\d|过半|半数")
_YEARS = re.compile(r"20\d\d(?=年|[-—~至到]20\d\d年)")
_WIDE = "个项条种类次处件家"  # measure words of anything: 一个 is no number
_NUMBER = re.compile(r"\d|[一二三四五六七八九十百]分之[一二三四五六七八九十]|过半|半数")
_FIGURE = re.compile(r"\d{3}|\d(?:\.\d+)?(?:%|[万亿]|元|日|天|次|家|辆|台|年以)")
_NEAREST = 3  # matched clauses that are looked through
_LEAST_RANK = 0.42  # of a clause's rank: below it is about something else
# Share of the topic that the sentence, its clause's heading included, says. Of development
# questions whose answer no fact holds, 4 of 5 for a time pass, and none without an answer.
_ENOUGH, _ENOUGH_FOR_TIME = 0.5, 0.4
_TITLED, _OF_TITLE = 0.8, 0.25  # a heading that is the matter, and what that adds
_BESIDE = 0.3  # share of the topic in the words of the sentence alone


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    clause: Clause
    evidence: Evidence


def sentence_for(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Statement | None:
    """The sentence that answers a question for a number or a time; None where none does."""
    most = max((match.coverage for match in matches[:_NEAREST]), default=0.0)
    found = [
        each
        for match in matches[:_NEAREST]
        if match.score >= _LEAST_RANK and match.coverage >= AS_MUCH * most
        for each in _candidates(knowledge, matcher, question, match)
    ]
    best = max(found, key=lambda each: each.score, default=None)
    timed = question.asks("when") and not question.asks("value")
    if best is None or best.score < (_ENOUGH_FOR_TIME if timed else _ENOUGH):
        return None
    said = quoted(knowledge, best.evidence)
    return Statement(f"{clause_name(best.clause)}写明：{said}", (best.evidence,))


def sentence_of(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Statement | None:
    """The sentence of the clause already answered from that holds the number asked beside it."""
    found = [
        (matcher.coverage(question.topic, text), evidence, text)
        for evidence, text in sentences_of(knowledge, clause)
        if _holds(question, text) and (not question.asks("amount") or _OF_MONEY.search(text))
    ]
    best = max(found, key=lambda each: each[0], default=None)
    if best is None or best[0] < _BESIDE:
        return None
    return Statement(f"{clause_name(clause)}写明：{shown(best[2])}", (best[1],))


def _candidates(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, match: TopicMatch
) -> Iterator[_Found]:
    holding = [each for each in sentences_of(knowledge, match.clause) if _holds(question, each[1])]
    texts = (text for _, text in holding)
    said = knowledge.closeness.asked(question.topic, texts=texts).said
    heading = fold(match.clause.heading or "")
    for evidence, text in holding:
        held = matcher.coverage(question.topic, text)
        around = matcher.coverage(question.topic, f"{heading} {text}")
        titled = asked_unit(question) and match.heading >= _TITLED and "%" not in text
        score = 0.4 * held + 0.3 * around + 0.3 * said(text) + (_OF_TITLE if titled else 0.0)
        yield _Found(score, match.clause, evidence)


def _holds(question: Question, sentence: str) -> bool:
    """Whether a sentence has what the question wants to know."""
    if not question.asks("value", "when") and question.years:
        return any(year in sentence for year in question.years)
    if question.asks("value", "count", "amount") and not _in_years(question, sentence):
        return False
    if question.asks("when") and not _TIME.search(sentence):
        return False
    if question.asks("value", "count", "amount"):
        unit = asked_unit(question)
        if any(word not in sentence for word in asked_attributes(question)):
            return False
        if asks_share(question) and not _SHARED.search(sentence):
            return False
        body = _MARK.sub("", sentence).replace("天", "日")
        units = "|".join(units_like(unit)) if unit else ""
        counted = unit is None or re.search(
            rf"[\d一二两三四五六七八九十百千万亿余多]个?(?:工作)?(?:{units})", body
        )
        in_words = unit is not None and unit not in _WIDE  # 改成几人间: 二人间或三人间
        return bool(counted) and (in_words or bool(_NUMBER.search(body)))
    return True


def clauses_saying(knowledge: Knowledge, *patterns: re.Pattern[str]) -> list[Clause]:
    """The clauses in which one of shared patterns is found, without issuing pages, in order."""
    said = frozenset[str]().union(*map(knowledge.saying, patterns))
    found = (knowledge.clause(each) for each in said)
    kept = (each for each in found if each.kind is not ClauseKind.HEAD)
    return sorted(kept, key=lambda each: (each.doc_id, each.span.start))


def said_in(
    knowledge: Knowledge, matcher: TopicMatcher, clause: Clause, topic: str
) -> list[Statement]:
    """The sentence of a clause that says most of a topic; none where no sentence says any."""
    found = [
        (matcher.coverage(topic, text), each) for each, text in sentences_of(knowledge, clause)
    ]
    best, evidence = max(found, key=lambda each: each[0], default=(0.0, None))
    if evidence is None or best <= 0:
        return []
    said = quoted(knowledge, evidence)
    return [Statement(f"{clause_name(clause)}写明：{said}", (evidence,))]


def _in_years(question: Question, sentence: str) -> bool:
    """Whether a sentence may speak of the years asked: it names none, or one before and after."""
    named = [int(year) for year in _YEARS.findall(sentence)]
    asked = [int(year) for year in question.years]
    within = any(min(named) <= year <= max(named) for year in asked) if named else True
    return not asked or within


def sentences_of(knowledge: Knowledge, clause: Clause) -> Iterator[tuple[Evidence, str]]:
    """The sentences of a clause with their places, in folded text."""
    text = knowledge.clean(clause.doc_id)
    begin = bisect_left(text.offsets, clause.own.start)
    stop = bisect_left(text.offsets, clause.own.end)
    # A heading with a figure says something, and so does the first sentence of 第二十条.
    says = _FIGURE.search(fold(clause.heading or "")) or clause.label.endswith("条")
    title = "" if says else fold(clause.title).strip("。 ")
    for hit in _SENTENCE.finditer(text.folded, begin, stop):
        if hit[0].strip("。 \n") not in ("", title):
            yield Evidence(clause, text.span(*hit.span())), hit[0].replace("\n", "")
