"""A rule of one year asked for another: 2025年的补贴 of a notice titled 2026年….

A plan that names no year in its title has none for a year after it is in force, or after the last
year that it speaks of.
"""

import re

from assistant.compose.benefit_choice import Asked
from assistant.compose.grants import sentences
from assistant.compose.metadata import in_force
from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.own_year import planned_year
from indexer.model import Document
from indexer.parse.normalize import fold

_YEAR = re.compile(r"(20\d\d)年")
# The year of a policy: at the head of the question, or right before what is granted.
_OF_POLICY = re.compile(
    r"(?:^|[，。？在到是]|想问|请问)(?:20\d\d年)?(?P<year>20\d\d)年(?:度)?(?!\d{1,2}月|[底末初前后以之上下])(?P<rest>[^，。？]*)"
)
_OF_PLACE = re.compile(
    r"^(?:请问)?[\u4e00-\u9fff]{2,6}[省市县区旗州](?:在)?(?=20\d\d年)"
)  # 桐湾区2026年的
_AFTER = re.compile("有效期|[至到]")
_LASTS = re.compile("有效期[^。；]{0,6}[一二三四五六七八九十\\d]+年|长期")
_SPOKEN = re.compile(r"20\d\d(?=年|[-—~至到]20\d\d年)")
_GRANTING = re.compile("补贴|补助|贴息|奖励|延续|执行")
_CLAIMING = re.compile("申[请报领]|提交|受理")
_LAST_YEAR = re.compile("^去年")
_OF_CASE = re.compile(
    "登记|注册|上牌|上的|上户|名下|买的|买了|卖了|卖掉|(?:领|补|拿|报|得|享受|申请)过|领了|开的|提的|前|之后|出厂|投用"
    "|^的[^，。？补]{0,6}车(?:报废|淘汰|卖|转让|换|能|还|可)"
)
# 2027年的汽车报废补贴标准: the year of a policy, though cars are scrapped that are of a year.
_NAMED = re.compile(
    "^的?[^，。？\\d]{0,4}(?:报废|置换|更新|换新|以旧换新|购新)+(?:补贴|补助)的?(?:标准|政策|办法|细则|金额|额度)"
)


def named_for_a_year(text: str) -> bool:
    """Whether a question names a policy by its year: 2027年的汽车报废补贴标准."""
    return any(_NAMED.search(hit["rest"]) for hit in _OF_POLICY.finditer(text))


def of_another_year(asked: Asked) -> Draft | None:
    """That the documents are for another year; None where they are for the one asked, or many."""
    years = {hit["year"] for hit in _OF_POLICY.finditer(_dated(asked)) if _of_policy(hit)}
    if not years:
        return None
    late = _later(asked, years)
    if late is not None:
        return late
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
    clauses += [each.clauses[0] for each in asked.knowledge.documents if each.clauses][:1]
    missing = f"文件是{mine}的政策，没有写{wanted or '上一年'}的补贴。"
    return refuse(asked.knowledge, missing, clauses, "benefit")


def _later(asked: Asked, years: set[str]) -> Draft | None:
    """That the years asked come after those that the documents are for; None where not all do."""
    ends = [_end(asked, each) for each in asked.knowledge.documents]
    last = max(ends, default="9999")
    if not all(ends) or any(year <= last or _granted_in(asked, year) for year in years):
        return None
    near = [e.clause for said in in_force(asked.knowledge) for e in said.evidence]
    near = near or [match.clause for match in asked.matcher.match(asked.topic)[:1]]
    wanted = "、".join(f"{each}年" for each in sorted(years))
    return refuse(asked.knowledge, f"方案没有写{wanted}的补贴。", near[:1], "benefit")


def _end(asked: Asked, document: Document) -> str:
    """The year until which a document is in force, else the last it speaks of; empty if unknown."""
    said = next(iter(in_force(asked.knowledge, document)), None)
    ends: list[str] = _YEAR.findall(_AFTER.split(said.text)[-1]) if said else []
    if ends:
        return max(ends)
    if said is not None and _LASTS.search(said.text):
        return ""  # so many years from some day on
    own = [each for each in asked.knowledge.clauses() if each.doc_id == document.doc_id]
    spoken: list[str] = [y for each in own for y in _SPOKEN.findall(fold(each.text))]
    return max(spoken, default="")


def _granted_in(asked: Asked, year: str) -> bool:
    """Whether a sentence on what is granted speaks of a year."""
    return any(
        year in each.text and _GRANTING.search(each.text) and not _CLAIMING.search(each.text)
        for clause in asked.knowledge.clauses()
        for each in sentences(asked.knowledge, clause)
    )


def _dated(asked: Asked) -> str:
    """The question with 去年 as the year before that of the documents, where they have one."""
    years = {planned_year(each) for each in asked.knowledge.documents}
    year = years.pop() if len(years) == 1 else None
    text = _OF_PLACE.sub("", asked.case.text)
    return _LAST_YEAR.sub(f"{int(year) - 1}年", text) if year else text


def _of_policy(hit: re.Match[str]) -> bool:
    return bool(_NAMED.search(hit["rest"])) or not _OF_CASE.search(hit["rest"])


def _speaks_of(asked: Asked, year: str) -> bool:
    """Whether the documents say something of the whole year: 延续至2026年底."""
    whole = re.compile(rf"{year}年(?!\d{{1,2}}月|度?[已曾])")  # 2024年已享受的 is of persons
    heads = [each.clauses[0] for each in asked.knowledge.documents if each.clauses]
    return any(
        whole.search(asked.knowledge.folded(each))
        for each in asked.knowledge.clauses()
        if each not in heads
    )
