"""Who does a thing together with whom: 由A会同B、C完成网上审核, and a lead that is supposed wrongly."""

import re
from collections.abc import Iterator

from assistant.citations import shown
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.mentioned import in_prose
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.organs import without_level

_SETTLING = Patterns("settling", LEXICONS)
_ENOUGH, _OWN = 0.6, 0.15


def together(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that says who does it with whom; None where none is asked for, or says so."""
    supposed = _SETTLING["supposed_lead"].search(question.folded)
    supposing = supposed is not None and _SETTLING["supposing"].search(question.folded) is not None
    joint = _SETTLING["asks_with_whom"].search(question.folded) is not None
    if not (joint or supposing or _asks_who(question)):
        return None
    found = _best(knowledge, matcher, question, supposed["organ"] if supposed else "")
    if found is None:
        return None
    clause, evidence, text = found
    lead = ""
    if supposed is not None and supposing:
        lead = "是的，" if _same(supposed["organ"], text) else "不是，"
    where = clause.label if text == clause.heading else clause_name(clause)
    said = shown(text).strip().removeprefix(clause.label).rstrip("。；")
    return Draft("lead", (Statement(f"{lead}{where}规定：{said}。", (evidence,)),))


def _asks_who(question: Question) -> bool:
    """Whether it asks who is in charge of a matter: 宣传工作哪个部门负责."""
    who = question.asks("lead", "responsible") and not question.asks("list", "count", "cooperating")
    return who and question.intent == "topic" and not question.organs


def _best(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, organ: str
) -> tuple[Clause, Evidence, str] | None:
    """The sentence of a plan in prose that is nearest to what is done."""
    best, nearest = 0.0, None
    topic = question.topic.replace(organ, " ") if organ else question.topic
    topic = re.sub("是(?= |$)", "", topic).strip()
    says = _SETTLING["says_with_whom"]
    in_words = [each for each in knowledge.documents if in_prose(each)] if topic else []
    for document, clause in ((each, clause) for each in in_words for clause in each.clauses):
        if clause.kind is ClauseKind.HEAD or not says.search(knowledge.folded(clause)):
            continue
        title = fold(document.title)
        above = matcher.coverage(topic, title)
        for evidence, text in _said(knowledge, clause):
            if not says.search(fold(text)):
                continue
            share = matcher.coverage(topic, f"{title}，{fold(text)}")
            if share >= _ENOUGH and share >= above + _OWN and share > best:
                best, nearest = share, (clause, evidence, text)
    return nearest


def _said(knowledge: Knowledge, clause: Clause) -> Iterator[tuple[Evidence, str]]:
    """The sentences of a clause; of a clause that is all heading, that."""
    if clause.heading and _SETTLING["says_with_whom"].search(fold(clause.heading)):
        yield whole(clause), clause.heading
    yield from sentences_of(knowledge, clause)


def _same(organ: str, text: str) -> bool:
    """Whether the organ that leads, by a sentence, may be called so: 商务局 for 市商务委."""
    hit = _SETTLING["says_with_whom"].search(fold(text))
    core = re.sub("(?:委员会|[局委厅办部])$", "", without_level(organ))
    return hit is not None and re.search(".*".join(core), hit["lead"]) is not None
