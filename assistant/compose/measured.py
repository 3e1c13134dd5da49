"""How much and by when about a topic: the targets meant, else a sentence that says it.

A year that the plan sets no target for is said to have none; where the question takes the year
or a figure for granted, what the plan does say corrects it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose import targets
from assistant.compose.claims import NO, begun, done_elsewhere, due_claim, with_verdict
from assistant.compose.differences import against_base, base_of_year, compared, difference
from assistant.compose.due import limit_statement
from assistant.compose.indicator_rows import in_text, parts_asked, year_by_year
from assistant.compose.over_years import over_years
from assistant.compose.sentences import sentence_for
from assistant.compose.supposed_figures import confirmed_targets, figure_in_words, supposed
from assistant.compose.target_kinds import in_other_units, is_share, with_figures
from assistant.compose.unset import asks_number_set, in_words_alone, of_heading, unset_number
from assistant.compose.wording import target_phrase
from assistant.compose.yearly_rows import row_of_years
from assistant.draft import Statement
from assistant.fitting import TargetFit, asks_share, fit_targets
from assistant.knowledge import Knowledge
from assistant.own_year import planned_year
from assistant.premise import comparable
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind, Target
from indexer.parse.normalize import fold

_WORDS = Patterns("grant_words", LEXICONS)
_TIE = 1.0  # targets of the best one's clause this close to it are shown beside it
_EACH_OF = re.compile(r"(20\d\d)年?[—\-－~～至](20\d\d)年.*每年")  # 2025—2027年每年更新1300台
_BESIDE = 0.3  # more of the topic in other words with a year of the clause than in a target
_SPOKEN_OF = 0.25  # coverage below which a target's words are about something else
_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
_PART = 0.5  # coverage from which a target answers one part of a question: 要建几座，保有量多少

_IN_NUMBERS = re.compile(
    "百分之(?:多少|几)|多少个?百分点|(?:多少|几)(?:%|成(?!本|套|品|人|员|功|效))|多少[个家座台辆套]"
)

Found = list[tuple[Clause, Target]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found: statements, or what is missing beside the clause that is nearest."""

    statements: tuple[Statement, ...] = ()
    missing: str = ""
    nearest: tuple[Clause, ...] = ()
    supposed: bool = False  # a figure was taken for granted that the plan does not speak of


