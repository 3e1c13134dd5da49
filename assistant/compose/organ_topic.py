"""What an organ does about a matter, and whether it has a part in it."""

import re
from dataclasses import replace

from assistant.citations import shown
from assistant.compose import duties, named_duties, parts, passages
from assistant.compose.beyond import beyond
from assistant.compose.refusal import refuse
from assistant.compose.role_check import role_in
from assistant.compose.row_led import led_by_text
from assistant.compose.supposed_figures import confirmed_targets
from assistant.compose.topic import NEAR, best_clause
from assistant.compose.wording import sentence_with
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.premise import comparable
from assistant.question import Question, of_title
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause
from indexer.parse.normalize import fold
from indexer.parse.organ_mentions import find_organ_mentions

_SEAT = re.compile("设在|设于|挂靠(?:在|于)?")
_WHOLE_HEADING = 0.95  # coverage by a heading that is the topic
_NAMED_BY = 0.6  # share of a heading that a question says which names it
_SAYS_ALL = 0.85  # coverage of a topic by a clause that names the organ
_IDLE = re.compile("(?:哪些|各个?)?(?:环节|事项|步骤|流程|方面|地方|政策|文件|通知|方案)(?:里|中)?")
_THIS_TIME = re.compile(
    "(?:这|本|此)(?:一)?(?:次|轮|回|波)的?(..+?)(?:工作|行动|活动)?(?:里面?|中|当中)?"
)


def on_topic_of_organ(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """What an organ does about a topic."""
    mine = set(knowledge.duties(question.organs[0]))
    within = parts.meant(knowledge, question)
    mine = mine & set(within or ()) or mine
    if mine and _of_whole_plan(knowledge, question):
        return duties.duties(knowledge, question)
    matches = matcher.match(question.topic)
    left_out = beyond(knowledge, question, matches)
    if left_out is not None:
        return left_out
    stated = [m for m in matches if m.stated]
    fitting = [m.clause for m in stated]
    near = [m.clause for m in stated if m.clause in mine and m.score >= NEAR * stated[0].score]
    of_organ = _in_part(knowledge, matcher, question, stated, mine) or near
    if not of_organ and (named := _named(knowledge, matcher, question, fitting)):
        return named
    if not of_organ and fitting and knowledge.attributions(fitting[0]):
        return role_in(knowledge, question, fitting[0])
    if not of_organ:
        name = knowledge.called(question.organs[0])
        return refuse(
            knowledge,
            f"方案没有写明{name}承担与“{question.topic}”有关的任务。",
            fitting,
            "duties_on_topic",
        )
    if len(of_organ) == 1 or not question.asks("list", "count"):
        draft = passages.content(knowledge, of_organ[0], "duties_on_topic")
        check = role_in(knowledge, question, of_organ[0])
        return Draft(draft.intent, (check.statements[0], *draft.statements), draft.table)
    return duties.duties(knowledge, question, of_organ)


def _in_part(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    stated: list[TopicMatch],
    mine: set[Clause],
) -> list[Clause]:
    """The measures of an organ in the part whose heading the topic is; [] where it is none."""
    for match in stated:
        inside = knowledge.measures_under(match.clause) if match.heading >= _WHOLE_HEADING else []
        named = matcher.coverage(fold(match.clause.heading or ""), question.folded)
        if inside and named >= _NAMED_BY:  # 汽车 is no part headed 促进汽车以旧换新
            return [each for each in inside if each in mine]
    return []


def _of_whole_plan(knowledge: Knowledge, question: Question) -> bool:
    """Whether the topic is what the whole plan is about: its title says all of it."""
    titles = [fold(each.title) for each in knowledge.documents]
    words = [word for word in question.topic.split() if not _IDLE.fullmatch(word)]
    words = [hit[1] if (hit := _THIS_TIME.fullmatch(word)) else word for word in words]
    return all(any(of_title(word, title) for title in titles) for word in words)


def _named(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, fitting: list[Clause]
) -> Draft | None:
    """The clauses about the topic that name the organ, in a plan that says it in prose.

    Where the topic is what the whole plan is about, all that name it.
    """
    whole = _of_whole_plan(knowledge, question)
    matter = re.sub("(?:当?中|里面?|上)$", "", question.topic)
    saying = [
        clause
        for clause in named_duties.naming(knowledge, question.organs[0])
        if matcher.coverage(matter, fold(clause.text)) >= _SAYS_ALL
    ]
    return named_duties.listed(knowledge, question, None if whole else [*fitting, *saying])


def checked(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Whether an organ has a role in the clause that the topic means."""
    matches = [m for m in matcher.match(question.topic) if m.stated]
    if not matches:
        return refuse(knowledge, f"方案没有写到“{question.topic}”。", (), "role_check")
    clause = led_by_text(knowledge, best_clause(matches), matches, question.topic)
    if not knowledge.attributions(clause):
        clause = next((m.clause for m in matches if knowledge.attributions(m.clause)), clause)
    if seat := _seat(knowledge, question, [clause, *(m.clause for m in matches)]):
        return seat
    if not question.asks("lead", "responsible", "cooperating", "role", "duty"):
        mine = set(knowledge.duties(question.organs[0])) if question.organs else set()
        if clause in mine:
            return passages.content(knowledge, clause, "content")
    draft = role_in(knowledge, question, clause)
    return replace(draft, statements=(*draft.statements, *_of_figure(knowledge, question, clause)))


def _seat(knowledge: Knowledge, question: Question, clauses: list[Clause]) -> Draft | None:
    """办公室设在区财政局对吧: the sentence that says where an office is, and whether it is there."""
    if not _SEAT.search(question.folded):
        return None
    for clause in clauses:
        found = sentence_with(knowledge, clause, _SEAT.pattern)
        if found is None:
            continue
        text = knowledge.source(clause.doc_id).text[found.span.start : found.span.end]
        names = {each.canonical for each in find_organ_mentions(fold(text))}
        wanted = question.organs[0] if question.organs else question.unknown_organs
        right = bool(names & set(wanted)) or any(each in fold(text) for each in wanted)
        first = "是的，方案写明：" if right else "不对，方案写的是："
        return Draft("role_check", (Statement(f"{first}{shown(text)}", (found,)),))
    return None


def _of_figure(knowledge: Knowledge, question: Question, clause: Clause) -> list[Statement]:
    """What the plan says of a figure supposed beside the organ: 甲局牵头、建成5个，对吧."""
    figure = question.figure
    if figure is None:
        return []
    found = [(clause, t) for t in knowledge.targets(clause) if comparable(figure, t)]
    return confirmed_targets(question, found) if found else []
