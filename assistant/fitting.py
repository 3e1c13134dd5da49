"""Which target a question means: every target near the topic, best first.

A fit joins how much of the topic the indicator, the words and the clause of a target hold,
how much of the indicator the topic holds, closeness of meaning, the clause's own rank, and
whether unit and year are those asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.wording import target_phrase
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher, bigrams
from indexer.lexicon import Rule, load_rules
from indexer.model import Clause, Target
from indexer.parse.indicators import INDICATOR_ROW
from indexer.parse.normalize import fold

# Of indicator's, words' and clause's coverage, indicator in the topic, closeness, rank of the
# clause, rank against the best clause, unit, year. Fitted by pairwise logistic regression on
# 93 development questions over ten plans: the best target is right for 0.957 of them (equal
# weights of the first three: 0.935).
_WEIGHTS = (0.91, 1.11, 1.35, 1.44, 1.56, 1.02, 1.74, 0.48, 0.56)
STATED = 4.4  # from here on: of 42 questions without an answer 8 pass, of 93 with one 5 fail
# Of the topic that the best clause holds; the figure of one that holds less is of another matter
# (绿色工厂 for 灯塔工厂). No right one of 1,100 development questions over 33 plans holds less.
AS_MUCH = 0.7
_MEASURE_WORD = re.compile(
    r"(?:多少|几)(?:[万亿]|千|百|个(?=[工百点]))*(?P<unit>百分点|点|工作日|平方米|千瓦|公里|立方米|[个家座台辆项所场户吨人%条套件倍艘张次天元亩度只头种类处名])"
)
# 国债一共多少亿: what is money is counted in 元, said or not.
_MONEY = re.compile(
    "(?:资金|国债|债券|投资|贷款|预算|经费|产值|营收|收入|销售额|额度|补贴|补助|奖补|基金|财政|钱)"
    "[^，。？]{0,12}(?:多少|几)个?(?:万亿|亿|万)(?=[？。！，呢啊]|$)"
)
_BEFORE = 30  # characters before a target in which its piece of the sentence begins
_SAID_AS = {"点": "百分点", "天": "日"}
_AGAINST = re.compile(
    r"[比较](?P<year>20\d\d)年?(?:底|末)?(?:要|将|得|应|会)*(?:增长|增加|提高|提升|上升|多|高|涨|下降|降低|减少|低|少)"
)
_BASED = 1.0
_OF_ROW = re.compile("累计|年度|(?<=[车量业电船机])年(?=[^度])|当年|（[^）]*）")
# 要达到多少个 asks what there is in all; what is built anew in a year is another figure.
_OF_ALL = re.compile("达到(?:多少|几)|总数|总量|总共|一共|累计|共有(?:多少|几)")
_ANEW = re.compile("新建|新增|新设|新改建|新改扩建|新创建|新培育")
_IN_ALL = re.compile("累计|总数|总量|达到")
_TOTAL = 0.8
_PERSONS = ("人", "名", "位")
_SUMS = ("元", "亿级", "亿")  # 营业收入达到400亿级 says no 元
_SHARE = re.compile("百分之|百分比|比例|比重|占比|几成")


@dataclass(frozen=True, slots=True)
class TargetFit:
    """A target with how well it fits a question; ``score`` is comparable between questions."""

    clause: Clause
    target: Target
    score: float

    @property
    def stated(self) -> bool:
        """Whether the target is taken for the one asked about."""
        return self.score >= STATED


def fit_targets(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> list[TargetFit]:
    """The targets of the matched clauses, best first."""
    top = max((match.score for match in matches), default=0.0) or 1.0
    phrases = (target_phrase(t) for match in matches for t in knowledge.targets(match.clause))
    said = knowledge.closeness.asked(question.topic, texts=phrases).said
    attributes = asked_attributes(question)
    held = [
        matcher.coverage(question.topic, _words_of(knowledge, match.clause)) for match in matches
    ]
    found = []
    for match, around in zip(matches, held, strict=True):
        if around < AS_MUCH * max(held):
            continue
        for target in knowledge.targets(match.clause):
            phrase, indicator = target_phrase(target), fold(target.indicator)
            if any(word not in phrase for word in attributes):
                continue
            if of_another_kind(knowledge, question, match.clause, target):
                continue
            parts = (
                matcher.coverage(question.topic, indicator),
                matcher.coverage(question.topic, phrase),
                around,
                _share_in(indicator, question.topic),
                said(phrase),
                match.score,
                match.score / top,
                _unit_fit(question, target),
                _year_fit(question, target),
            )
            score = sum(weight * part for weight, part in zip(_WEIGHTS, parts, strict=True))
            score += _BASED * _base_fit(question, target) + _TOTAL * _total_fit(question, target)
            found.append(TargetFit(match.clause, target, score))
    return sorted(found, key=lambda each: -each.score)


def _words_of(knowledge: Knowledge, clause: Clause) -> str:
    """What a clause says; of rows of a table of indicators also without 累计 and the like."""
    said = fold(f"{clause.title} {clause.text}")
    rows = (t for t in knowledge.targets(clause) if t.rule_id == INDICATOR_ROW)
    names = {_OF_ROW.sub("", fold(each.indicator)) for each in rows}
    return " ".join((said, *sorted(names)))


def asked_attributes(question: Question) -> list[str]:
    """What a question of one part wants measured, where it says so: 利率, 工资."""
    if re.search("[，；、](?=.)", question.folded):
        return []
    rules = load_rules("attributes", LEXICONS)
    return [form for rule in rules for form in rule.forms if form in question.folded]


def of_another_kind(
    knowledge: Knowledge, question: Question, clause: Clause, target: Target
) -> bool:
    """Whether a target is that of 中度 alone where the question speaks of 重度 alone."""
    for rule in load_rules("contrasts", LEXICONS):
        asked = _kinds(rule, question.folded)
        if not asked:
            continue
        source, span = knowledge.source(clause.doc_id).text, target.span
        before = re.split("[，；。：]", source[max(0, span.start - _BEFORE) : span.start])[-1]
        said = fold(before + source[span.start : span.end])
        named = _kinds(rule, said)
        if named and not asked & named:
            return True
    return False


def _kinds(rule: Rule, text: str) -> set[str]:
    """Which of the kinds that exclude each other a text names: words, or groups of a pattern."""
    if rule.pattern is not None:
        return {hit.lastgroup for hit in rule.pattern.finditer(text) if hit.lastgroup}
    return {form for form in rule.forms if form in text}


def _share_in(indicator: str, topic: str) -> float:
    pairs = bigrams(indicator)
    return sum(pair in topic for pair in pairs) / (len(pairs) or 1)


def _unit_fit(question: Question, target: Target) -> int:
    """1 where the target counts in the unit asked for, -1 where in another, 0 where none is."""
    unit = target.unit or ""
    if not unit:
        return 0
    if _SHARE.search(question.folded):
        return 1 if "%" in unit or "百分" in unit else -1
    asked = asked_unit(question)
    return 0 if asked is None else (1 if counts_in(unit, asked) else -1)


def asks_share(question: Question) -> bool:
    """Whether a share is asked: 占比, 百分之几."""
    return _SHARE.search(question.folded) is not None


def counts_in(unit: str, asked: str) -> bool:
    """Whether a unit is the one asked; persons are counted in 人, 名 and 位 alike."""
    counted = unit.replace("天", "日")
    return any(each in counted for each in units_like(asked))


def units_like(asked: str) -> tuple[str, ...]:
    """The measure words in which what is asked may be counted."""
    if asked == "元":
        return _SUMS
    if asked == "百分点":  # 控制到几个点以内
        return (asked, "%")
    return _PERSONS if asked in _PERSONS else (asked,)


def asked_unit(question: Question) -> str | None:
    """The measure word of 多少座, 几天, 几个百分点; None where the question has none."""
    if _MONEY.search(question.folded):
        return "元"
    hit = _MEASURE_WORD.search(question.folded)
    return _SAID_AS.get(hit["unit"], hit["unit"]) if hit else None


def _base_fit(question: Question, target: Target) -> int:
    """1 where a target grows from the year that the question sets it against: 比2023年增加多少."""
    base = _AGAINST.search(question.folded)
    if base is None:
        return 0
    return 1 if base["year"] in (target.baseline or "") else -1


def against_other_year(question: Question, target: Target) -> bool:
    """Whether a question sets a target that grows from one year against another one."""
    return bool(target.baseline) and _base_fit(question, target) < 0


def _total_fit(question: Question, target: Target) -> int:
    """-1 where a target counts what is new alone, and the question what there is in all."""
    if not _OF_ALL.search(question.folded) or _ANEW.search(question.folded):
        return 0
    words = fold(target.text)
    return -1 if _ANEW.search(words) and not (_IN_ALL.search(words) or target.cumulative) else 0


def _year_fit(question: Question, target: Target) -> int:
    if not question.years or not target.deadline:
        return 0
    return 1 if target.deadline[:4] in question.years else -1
