"""What a plan grants: the cases of the clause that fit the question, in the plan's words."""

import re

from assistant.compose.wording import clause_name
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatcher
from indexer.model import Benefit, Clause, Table
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number

_TIE = 0.2  # cases that fit this much less than the best one are left out
_CLASS = re.compile(r"([一二三四五1-5])级")
_VERB = re.compile(
    "^(?:我|想|要|在|去|来|新|再)*(?:购买|置换|更换|换购|换成|换新|买|换|购|卖|装|修)(?=..)"
)
_ABOUT = 0.5  # coverage from which a case is about the topic
_MANY = 3  # cases from which a table is shown

Found = tuple[Clause, Benefit]


def granted(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, clauses: list[Clause]
) -> Draft | None:
    """The cases of the first clause that grants something for the topic; None where none does."""
    goods = _VERB.sub("", question.topic) or question.topic
    classes = {parse_number(found) for found in _CLASS.findall(question.folded)}
    for clause in clauses:
        fits = {
            case: matcher.coverage(goods, _leading_to(knowledge, clause, case))
            for case in knowledge.benefits(clause)
        }
        of_class = {case: fit for case, fit in fits.items() if classes & _classes(case)}
        wanted = of_class or {
            case: matcher.coverage(goods, fold(case.condition or "")) for case in fits
        }
        if max(fits.values(), default=0.0) >= _ABOUT:
            best = max(wanted.values())
            return _draft([(clause, each) for each, fit in wanted.items() if fit >= best - _TIE])
    return None


def _leading_to(knowledge: Knowledge, clause: Clause, case: Benefit) -> str:
    """The clause's heading and its text up to the case: what comes later is not its subject."""
    text = knowledge.source(clause.doc_id).text[clause.own.start : case.span.end]
    return re.sub(r"\s", "", fold(f"{clause.title}{text}"))


def _classes(case: Benefit) -> set[int | None]:
    """The energy classes that a case names."""
    return {parse_number(found) for found in _CLASS.findall(fold(case.condition or ""))}


def _draft(found: list[Found]) -> Draft:
    found = list(
        {(clause.clause_id, _said(clause, case)): (clause, case) for clause, case in found}.values()
    )
    statements = [
        Statement(
            f"{clause_name(clause)}：{_said(clause, case)}。",
            (Evidence(clause, case.span), *_cap_evidence(clause, case)),
        )
        for clause, case in found
    ]
    if len(found) <= _MANY:
        return Draft("amount", tuple(statements))
    rows = tuple((case.subject, standard(case), cap(case), c.label) for c, case in found)
    first = Statement(f"补贴标准共**{len(found)}项**，全部列出：")
    lines = [Statement(f"- {s.text}", s.evidence, row=True) for s in statements]
    return Draft("amount", (first, *lines), Table(("对象", "标准", "上限", "条款"), rows))


def _said(clause: Clause, case: Benefit) -> str:
    """The words of a case; its cap beside them where another sentence sets it."""
    words = fold(case.text).replace("\n", "").rstrip("，。；")
    limit = _written(clause, case)
    return f"{words}，上限{limit}" if limit and limit not in words else words


def _written(clause: Clause, case: Benefit) -> str:
    """The cap as the clause writes it: 2000元 or 1.5万元; empty where there is none."""
    if case.cap is None or (case.rate is None and case.amount is None):
        return ""
    text = re.sub(r"[\s,，]", "", fold(clause.text))
    forms = (f"{case.cap / 1e4:g}万元", f"{case.cap:g}元", f"{case.cap:.0f}元")
    return next((form for form in forms if form in text), "")


def _cap_evidence(clause: Clause, case: Benefit) -> tuple[Evidence, ...]:
    words = fold(case.text)
    limit = _written(clause, case)
    return (Evidence(clause, clause.own),) if limit and limit not in words else ()


def standard(case: Benefit) -> str:
    """15%, 2万元, or a dash where only a cap is set."""
    if case.rate is not None:
        return f"{case.rate:g}%"
    return _money(case.amount)


def cap(case: Benefit) -> str:
    """The cap in words, or a dash."""
    return _money(case.cap)


def _money(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value / 1e4:g}万元" if value >= 1e4 else f"{value:g}元"
