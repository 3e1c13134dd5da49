"""What a notice that grants something says where a question names no measure of it: 去哪儿申请.

Rows of ``notice_asks.toml`` say what is asked, those of ``notice_sentences.toml`` how the
sentence looks that answers. The sentence that holds most of what else the question says is taken, one under a fitting heading
before others. Where no sentence answers, the draft of the rest stands.
"""

import re
from collections.abc import Iterator

from assistant.compose import allowances, notice_lists
from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_case import read_case
from assistant.compose.benefit_choice import Asked
from assistant.compose.benefit_scope import unclaimable
from assistant.compose.beyond import asks_beyond
from assistant.compose.grants import Sentence, sentences
from assistant.compose.notice_titles import notices
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns, Rule, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_OPEN = ("structure", "plan", "refusal", "unclear")  # intents of questions without a matter
_SAID = ("topic", "unclear", "extreme", "plan")  # intents of questions that a list may answer
_UNREAD = ("other_place", "unknown_document", "small_talk", "contact", "person", "progress")
_BARE = ("topic", "refusal", "procedure")  # intents of refusals that name no sum
_UNDER, _OWN, _LEAST, _MOST, _FEW = 0.4, 0.15, 0.3, 6, 2
_VAGUE = 0.2  # of what a fitting heading counts
_LEADS, _ENOUGH = 0.05, 0.7  # before any other sentence, and of what is wanted: near enough
_ASPECT = re.compile("(?<=[\u4e00-\u9fff])[了着过完好]")
_EXCEPTION = re.compile("^(?:如|若|因|确因|确需)|延期|特殊情况")
_TOLD = Patterns("notice_sentences", LEXICONS)


