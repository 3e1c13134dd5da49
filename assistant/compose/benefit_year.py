"""A rule of one year asked for another: 2025年的补贴 of a notice titled 2026年…."""

import re

from assistant.compose.benefit_choice import Asked
from assistant.compose.refusal import refuse
from assistant.draft import Draft
from indexer.parse.normalize import fold

_YEAR = re.compile(r"(20\d\d)年")
# The year of a policy: at the head of the question, or right before what is granted.
_OF_POLICY = re.compile(
    r"(?:^|[，。？在到是]|想问|请问)(?:20\d\d年)?(?P<year>20\d\d)年(?:度)?(?!\d{1,2}月|[底末初前后以之上下])(?P<rest>[^，。？]*)"
)
_LAST_YEAR = re.compile("^去年")
_OF_CASE = re.compile(
    "登记|注册|上牌|上的|上户|名下|买的|买了|卖了|卖掉|领过|享受过|申请过|领了|开的|提的|前|之后|出厂|投用"
)


def of_another_year(asked: Asked) -> Draft | None:
    """That the documents are for another year; None where they are for the one asked, or many."""
    years = {hit["year"] for hit in _OF_POLICY.finditer(_dated(asked)) if _of_policy(hit)}
    if not years:
        return None
    titles = [set(_YEAR.findall(fold(each.title))) for each in asked.knowledge.documents]
    if not titles or any(len(found) != 1 for found in titles):
        return None
    held = set().union(*titles)
    if years & held or any(_speaks_of(asked, year) for year in years):
        return None
    if _LAST_YEAR.search(asked.case.text):
        years = set()  # whose number the documents need not hold
    wanted, mine = ("、".join(f"{each}年" for each in sorted(some)) for some in (years, held))
    clauses = [match.clause for match in asked.matcher.match(asked.topic)[:1]]
    missing = f"文件是{mine}的政策，没有写{wanted or '上一年'}的补贴。"
    return refuse(asked.knowledge, missing, clauses, "benefit")


def _dated(asked: Asked) -> str:
    """The question with 去年 as the year before that of the documents, where they have one."""
    years = {asked.knowledge.year_of(each.doc_id) for each in asked.knowledge.documents}
    year = years.pop() if len(years) == 1 else None
    text = asked.case.text
    return _LAST_YEAR.sub(f"{int(year) - 1}年", text) if year else text


def _of_policy(hit: re.Match[str]) -> bool:
    return not _OF_CASE.search(hit["rest"])


def _speaks_of(asked: Asked, year: str) -> bool:
    """Whether the documents say something of the whole year: 延续至2026年底."""
    whole = re.compile(rf"{year}年(?!\d{{1,2}}月)")
    heads = [each.clauses[0] for each in asked.knowledge.documents if each.clauses]
    return any(
        whole.search(asked.knowledge.folded(each))
        for each in asked.knowledge.clauses()
        if each not in heads
    )