def measured(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Measured:
    """The figures or times asked for."""
    if _by_words(question):
        sentence = sentence_for(knowledge, matcher, question, matches)
        if sentence is not None:
            return Measured((_without_number(question, sentence),))
    matches = [*matches, *matcher.preambles(question.topic)]
    fits = fit_targets(knowledge, matcher, question, matches)
    if rows := year_by_year(knowledge, question, fits) or row_of_years(question, fits):
        return Measured(tuple(targets.target_statements(rows)))
    return _of_fits(knowledge, matcher, question, matches, fits)


def _of_fits(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    matches: Sequence[TopicMatch],
    fits: Sequence[TargetFit],
) -> Measured:
    """The targets that fit best, or what stands in their place."""
    near = _near(matcher, question, fits) or of_heading(knowledge, question, matches)
    unset = unset_number(knowledge, question, matches, near)
    held = [clause for clause, _ in near]
    claim = done_elsewhere(knowledge, matcher, question, matches, held) if unset is None else ()
    if unset is not None or claim:
        return Measured((unset,) if unset is not None else claim)
    if asks_whether(question) and not near:
        return Measured(missing=f"方案没有为“{question.topic}”设定目标。")
    limit = _time_limit(knowledge, question, matches)
    if limit is not None:
        own = [(c, t) for c, t in near if limit.evidence[0].clause == c]
        return Measured((limit, *targets.target_statements(own)))
    if not near or in_other_units(question, near) or _beside(matcher, question, near):
        said = _by_sentence(sentence_for(knowledge, matcher, question, matches), question)
        if said is not None:
            return said
    if near:
        return _by_targets(knowledge, question, near, fits)
    if claim := due_claim(knowledge, question, matches):
        return Measured(claim)
    what = "时间要求" if question.asks("when") else "数量目标"
    return Measured(missing=f"方案没有为“{question.topic}”设定{what}。")


def _by_words(question: Question) -> bool:
    """Whether a sentence answers before any target: 到2027年要排到什么位置, or a condition.

    总投资多少的项目可以一事一议 asks for the condition, and for no target.
    """
    figures = question.asks("value", "when", "target", "difference", "measure")
    condition = _WORDS["asks_condition"].search(question.folded) is not None
    figures = figures or len(question.years) > 1  # 2025年和2027年有什么不同
    return condition or not (figures or question.figure or figure_in_words(question))


def asks_whether(question: Question) -> bool:
    """Whether a question asks if there is a target at all: 有没有投资增长的目标."""
    whether = re.search("有没有|有无|是否(?:有|设|定|提)", question.folded)
    named = whether and re.search("目标|指标", question.folded)
    return bool(named) and not question.asks("value", "when", "amount")


def _by_targets(
    knowledge: Knowledge, question: Question, near: Found, fits: Sequence[TargetFit]
) -> Measured:
    """The targets that are near, as they answer the question: of its years, beside its figure."""
    if question.asks("difference"):
        return Measured(tuple(against_base(question, fits) or difference(compared(question, fits))))
    figure = question.figure
    counted = any(comparable(each, t) for each in supposed(question) for _, t in near)
    if figure and figure.unit in ("", "%") and not counted:
        if near[0][1].value is None and figure.unit == "%":
            return Measured((in_words_alone(*near[0]),))  # 35%是章丘定的吗: it is set in words
        return _unsaid(question)  # 补10万, 100%换新, and what is near counts places
    if _IN_NUMBERS.search(question.folded) and all(t.value is None for _, t in near):
        return Measured(tuple(in_words_alone(*each) for each in near[:1]))
    if not question.years:
        added = over_years(question, near) if question.asks("over_years") else []
        return Measured((*added, *confirmed_targets(question, near)))
    dated = _of_years(knowledge, question, near, fits)
    if dated:
        return Measured(tuple(confirmed_targets(question, dated)))
    if base := base_of_year(question, fits):
        return Measured(base)
    if question.supposes:
        first = Statement(NO)
        return Measured((first, *targets.target_statements(near)))
    same = (target_phrase(target) for clause, target in near if clause == near[0][0])
    said = "；".join(dict.fromkeys(same))
    years = "、".join(question.years)
    missing = f"方案没有为“{question.topic}”设定{years}年的目标，只写明：{said}。"
    return Measured(missing=missing, nearest=(near[0][0],))


def _by_sentence(sentence: Statement | None, question: Question) -> Measured | None:
    """A sentence as an answer; a figure that is supposed needs one with figures."""
    said = sentence.text.partition("写明")[2] if sentence else ""
    if question.figure and said and not re.search(r"\d", said):
        return _unsaid(question)
    return None if sentence is None else Measured(with_verdict(question, sentence))


def _without_number(question: Question, sentence: Statement) -> Statement:
    """A sentence; that it has no number is said where one is asked for: 有具体数字吗."""
    said = sentence.text.partition("写明")[2]
    if not asks_number_set(question) or re.search(r"\d", said):
        return sentence
    return replace(sentence, text=f"没有写明具体数字，{sentence.text}")


def _unsaid(question: Question) -> Measured:
    return Measured(missing=f"方案没有为“{question.topic}”写明数额。", supposed=True)


def _beside(matcher: TopicMatcher, question: Question, found: Found) -> bool:
    """Whether a time is asked of what none of the targets speaks of, beside what their clause does."""
    if not question.asks("when") or question.asks("value") or question.years:
        return False
    share = max(matcher.coverage(question.topic, target_phrase(each)) for _, each in found)
    pieces = (p for p in re.split("[，；。]", fold(found[0][0].text)) if re.search(r"20\d\d年", p))
    other = max((matcher.coverage(question.topic, each) for each in pieces), default=0.0)
    return share < _SPOKEN_OF or other > share + _BESIDE


def _time_limit(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]
) -> Statement | None:
    """The 完成时限 of the best clause, where it is asked when that is to be done."""
    of_figure = question.asks("value") or re.search(r"\d", question.topic)
    if not question.asks("when") or of_figure or question.years or question.figure:
        return None
    clause = next((match.clause for match in matches if match.stated), None)
    return limit_statement(knowledge, clause) if clause else None