def first(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What a notice answers in its own list of questions, or of things left out."""
    if question.intent not in _SAID or question.other_places or not notices(knowledge):
        return None
    asked = Asked(knowledge, matcher, question, read_case(question.folded))
    return notice_lists.answered(asked)


def instead(knowledge: Knowledge, matcher: TopicMatcher, question: Question, draft: Draft) -> Draft:
    """The sentence of a notice that answers, where the draft found none or lists the parts."""
    if question.intent in _UNREAD or question.other_places or not notices(knowledge):
        return draft
    asked = Asked(knowledge, matcher, question, read_case(question.folded))
    if allowances.of_no_clause(knowledge, question.topic):
        return draft
    if not draft.found and (nothing := unclaimable(asked)):
        return nothing
    unsaid = False  # what one rule asks in so many words is answered by no vaguer one
    for rule in _asks():
        vague = "least" in rule.fields
        if not rule.matches(question.folded) or (vague and (unsaid or asks_beyond(question))):
            continue
        found = _told(asked, rule) if _open_to(rule, draft, question) else None
        if found is not None:
            return found
        unsaid = unsaid or not vague
    return draft


def _open_to(rule: Rule, draft: Draft, question: Question) -> bool:
    """Whether a draft leaves an ask open: it found nothing, or says no time where one is asked."""
    unless = rule.text("unless")
    if unless and re.search(unless, question.folded):
        return False
    if rule.fields.get("matter") and (not _bare(draft, question) or _goods_named(question)):
        return False
    if not draft.found or draft.intent in (*_OPEN, *rule.fields.get("over", ())):
        return True
    said = any(_TOLD[rule.id].search(fold(each.text)) for each in draft.statements)
    return bool(rule.fields.get("timed")) and not said


def _bare(draft: Draft, question: Question) -> bool:
    """Whether a refusal is of no sum; one of a benefit or a time, if of no year."""
    timeless = draft.intent in ("target", "benefit") and not question.years
    return draft.intent in _BARE or timeless


def _goods_named(question: Question) -> bool:
    return bool(read_case(question.folded).goods)


def _asks() -> Iterator[Rule]:
    return (rule for rule in load_rules("notice_asks", LEXICONS) if not rule.fields.get("title"))


def _told(asked: Asked, rule: Rule) -> Draft | None:
    """The answer to one ask; the items of the part so headed, or the nearest sentence."""
    within = re.compile(str(rule.fields["within"]))
    if rule.fields.get("all"):
        for clause in asked.knowledge.clauses():
            items = asked.knowledge.children(clause)
            named = clause.heading or (clause.text if items else "")
            if clause.depth <= 1 and within.search(fold(named)):
                return _whole(asked.knowledge, clause)
    pattern, vague = _TOLD[rule.id], "least" in rule.fields
    found = [
        terms.Said(clause, each, _score(asked, clause, each.text, within, vague))
        for clause, each in _sentences(asked.knowledge)
        if pattern.search(each.text) and _of_part(asked, each.text) and _is_said(clause, each.text)
    ]
    best = max(found, key=lambda each: each.score, default=None)
    least = 0.0 if len(found) <= _FEW else _LEAST  # of its kind there are no others
    if best is None or not _near_enough(best, found, float(rule.fields.get("least", least))):
        return None
    return Draft("procedure", (terms.spoken(best),))


def _near_enough(best: terms.Said, found: list[terms.Said], least: float) -> bool:
    """Whether the nearest sentence is near, or nearly so and well before all others."""
    others = (each.score for each in found if each is not best)
    leads = best.score - max(others, default=0.0)
    return best.score >= least or (best.score >= _ENOUGH * least and leads >= _LEADS)


def _of_part(asked: Asked, text: str) -> bool:
    """Whether a sentence is about the round that is asked, where one is: 第四轮."""
    part = _TOLD["ordinal"].search(asked.case.text)
    return part is None or part[0] in text


def _is_said(clause: Clause, text: str) -> bool:
    """Whether a sentence says more than the heading of its clause."""
    heads = clause.kind in (ClauseKind.CHAPTER, ClauseKind.SECTION)
    return not heads or text.rstrip("。：") not in (fold(clause.heading or ""), fold(clause.title))


def _score(asked: Asked, clause: Clause, text: str, within: re.Pattern[str], vague: bool) -> float:
    """How near a sentence is; where anything may be asked, its own words count most."""
    path = fold(" ".join(clause.path))
    topic = _TOLD["may_i"].sub("", asked.topic) if vague else asked.topic
    topic = _ASPECT.sub("", topic or asked.question.folded)
    around = f"{path}{text}"
    said = asked.knowledge.closeness.asked(topic).said(around) if topic else 0.0
    share = asked.matcher.coverage(topic, around) if topic else 0.0
    apart = _UNDER if _EXCEPTION.search(text) and not _EXCEPTION.search(asked.case.text) else 0.0
    above = (fold(c.heading or "") for c in (clause, *asked.knowledge.ancestors(clause)))
    under = _UNDER if within.search(" ".join(above)) else 0.0
    own = _OWN if within.search(fold(clause.heading or "")) else 0.0
    bonus = (under + own) * (_VAGUE if vague else 1.0)
    return 0.5 * (share + said) + bonus - apart


def _whole(knowledge: Knowledge, clause: Clause) -> Draft:
    """A part with its items, each a statement."""
    items = knowledge.children(clause)[:_MOST]
    told = [each for each in (clause, *items) if len(each.text) > len(each.heading or "")]
    spoken = [Statement(_words(each), (Evidence(each, each.own),)) for each in told]
    return Draft("procedure", tuple(spoken))


def _words(clause: Clause) -> str:
    said = clause.text.replace("\n", "").removeprefix(clause.heading or "").strip("：。 ")
    return f"{clause.title}：{said}。" if clause.heading else f"{clause.label}{said}。"


def _sentences(knowledge: Knowledge) -> Iterator[tuple[Clause, Sentence]]:
    for clause in knowledge.clauses():
        if clause.kind is not ClauseKind.HEAD and clause.doc_id in notices(knowledge):
            yield from ((clause, each) for each in sentences(knowledge, clause))
