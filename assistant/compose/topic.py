"""Questions about a topic: who, how much, by when, and what the plan says of it."""

import re
from dataclasses import replace

from assistant.compose import benefits, duties, passages, targets
from assistant.compose.amounts import amount
from assistant.compose.answerable import unless_unsaid
from assistant.compose.asker_case import of_case, taxed
from assistant.compose.beyond import beyond
from assistant.compose.contacts import without_telephones
from assistant.compose.doers import doer
from assistant.compose.due import limit_statement
from assistant.compose.emission_grades import outside
from assistant.compose.equipment_of import naming
from assistant.compose.goods_led import led
from assistant.compose.measured import Measured
from assistant.compose.money_given import offered, ungranted, unnamed_goods
from assistant.compose.part_counts import named_part
from assistant.compose.refusal import refuse
from assistant.compose.role_statements import STATEMENTS, roles_asked
from assistant.compose.row_led import led_by_text, told_by_text
from assistant.compose.sentence_units import of_sentence
from assistant.compose.sentences import said_in, sentence_of
from assistant.compose.silent import on_years
from assistant.compose.topic_figures import figures, unsaid_figure
from assistant.compose.units import in_unit, lacks_unit
from assistant.compose.wording import sentence_with
from assistant.compose.year_sentences import beside_years
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, ClauseKind

NEAR = 0.75  # of the best rank: an organ's clause further off is about something else
_PERSON = re.compile("(?<!组织)(?<!党的)领导(?!小组)|责任人|联系人|负责人")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z\d+]{3,12}")
_TWO = re.compile("[？，；。](?=[^？]{2,})")
_ACTION = re.compile("行动$")  # what chapters are called by, and no measure
_WHOLE_HEADING = 0.85  # a heading that covers this much of a topic is the topic
# 有没有贴息，由谁牵头: beside who leads it is asked whether there is such a thing.
_ALSO = re.compile(
    "(?:有没有|有无|是否|能不能|([给补管换])不\\1)[^，；？]*[，；？](?=.)|[吗么][，；？](?=.)"
    "|有[^，；？]{2,12}没有?[，；？ ](?=.)"
)


