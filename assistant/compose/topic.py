"""Questions about a topic: who, how much, by when, and what the plan says of it."""

import re
from dataclasses import replace

from assistant.compose import benefits, duties, passages, targets
from assistant.compose.measured import Measured, measured
from assistant.compose.refusal import refuse
from assistant.compose.wording import whole
from assistant.draft import Draft, Evidence, Statement
from assistant.fitting import asked_unit
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, ClauseKind

_NEAR = 0.75  # of the best rank: an organ's clause further off is about something else
_PERSON = re.compile("领导|责任人|联系人|负责人")
_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
_MONEY = ("元", "万元", "亿元")


def answer_topic(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Answers each thing asked about the topic, and says which of them the plan leaves open."""
    matches = _ranked(knowledge, matcher, question)
    stated = [m.clause for m in matches if m.stated]
    if question.asks("amount"):
        draft = _amount(knowledge, matcher, question, matches)
        if draft.found:
            return draft
        intent, found = draft.intent, Measured(missing=draft.statements[0].text)
        if stated and question.asks("yesno") and re.search("[吗么嘛][？，]", question.folded):
            said = _said(knowledge, matches, question)  # 支持更新吗？每台给多少？
            return replace(said, statements=(*said.statements, *_remark(found)))
    else:
        intent, found = _figures(knowledge, matcher, question, matches)
    if question.asks("lead", "responsible", "cooperating") and stated:
        return _who(knowledge, matches, question, found)
    if found.statements:
        return Draft(intent, (*found.statements, *_remark(found)))
    nearest = found.nearest or tuple(stated)
    if found.missing and nearest:
        return refuse(knowledge, found.missing, nearest, intent)
    if not stated:
        near = [m.clause for m in matches if m.coverage >= 0.25][:1]
        return refuse(knowledge, f"方案没有写到“{question.topic}”，无法据此回答。", near, "topic")
    return _said(knowledge, matches, question)


def _figures(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> tuple[str, Measured]:
    """Figures and times where they are asked for; how to apply is no matter of plans."""
    if question.asks("procedure"):
        missing = "方案没有写明申请或办理的流程、条件、材料和地点。"
        if question.asks("value") and not question.asks("when"):
            return "procedure", replace(
                measured(knowledge, matcher, question, matches), missing=missing
            )
        return "procedure", Measured(missing=missing)
    wanted = question.asks("value", "when", "target", "difference")
    if not (wanted or question.years or question.figure):
        return "topic", Measured()
    found = _each_measured(knowledge, matcher, question, matches)
    if not question.asks("value", "when", "difference") and not found.nearest:
        found = replace(found, missing="")  # 有什么要求: what the plan says of it is an answer
    return "target", found


def _each_measured(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Measured:
    """The figures asked; 甲和乙分别…: those of each matter, where each has some of its own."""
    parts = re.split("[和与跟、]", question.topic)
    if "分别" in question.folded and len(parts) > 1:
        found = [
            measured(knowledge, matcher, replace(question, topic=part), matcher.match(part))
            for part in parts
        ]
        statements = dict.fromkeys(each for part in found for each in part.statements)
        if all(part.statements for part in found):
            return Measured(tuple(statements))
    return measured(knowledge, matcher, question, matches)


def _remark(found: Measured) -> tuple[Statement, ...]:
    return (Statement(found.missing),) if found.missing else ()


def _ranked(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> list[TopicMatch]:
    """Matches for the topic; those of an organ that the question names come first."""
    matches = matcher.match(question.topic)
    if question.organs:
        mine = set(knowledge.duties(question.organs[0]))
        least = _NEAR * max((match.score for match in matches), default=0.0)
        matches.sort(key=lambda match: not (match.clause in mine and match.score >= least))
    return matches


def best_clause(matches: list[TopicMatch]) -> Clause:
    """The clause meant: the best one, a measure before the part that holds it.

    A part is meant only where its heading is the topic and no measure below says as much.
    """
    best = matches[0]
    for match in matches:
        inside = (
            match.clause.doc_id == best.clause.doc_id
            and best.clause.span.start <= match.clause.span.start
            and match.clause.span.end <= best.clause.span.end
        )
        if match is not best and inside and match.heading >= min(best.heading, _WHOLE_HEADING):
            return match.clause
    if best.heading >= _WHOLE_HEADING or (best.clause.depth == 0 and not best.clause.text):
        return best.clause
    said = (m.clause for m in matches if m.stated and _says_something(m.clause))
    return next(said, best.clause)


def _says_something(clause: Clause) -> bool:
    """Whether a clause has words of its own beside its heading."""
    return len(clause.text) > len(clause.heading or "") + 1


def _who(
    knowledge: Knowledge, matches: list[TopicMatch], question: Question, found: Measured
) -> Draft:
    clause = best_clause(matches)
    person = _PERSON.search(question.topic)
    if person and passages.sentence_with(knowledge, clause, person[0]):
        return passages.in_context(knowledge, clause, person[0], "lead")
    below = knowledge.measures_under(clause)
    if below and not knowledge.attributions(clause):
        return passages.part(knowledge, clause, below, "lead")
    makers = {
        "lead": duties.lead_statement,
        "responsible": duties.responsible_statement,
        "cooperating": duties.cooperating_statement,
    }
    if not knowledge.attributions(clause):
        clause = next((m.clause for m in matches if _attributed(knowledge, m, matches)), clause)
    if not knowledge.attributions(clause) and not found.statements:
        missing = duties.lead_statement(knowledge, clause).text
        return refuse(knowledge, missing, [clause], "lead")
    asked = [cue for cue in makers if question.asks(cue)]
    if "lead" in asked and "responsible" in asked:
        asked.remove("responsible")
    statements = [makers[cue](knowledge, clause) for cue in asked]
    return Draft(asked[0], (*statements, *found.statements, *_remark(found)))


def _attributed(knowledge: Knowledge, match: TopicMatch, matches: list[TopicMatch]) -> bool:
    """Whether a clause nearly as good as the best one names organs."""
    near = match.stated and match.score >= _NEAR * matches[0].score
    return near and bool(knowledge.attributions(match.clause))


def _amount(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Draft:
    """Money: the figures that the plan gives for the topic; it says so where it gives none."""
    stated = [m.clause for m in matches if m.stated]
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
        beside = []
        if question.asks("value") and asked_unit(question):
            beside = list(measured(knowledge, matcher, question, matches).statements)
        said = {each.text: each for each in (*beside, *targets.target_statements(sums))}
        return Draft("amount", tuple(said.values()))
    missing = f"方案没有规定“{question.topic}”的具体金额或补贴标准。"
    return refuse(knowledge, missing, stated, "amount")


def _said(knowledge: Knowledge, matches: list[TopicMatch], question: Question) -> Draft:
    if question.asks("define"):
        for match in matches:
            for term in question.topic.split():
                if passages.sentence_with(knowledge, match.clause, re.escape(term)):
                    return passages.in_context(knowledge, match.clause, term, "define")
    if question.asks("list", "measures", "count"):
        for match in matches:  # 保障措施有哪些: a part with that heading, not a measure in it
            if match.clause.depth == 0 and match.heading >= _WHOLE_HEADING:
                return passages.content(knowledge, match.clause, "content")
    return passages.content(knowledge, best_clause(matches), "content")


def mentions(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """All clauses that say a word: 哪些措施提到充电桩或者充换电."""
    texts = [knowledge.folded(clause) for clause in knowledge.clauses()]
    asked = [each for each in re.split("或者?|[和、/ ]", question.topic) if each]
    words = [_written_in(texts, word) for word in asked]
    found = [
        clause
        for clause in knowledge.clauses()
        if clause.kind is not ClauseKind.HEAD and not knowledge.children(clause)
        if any(word in knowledge.folded(clause) for word in words)
    ]
    called = "、".join(f"“{word}”" for word in words)
    if not found:
        near = [m.clause for m in matcher.match(question.topic) if m.stated][:1]
        return refuse(knowledge, f"方案没有写到{called}。", near, "mentions")
    table, lines = duties.measure_table(knowledge, found)
    cited = tuple(
        replace(line, evidence=(_saying(knowledge, clause, words),))
        for line, clause in zip(lines, found, strict=True)
    )
    first = Statement(f"写到{called}的条款共**{len(found)}条**，全部列出：", derived=(len(found),))
    return Draft("mentions", (first, *cited), table)


def _written_in(texts: list[str], word: str) -> str:
    """A word as the plan writes it: 用超长期特别国债 without 用; itself where it is not there."""
    tails = [word[start:] for start in range(min(3, len(word) - 1))]
    return next((tail for tail in tails if any(tail in text for text in texts)), word)


def _saying(knowledge: Knowledge, clause: Clause, words: list[str]) -> Evidence:
    """The first sentence of a clause that holds one of the words."""
    found = (passages.sentence_with(knowledge, clause, re.escape(word)) for word in words)
    return next((each for each in found if each), whole(clause))


def on_topic_of_organ(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """What an organ does about a topic."""
    mine = set(knowledge.duties(question.organs[0]))
    stated = [m for m in matcher.match(question.topic) if m.stated]
    fitting = [m.clause for m in stated]
    of_organ = [m.clause for m in stated if m.clause in mine and m.score >= _NEAR * stated[0].score]
    if not of_organ and fitting and knowledge.attributions(fitting[0]):
        return duties.role_check(knowledge, question, fitting[0])
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
