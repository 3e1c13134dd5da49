"""Figures, times and procedures that are asked of a topic, and which of them the plan leaves open."""

import re
from dataclasses import replace

from assistant.compose.channels import online
from assistant.compose.measured import Measured, asks_whether, measured
from assistant.compose.procedures import told, what_to_do
from assistant.compose.supposed_figures import in_words, multiple_supposed
from assistant.compose.unset import asks_number_set
from assistant.compose.who_may import says_who_may
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.premise import figures_in
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher

_HELD = 0.45  # share of a topic in a clause from which what it says may stand for a figure


def figures(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: list[TopicMatch]
) -> tuple[str, Measured]:
    """Figures and times where they are asked for; how to apply is no matter of plans."""
    about = next((match.clause for match in matches if match.stated), None)
    of_whom = about is not None and says_who_may(knowledge, question, about)
    if question.asks("procedure") and not what_to_do(question) and not of_whom:
        if said := online(knowledge, matcher, question) or told(knowledge, matcher, question):
            return "procedure", Measured(said)
        missing = "方案没有写明申请或办理的流程、条件、材料和地点。"
        if question.asks("value") and not question.asks("when"):
            return "procedure", replace(
                measured(knowledge, matcher, question, matches), missing=missing
            )
        return "procedure", Measured(missing=missing)
    wanted = question.asks("value", "when", "target", "difference", "measure")
    wanted = wanted or asks_number_set(question) or multiple_supposed(question)
    if not (wanted or question.years or question.figure):
        return "topic", Measured()
    found = _each_measured(knowledge, matcher, question, matches)
    asked = question.asks("value", "when", "difference") or found.supposed
    if (
        not (asked or _lacks(knowledge, question, matches))
        and not found.nearest
        and not asks_whether(question)
    ):
        found = replace(found, missing="")  # 有什么要求: what the plan says of it is an answer
    return "target", found


def unsaid_figure(question: Question, draft: Draft) -> Draft:
    """The content told of a matter, with the remark that it lacks the figure that was supposed."""
    figure = in_words(question.folded) if multiple_supposed(question) else question.figure
    if figure is None or draft.intent != "content" or not draft.found:
        return draft
    if not question.asks("yesno", "confirm"):
        return draft
    said = figures_in("".join(each.text for each in draft.statements))
    if any(each.unit == figure.unit for _, each in said):
        return draft
    first = Statement("方案没有写到这个数。")
    return replace(draft, statements=(first, *draft.statements))


def _lacks(knowledge: Knowledge, question: Question, matches: list[TopicMatch]) -> bool:
    """Whether a target is asked, or a figure supposed, of what the clauses hardly speak of.

    A clause that counts what the figure supposed counts may set it right.
    """
    stated = [match for match in matches if match.stated]
    if not stated or max(match.coverage for match in stated) >= _HELD:
        return False
    if question.figure is None:
        return question.asks("target")
    said = figures_in(knowledge.folded(stated[0].clause))
    return all(each.unit != question.figure.unit for _, each in said)


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