def _near(matcher: TopicMatcher, question: Question, fits: Sequence[TargetFit]) -> Found:
    """The nearest targets; none where a share is asked, and they count things: 新能源公交占比."""
    near = _nearest(matcher, question, fits)
    shares = not asks_share(question) or any(is_share(target) for _, target in near)
    return near if shares else []


def _nearest(matcher: TopicMatcher, question: Question, fits: Sequence[TargetFit]) -> Found:
    """The best target and those of its clause that are as near or answer another part."""
    if question.asks("when") and not question.asks("value"):
        timed = [fit for fit in fits if fit.target.deadline or fit.target.recurrence]
        fits = timed if timed and timed[0].score >= fits[0].score - _TIE else []
    if not fits or not fits[0].stated:
        return []
    best = in_text(fits)
    mine = [fit for fit in fits if fit.clause.clause_id == best.clause.clause_id]
    near = [fit for fit in mine if fit.score >= best.score - _TIE]
    if question.asks("target"):  # 医养结合的目标: all of the clause with that heading
        near += [fit for fit in fits if fit not in near and _headed(matcher, question, fit)]
        # 新能源汽车的目标: 保有量 and 促销活动 are in clauses of their own
        near += [
            fit
            for fit in fits
            if fit.score >= best.score - _TIE and fit.stated and fit not in mine
            if question.topic in fit.target.indicator
        ]
    parts, pool = parts_asked(question, fits)
    for part in parts:
        fitting = {id(fit): matcher.coverage(part, target_phrase(fit.target)) for fit in pool}
        first = max(pool, key=lambda fit: fitting[id(fit)])
        if fitting[id(first)] >= _PART and first not in near:
            near.append(first)
    return [(fit.clause, fit.target) for fit in near]


def _headed(matcher: TopicMatcher, question: Question, fit: TargetFit) -> bool:
    heading = fold(fit.clause.heading or "")
    mine = fit.stated and matcher.coverage(question.topic, heading) >= _WHOLE_HEADING
    return mine and fit.clause.kind is not ClauseKind.HEAD


def _of_years(
    knowledge: Knowledge, question: Question, near: Found, fits: Sequence[TargetFit]
) -> Found:
    """The targets of the years asked; a plan for one year means it where it gives no date."""

    def fits_year(clause: Clause, target: Target) -> bool:
        if target.deadline and not target.recurrence:
            return target.deadline[:4] in question.years
        if span := _EACH_OF.search(fold(target.text)):
            return any(span[1] <= year <= span[2] for year in question.years)
        return planned_year(knowledge.document(clause.doc_id)) in question.years

    dated = with_figures([(c, t) for c, t in near if fits_year(c, t)])
    for year in question.years if dated else ():
        if not any((target.deadline or "")[:4] == year for _, target in dated):
            dated += [
                (fit.clause, fit.target)
                for fit in fits
                if fit.stated and (fit.target.deadline or "")[:4] == year
            ][:1]
    if not dated:  # 到2027年累计更新1200台 goes on about what stands before it
        clause, best = near[0]
        dated = [
            (clause, target)
            for target in knowledge.targets(clause)
            if target.unit == best.unit and fits_year(clause, target) and target.cumulative
        ]
    close = [fit for fit in fits if fit.stated and fit.score >= fits[0].score - 1.2 * _TIE]
    return (
        dated
        or [(fit.clause, fit.target) for fit in close if fits_year(fit.clause, fit.target)]
        or [
            (clause, target)
            for clause, target in near
            if begun(knowledge, question, clause, target)
        ]
    )