def answer_topic(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """Answers each thing asked about the topic; a refusal where only the matter is spoken of."""
    return unless_unsaid(knowledge, matcher, question, told(knowledge, matcher, question))


def told(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft:
    """What the plan tells of each thing asked, and which of them it leaves open."""
    found = ranked(knowledge, matcher, question)
    matches, unnamed = naming(knowledge, matcher, question, found)
    if unnamed is not None:
        return unnamed
    draft = unsaid_figure(question, _answered(knowledge, matcher, question, matches))
    draft = beside_years(knowledge, question, draft)
    if not lacks_unit(question, draft):
        return draft
    near = dict.fromkeys(each.clause for said in draft.statements for each in said.evidence)
    missing = f"方案没有写明“{question.topic}”的数额。"
    return refuse(knowledge, missing, list(near)[:1], "target")


def _answered(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> Draft:
    """The draft for a topic, before its unit is looked at."""
    settled = beyond(knowledge, question, matches) or of_case(knowledge, matcher, question, matches)
    if settled is not None:
        return settled
    stated = [m.clause for m in matches if m.stated]
    if question.asks("amount") and not benefits.counted(question):
        draft = amount(knowledge, matcher, question, matches)
        if draft.found:
            return draft
        intent, found = draft.intent, Measured((), draft.statements[0].text, _near(draft))
        if stated and question.asks("yesno") and offered(knowledge, question, best_clause(matches)):
            return _with(_said(knowledge, matches, question), found)  # 支持更新吗？每台给多少？
    else:
        intent, found = figures(knowledge, matcher, question, matches)
    part = _part_meant(knowledge, question, matches)
    inside = targets.below(knowledge, part, question) if part is not None else None
    if inside is not None and (inside.found or not found.statements):
        return inside  # the preamble may set what the measures of the part do not
    absent = unnamed_goods(knowledge, question, stated) if stated else None
    if question.asks("lead", "responsible", "cooperating") and stated:
        return absent or _who(knowledge, matcher, matches, question, found)
    if found.statements:
        return Draft(intent, (*found.statements, *_remark(found)))
    nearest = found.nearest or tuple(stated)
    if found.missing and nearest:
        return refuse(knowledge, found.missing, nearest, intent)
    if not stated:
        near = led(knowledge, matcher, question) or _verbatim(knowledge, question)
        return near or _unsaid(knowledge, question, matches)
    return (
        outside(knowledge, question, stated)
        or absent
        or ungranted(knowledge, matcher, question, matches)
        or on_years(knowledge, question, stated)
        or _said(knowledge, matches, question)
    )


def _with(said: Draft, found: Measured) -> Draft:
    return replace(said, statements=(*said.statements, *_remark(found)))


def _verbatim(knowledge: Knowledge, question: Question) -> Draft | None:
    """The one clause that holds a topic word for word, where its meaning or content is asked."""
    if not question.asks("define", "content") or not _NAME.fullmatch(question.topic):
        return None
    holding = [c for c in knowledge.clauses() if question.topic in knowledge.folded(c)]
    own = [c for c in holding if c.kind not in (ClauseKind.HEAD, ClauseKind.ANNEX)]
    if len(own) != 1:
        return None
    return passages.in_context(knowledge, own[0], re.escape(question.topic), "define")


def _unsaid(knowledge: Knowledge, question: Question, matches: list[TopicMatch]) -> Draft:
    near = [m.clause for m in matches if m.coverage >= 0.25][:1]
    return refuse(knowledge, f"方案没有写到“{question.topic}”，无法据此回答。", near, "topic")


def _near(refusal: Draft) -> tuple[Clause, ...]:
    """The clauses that a refusal names, without the page that says whom to ask."""
    named = (each.clause for said in refusal.statements[1:] for each in said.evidence)
    return tuple(each for each in named if each.kind is not ClauseKind.HEAD)


def _part_meant(
    knowledge: Knowledge, question: Question, matches: list[TopicMatch]
) -> Clause | None:
    """The part whose targets a question lists: 农业方面有哪些目标; None where it means no part."""
    if not question.asks("target", "figures") or question.asks("value", "when", "lead"):
        return None
    if not question.asks("list") and not re.search("方面|领域", question.folded):
        return None
    parts = (m.clause for m in matches if m.heading >= _WHOLE_HEADING)
    return next((part for part in parts if knowledge.measures_under(part)), None)


def _remark(found: Measured) -> tuple[Statement, ...]:
    return (Statement(found.missing),) if found.missing else ()


def ranked(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> list[TopicMatch]:
    """Matches for the topic; those of an organ that the question names come first."""
    matches = without_telephones(knowledge, question, matcher.match(question.topic))
    if question.organs:
        mine = set(knowledge.duties(question.organs[0]))
        least = NEAR * max((match.score for match in matches), default=0.0)
        matches.sort(key=lambda match: not (match.clause in mine and match.score >= least))
    return taxed(knowledge, question, matches)


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
    knowledge: Knowledge,
    matcher: TopicMatcher,
    matches: list[TopicMatch],
    question: Question,
    found: Measured,
) -> Draft:
    clause = led_by_text(knowledge, best_clause(matches), matches, question.topic)
    person = _PERSON.search(question.topic)
    if person and sentence_with(knowledge, clause, person[0]):
        return passages.in_context(knowledge, clause, person[0], "lead")
    below = knowledge.measures_under(clause)
    if below and not knowledge.attributions(clause):
        return passages.part(knowledge, clause, below, "lead")
    clause = knowledge.attributed(_measured_in(knowledge, found) or clause)
    if not knowledge.attributions(clause):
        clause = next((m.clause for m in matches if _attributed(knowledge, m, matches)), clause)
    if said := _in_words(knowledge, matcher, question, matches, clause):
        return Draft("lead", (said, *found.statements, *_remark(found)))
    if not knowledge.attributions(clause) and not found.statements:
        missing = duties.lead_statement(knowledge, clause).text
        return refuse(knowledge, missing, [clause], "lead")
    asked = roles_asked(question)
    statements = [STATEMENTS[cue](knowledge, clause) for cue in asked]
    if _ALSO.search(question.folded) and not found.statements:
        statements = [*said_in(knowledge, matcher, clause, question.topic), *statements]
    if question.asks("content") and _TWO.search(question.folded):  # 谁负责？要怎么做？
        statements += passages.content(knowledge, clause, "content").statements[:1]
    if not found.statements and question.asks("value", "count", "when"):
        found = _of_clause(knowledge, matcher, question, clause) or found
    return Draft(asked[0], (*statements, *found.statements, *_remark(found)))


def _of_clause(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clause: Clause
) -> Measured | None:
    """What the clause whose organs are told says of how much and by when."""
    limit = limit_statement(knowledge, clause) if question.asks("when") else None
    said = limit or sentence_of(knowledge, matcher, question, clause)
    counted = (said,) if said else in_unit(knowledge, question, clause)
    return Measured(counted) if counted else None


def _in_words(
    knowledge: Knowledge,
    matcher: TopicMatcher,
    question: Question,
    matches: list[TopicMatch],
    clause: Clause,
) -> Statement | None:
    """Who does one act, or one of the things of a clause, where a sentence says it."""
    done = doer(knowledge, matcher, question, matches)
    return done or of_sentence(knowledge, matcher, question.topic, clause)


def _measured_in(knowledge: Knowledge, found: Measured) -> Clause | None:
    """The clause of the figures that are asked beside who leads, where it names organs."""
    clauses = (each.clause for said in found.statements for each in said.evidence)
    return next((each for each in clauses if knowledge.attributions(each)), None)


def _attributed(knowledge: Knowledge, match: TopicMatch, matches: list[TopicMatch]) -> bool:
    """Whether a clause nearly as good as the best one names organs."""
    near = match.stated and match.score >= NEAR * matches[0].score
    return near and bool(knowledge.attributions(match.clause))


def _said(knowledge: Knowledge, matches: list[TopicMatch], question: Question) -> Draft:
    if question.asks("define") and (meant := passages.meaning(knowledge, question, matches)):
        return meant
    if question.asks("list", "measures", "count"):
        part = named_part(knowledge, question.folded) if _ACTION.search(question.topic) else None
        if part is not None:
            return passages.content(knowledge, part, "content")
        for match in matches:  # 保障措施有哪些: a part with that heading, not a measure in it
            if match.clause.depth == 0 and match.heading >= _WHOLE_HEADING:
                return passages.content(knowledge, match.clause, "content")
    clause = told_by_text(knowledge, best_clause(matches), matches)
    return passages.content(knowledge, clause, "content")
