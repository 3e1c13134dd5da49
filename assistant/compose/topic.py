"""Questions about a topic: who, how much, by when, and what the plan says of it."""

from assistant.compose import benefits, duties, passages, targets
from assistant.compose.measured import measured
from assistant.compose.refusal import refuse
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause

_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
_MONEY = ("元", "万元", "亿元")


def answer_topic(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Answers each thing asked about the topic, and says which of them the plan leaves open."""
    matches = _ranked(knowledge, matcher, question)
    stated = [m.clause for m in matches if m.stated]
    statements: list[Statement] = []
    missing, nearest = "", stated
    intent = "topic"
    if question.asks("amount"):
        draft = _amount(knowledge, matcher, question, stated)
        if draft.found:
            return draft
        intent, missing = draft.intent, draft.statements[0].text
    elif question.asks("procedure"):
        intent, missing = "procedure", "方案没有写明申请或办理的流程、条件、材料和地点。"
    elif (
        question.asks("value", "when", "target", "difference") or question.years or question.figure
    ):
        found = measured(knowledge, matcher, question, matches)
        intent, statements = "target", list(found.statements)
        missing, nearest = found.missing, list(found.nearest) or stated
        if missing and not question.asks("value", "when", "difference") and not found.nearest:
            missing = ""  # 有什么要求, 2025年还有吗: what the plan says of it is an answer
    asks_who = question.asks("lead", "responsible", "cooperating") and bool(stated)
    if asks_who:
        draft = _who(knowledge, matches, question, statements)
        remark = (Statement(missing),) if missing else ()
        return Draft(draft.intent, (*draft.statements, *remark), draft.table)
    if statements:
        return Draft(intent, tuple(statements))
    if missing and nearest:
        return refuse(knowledge, missing, nearest, intent)
    if not stated:
        near = [m.clause for m in matches if m.coverage >= 0.25][:1]
        return refuse(knowledge, f"方案没有写到“{question.topic}”，无法据此回答。", near, "topic")
    return _said(knowledge, matches, question)


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


def _amount(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, stated: list[Clause]
) -> Draft:
    """Money: the figures that the plan gives for the topic; it says so where it gives none."""
    granted = benefits.answered(knowledge, matcher, question)
    if granted is not None and granted.found:
        return granted
    sums = [
        (clause, target)
        for clause in stated[:2]
        for target in knowledge.targets(clause)
        if target.unit in _MONEY
    ]
    if sums:
        return Draft("amount", tuple(targets.target_statements(sums)))
    if granted is not None:
        return granted
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
