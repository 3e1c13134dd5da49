"""Questions about a topic: who, how much, by when, and what the plan says of it."""

from assistant.compose import benefits, duties, passages, targets
from assistant.compose.refusal import refuse
from assistant.compose.wording import target_phrase
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.premise import comparable, confirmed
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, Target
from indexer.parse.normalize import fold

_TARGET_STATED = 0.45  # coverage from which a target is the one asked for
_TARGET_TIE = 0.12  # targets this close to the best one are shown beside it
_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
_MONEY = ("元", "万元", "亿元")


def answer_topic(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Answers each thing asked about the topic, or says what the plan leaves open."""
    matches = _ranked(knowledge, matcher, question)
    stated = [m.clause for m in matches if m.stated]
    if not stated:
        return refuse(
            knowledge,
            f"方案没有写到“{question.topic}”，无法据此回答。",
            [m.clause for m in matches if m.coverage >= 0.25][:1],
            "topic",
        )
    if question.asks("amount"):
        return _amount(knowledge, matcher, question, stated)
    if question.asks("procedure"):
        return refuse(
            knowledge, "方案没有写明申请或办理的流程、条件、材料和地点。", stated, "procedure"
        )
    statements: list[Statement] = []
    if question.asks("value", "when", "target") or question.years or question.figure:
        found, draft = _targets(knowledge, matcher, question, stated)
        if draft is not None and not question.asks("lead", "responsible", "cooperating"):
            return draft
        statements += _confirmed(question, found)
    if question.asks("lead", "responsible", "cooperating"):
        return _who(knowledge, matches, question, statements)
    if statements:
        return Draft("target", tuple(statements))
    return _said(knowledge, matches, question)


def _confirmed(question: Question, found: list[tuple[Clause, Target]]) -> list[Statement]:
    """The targets; where the question supposes a figure, first whether it is the plan's."""
    figure = question.figure
    same = [(c, t) for c, t in found if figure is not None and comparable(figure, t)]
    if figure is None or not same:
        return targets.target_statements(found)
    agreed = confirmed(figure, [target for _, target in same])
    first = Statement("是的，方案写明：" if agreed else "不对，方案写的是：")
    return [first, *targets.target_statements(same)]


def _ranked(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> list[TopicMatch]:
    """Matches for the topic; those of an organ that the question names come first."""
    matches = matcher.match(question.topic)
    if question.organs:
        mine = set(knowledge.duties(question.organs[0]))
        matches.sort(key=lambda match: match.clause not in mine)
    return matches


def best_clause(matches: list[TopicMatch]) -> Clause:
    """The clause meant: the best one, a measure before the part that holds it.

    A part is meant only where its heading is the topic and no measure below says as much.
    """
    best = matches[0]
    for match in matches:
        inside = (
            best.clause.span.start <= match.clause.span.start
            and match.clause.span.end <= best.clause.span.end
        )
        if match is not best and inside and match.heading >= min(best.heading, _WHOLE_HEADING):
            return match.clause
    if best.heading >= _WHOLE_HEADING or (best.clause.depth == 0 and not best.clause.text):
        return best.clause
    return next((m.clause for m in matches if m.clause.text and m.stated), best.clause)


def _who(
    knowledge: Knowledge, matches: list[TopicMatch], question: Question, first: list[Statement]
) -> Draft:
    clause = best_clause(matches)
    below = knowledge.measures_under(clause)
    if below and not knowledge.attributions(clause):
        return passages.part(knowledge, clause, below, "lead")
    makers = {
        "lead": duties.lead_statement,
        "responsible": duties.responsible_statement,
        "cooperating": duties.cooperating_statement,
    }
    asked = [cue for cue in makers if question.asks(cue)]
    if "lead" in asked and "responsible" in asked:
        asked.remove("responsible")
    statements = [makers[cue](knowledge, clause) for cue in asked]
    return Draft(asked[0], (*statements, *first))


def _targets(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, stated: list[Clause]
) -> tuple[list[tuple[Clause, Target]], Draft | None]:
    """The targets asked for; or a draft where there is none."""
    scored = sorted(
        (
            (_fit(matcher, question.topic, clause, target), clause, target)
            for clause, target in knowledge.all_targets()
        ),
        key=lambda each: -each[0],
    )
    fitting = [each for each in scored if each[0] >= _TARGET_STATED]
    if not fitting:
        if question.years and not question.asks("value", "when"):
            return [], None
        what = "时间要求" if question.asks("when") else "数量目标"
        return [], refuse(knowledge, f"方案没有为“{question.topic}”设定{what}。", stated, "target")
    best = fitting[0]
    near = [
        (clause, target)
        for score, clause, target in fitting
        if score >= best[0] - _TARGET_TIE and clause.clause_id == best[1].clause_id
    ]
    if not question.years:
        return near, None
    dated = [(c, t) for c, t in near if t.deadline and t.deadline[:4] in question.years]
    if dated:
        return dated, None
    others = [
        (c, t)
        for s, c, t in fitting
        if s >= best[0] - _TARGET_TIE and t.deadline and t.deadline[:4] in question.years
    ]
    if others:
        return others, None
    said = "；".join(dict.fromkeys(target_phrase(t) for _, t in near))
    years = "、".join(question.years)
    missing = f"方案没有为“{question.topic}”设定{years}年的目标，只写明：{said}。"
    return [], refuse(knowledge, missing, [best[1]], "target")


def _fit(matcher: TopicMatcher, topic: str, clause: Clause, target: Target) -> float:
    """How well a target fits a topic: by its indicator, its words, and its clause."""
    indicator = matcher.coverage(topic, fold(target.indicator))
    words = matcher.coverage(topic, target_phrase(target))
    around = matcher.coverage(topic, fold(f"{clause.title} {clause.text}"))
    return 0.45 * indicator + 0.25 * words + 0.3 * around


def _amount(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, stated: list[Clause]
) -> Draft:
    """Money: the figures that the plan gives for the topic; it says so where it gives none."""
    granted = benefits.granted(knowledge, matcher, question, stated[:3])
    if granted is not None:
        return granted
    sums = [
        (clause, target)
        for clause in stated[:2]
        for target in knowledge.targets(clause)
        if target.unit in _MONEY
    ]
    if sums:
        return Draft("amount", tuple(targets.target_statements(sums)))
    missing = f"方案没有规定“{question.topic}”的具体金额或补贴标准。"
    return refuse(knowledge, missing, stated, "amount")


def _said(knowledge: Knowledge, matches: list[TopicMatch], question: Question) -> Draft:
    if question.asks("define"):
        for match in matches:
            for term in question.topic.split():
                if passages.sentence_with(knowledge, match.clause, term):
                    return passages.in_context(knowledge, match.clause, term, "define")
    return passages.content(knowledge, best_clause(matches), "content")


def on_topic_of_organ(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """What an organ does about a topic."""
    mine = set(knowledge.duties(question.organs[0]))
    fitting = [m.clause for m in matcher.match(question.topic) if m.stated]
    of_organ = [clause for clause in fitting if clause in mine]
    if not of_organ:
        name = "、".join(question.organs[0])
        return refuse(
            knowledge,
            f"方案没有写明{name}承担与“{question.topic}”有关的任务。",
            fitting,
            "duties_on_topic",
        )
    if len(of_organ) == 1 or not question.asks("list", "count"):
        draft = passages.content(knowledge, of_organ[0], "duties_on_topic")
        check = duties.role_check(knowledge, question, of_organ[0])
        return Draft(draft.intent, (check.statements[0], *draft.statements), draft.table)
    return duties.duties(knowledge, question, of_organ)


def checked(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Whether an organ has a role in the clause that the topic means."""
    matches = [m for m in matcher.match(question.topic) if m.stated]
    if not matches:
        return refuse(knowledge, f"方案没有写到“{question.topic}”。", (), "role_check")
    clause = best_clause(matches)
    if not knowledge.attributions(clause):
        clause = next((m.clause for m in matches if knowledge.attributions(m.clause)), clause)
    if not question.asks("lead", "responsible", "cooperating", "role", "duty"):
        mine = set(knowledge.duties(question.organs[0])) if question.organs else set()
        if clause in mine:
            return passages.content(knowledge, clause, "content")
    return duties.role_check(knowledge, question, clause)
