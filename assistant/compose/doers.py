"""Who does one act, where a sentence of the plan says so: 由谁垫付 has 补贴资金由企业先行垫付.

Units in charge of a measure stand in its records; who checks, advances or issues something
within it often stands in the words alone.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.compose.goods import of_other_goods, strong_goods
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_ACT = re.compile(
    "(?:谁|哪[个家些]?(?:单位|部门|机构|局|委|办|厅))(?:来|先|去|应|要|具体|在)*"
    "(?P<act>(?!牵头|指导|负责|会同|[按会能可要有还是说给算先]|配合|协助|参与|主管|分管|管|抓|承担|落实|推[进动]|做|干|搞|弄|解决|处理|印发|发布|制定|的)"
    "[\u4e00-\u9fff]{1,2}?)(?:[的了呢吗啊]*(?=[，。？]|$)|(?<=[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff]))"
)
_OF_UNITS = re.compile("(?:牵头|责任|配合|负责)(?:单位|部门)[:：]")
_ENDS = "单位|部门|机构|企业|平台|公司|[部委局厅办院会]|政府|中心|银行"  # of who does something
_LEAST, _LEAST_OF_ALL = 0.15, 0.4  # share of the topic in a sentence: of clauses near it, of others
_NEAREST = 5
_FEW = 2  # sentences of a plan that speak of an act, each of which may be meant


def doer(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Statement | None:
    """The sentence that says who does the act that is asked; None where none does."""
    asked = _ACT.search(question.folded)
    if asked is None:
        return None
    near = [match.clause for match in matches[:_NEAREST]]
    goods = strong_goods(question.topic)
    found = [
        (plain, matcher.coverage(question.topic, f"{clause.heading or ''}{text}"), clause, evidence)
        for clause in knowledge.clauses()
        for plain, evidence, text in _doing(knowledge, clause, asked["act"])
        if not of_other_goods(f"{fold(' '.join(clause.path))}{knowledge.folded(clause)}", goods)
    ]
    best = max(found, key=lambda each: each[:2], default=None)
    if best is None:
        return None
    plain, share, clause, evidence = best
    alone = plain and sum(each[0] for each in found) <= _FEW
    alone = alone and _speaks_of(knowledge, question.topic.replace(asked["act"], " "))
    if not alone and share < (_LEAST if clause in near else _LEAST_OF_ALL):
        return None
    said = quoted(knowledge, evidence)
    return Statement(f"{clause_name(clause)}写明：{said}", (evidence,))


def _speaks_of(knowledge: Knowledge, topic: str) -> bool:
    """Whether a plan knows all words of a topic: 购房补贴由谁审核, where it grants for cars alone."""
    words = [word for word in knowledge.known_words(topic) if len(word) > 1]
    return all(any(word in knowledge.folded(c) for c in knowledge.clauses()) for word in words)


def _doing(knowledge: Knowledge, clause: Clause, act: str) -> Iterator[tuple[bool, Evidence, str]]:
    """The sentences of a clause in which somebody does the act, and whether 由 says so."""
    if clause.kind is ClauseKind.HEAD or act not in knowledge.folded(clause):
        return
    by = re.compile(f"由[^，。；由]{{2,24}}?{act}")
    doing = re.compile(f"(?:{_ENDS})[^，。；部委局厅]{{0,8}}{act}")
    leading = re.compile(f"^[^，。；]{{0,16}}(?:{_ENDS})[^。；]*{act}")
    titled = re.search(f"(?:{_ENDS})$", fold(clause.heading or "")) is not None
    for evidence, text in sentences_of(knowledge, clause):
        if _OF_UNITS.search(text):
            continue
        if (
            by.search(text)
            or doing.search(text)
            or leading.search(text)
            or (titled and act in text)
        ):
            yield by.search(text) is not None, evidence, text
