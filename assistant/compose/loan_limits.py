"""How much may be borrowed, by whom: 个人最高能贷50万对吧 has the limit of the plan for its answer."""

import re
from collections.abc import Iterator

from assistant.compose.case_money import sums_of
from assistant.compose.unset import pieces
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_WORDS = Patterns("loan_words", LEXICONS)
_BORROWERS = ("by_partners", "by_firm", "by_person")  # 合伙创业的个人 is the first of them
_LOAN = re.compile("贷款|授信|借款")
_SCALES = {"万": 1e4, "亿": 1e8}
_NEAR = 0.2  # share of the topic in a clause that is about it


def loan_limit(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The limits that the nearest clause sets, of the borrower meant; whether a sum is right."""
    if _WORDS["of_interest"].search(question.folded):
        return None
    if _WORDS["asks_years"].search(question.folded):
        return _years(knowledge, matcher, question)
    if not _WORDS["asks_limit"].search(question.folded):
        return None
    clause = _nearest(knowledge, matcher, question)
    if clause is None:
        return None
    limits = list(_limits(knowledge, clause))
    who = _borrower(question.folded)
    mine = [each for each in limits if who and _borrower(each[1]) == who] or limits
    lead = _verdict(question, [value for _, _, value in mine]) if len(mine) == 1 else ""
    lines = [
        Statement(f"{lead}{clause_name(clause)}写明：{quoted(knowledge, evidence)}。", (evidence,))
        for evidence, _, _ in mine
    ]
    return Draft("amount", tuple(lines))


def _years(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """For how long may be borrowed, in the nearest clause that says so."""
    held = knowledge.saying(_WORDS["years"])
    found = [c for c in knowledge.clauses() if c.clause_id in held]
    found.sort(key=lambda c: -matcher.coverage(question.topic, knowledge.folded(c)))
    for clause in found[:1]:
        for evidence, text in pieces(knowledge, clause):
            if _WORDS["years"].search(text):
                said = f"{clause_name(clause)}写明：{quoted(knowledge, evidence)}。"
                return Draft("deadline", (Statement(said, (evidence,)),))
    return None


def _verdict(question: Question, values: list[float]) -> str:
    """Whether a sum that is supposed is within the limit of the plan, or is that limit."""
    prices, claimed = sums_of(question.folded)
    supposed = claimed if claimed is not None else next(iter(prices), None)
    if supposed is None or not (question.asks("yesno", "confirm") or question.supposes):
        return ""
    limit = re.search("最高|最多|上限|额度", question.folded) is not None
    right = supposed == values[0] if limit else supposed <= values[0]
    return "是的，" if right else "不对，"


def _nearest(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Clause | None:
    """The clause about loans with a limit that holds most of the topic."""
    held = knowledge.saying(_WORDS["limit"])
    found = [
        (matcher.coverage(question.topic, f"{fold(c.title)}{knowledge.folded(c)}"), c)
        for c in knowledge.clauses()
        if c.clause_id in held and c.kind is not ClauseKind.HEAD and any(_limits(knowledge, c))
    ]
    share, clause = max(found, key=lambda each: each[0], default=(0.0, None))
    return clause if share >= _NEAR or len(found) == 1 else None


def _limits(knowledge: Knowledge, clause: Clause) -> Iterator[tuple[Evidence, str, float]]:
    """The pieces that limit a loan, with their values in yuan."""
    loan = False
    for evidence, text in pieces(knowledge, clause):
        loan = _LOAN.search(text) is not None or (loan and "的" in text)
        hit = _WORDS["limit"].search(text)
        if hit and loan:
            yield evidence, text, float(hit["value"]) * _SCALES[hit["scale"]]


def _borrower(text: str) -> str:
    return next((each for each in _BORROWERS if _WORDS[each].search(text)), "")
