"""How many clauses a part holds, and how many bear a number of one form: 保障措施一共有几条."""

import re
from collections.abc import Sequence

from assistant.compose import passages
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_COUNT = re.compile("(?:几|多少)(?:项|条|个|款|点|方面|小?节)(?![月人])|总数")
_MEASURES = re.compile("(?:几|多少)[项条个](?:具体|重点|工作|主要)*(?:措施|举措|任务)")
_NUMBERED = re.compile(
    "(?P<form>[（(][一二1][）)]|[一二]、|[12][、.．])[^，。？]{0,12}?(?:编号|序号|标号|号码|标题)"
)
_FORMS = {"（": "（[一二三四五六七八九十]+）", "、": "[一二三四五六七八九十]+", "1": r"\d+"}
_EDGE = re.compile(
    "^(?:进一步|实施|推进|加快|提升|推动|强化|加强|完善|健全|落实|加大|做好)|^(?:相关|各项)"
)
# 补贴对象为同时满足以下条件的消费者: the items are the conditions of what is named first.
_LISTING = re.compile("(?P<of>[\u4e00-\u9fff]{4,8}?)(?:为|是|须|应当?|需)[^，。]{0,6}(?:以下|下列)")
_ASKS_CONDITIONS = re.compile(
    "(?:补贴|申[报请领]|享受|对象)[^。？]{0,12}(?:(?:几|多少)(?:个|条|项)条件|条件[^，。？]{0,6}(?:几|多少)(?:个|条|项))"
)
_SHORTEST = 4  # characters of a heading that a question names
_OTHER = re.compile("谁|哪个(?:单位|部门)|牵头|配合|提到|涉及|有关|相关|钱|元|[家台辆座]")


def counted(knowledge: Knowledge, question: Question) -> Draft | None:
    """How many clauses a named part, or a form of number, has; None where none is asked for."""
    if not _COUNT.search(question.folded) or question.organs or question.years:
        return None
    form = _NUMBERED.search(question.folded)
    if form is not None:
        return _of_form(knowledge, form["form"])
    if _OTHER.search(question.folded):
        return None
    part = _named_part(knowledge, question.folded) or _numbered_part(knowledge, question)
    return None if part is None else _inside(knowledge, question, part)


def _inside(knowledge: Knowledge, question: Question, part: Clause) -> Draft | None:
    """The measures of a part where those are counted, else what stands right below it."""
    below, measures = knowledge.children(part), knowledge.measures_under(part)
    conditions = _LISTING.match(fold(part.heading or ""))
    if below == measures and not conditions:
        return passages.part(knowledge, part, below, "content")
    if measures and _MEASURES.search(question.folded):  # not the sections that hold them
        below = measures
        first = Statement(f"{clause_name(part)}共有**{len(below)}项措施**，全部列出：")
    else:
        said = f"{clause_name(part)}共有**{len(below)}条**，全部列出："
        first = Statement(said, (whole(part),), (len(below),))
    lines = [Statement(f"- {clause_name(each)}", (whole(each),), row=True) for each in below]
    return Draft("content", (first, *lines))


def _numbered_part(knowledge: Knowledge, question: Question) -> Clause | None:
    """The part that a question names by number alone and counts the measures of."""
    if len(question.labels) != 1 or not _MEASURES.search(question.folded) or question.topic:
        return None
    found = knowledge.labelled(question.labels[0])
    return found[0] if len(found) == 1 and knowledge.measures_under(found[0]) else None


def _named_part(knowledge: Knowledge, folded: str) -> Clause | None:
    """The part whose heading, or its heart, a question names: the longest of several."""
    found = [
        (len(name), clause)
        for clause in knowledge.clauses()
        if clause.kind not in (ClauseKind.HEAD, ClauseKind.ANNEX, ClauseKind.ROW)
        if len(knowledge.children(clause)) > 1
        for name in _names(fold(clause.heading or ""))
        if len(name) >= _SHORTEST and name in folded
    ]
    named = max(found, key=lambda each: each[0], default=(0, None))[1]
    return named or (_conditions(knowledge) if _ASKS_CONDITIONS.search(folded) else None)


def _conditions(knowledge: Knowledge) -> Clause | None:
    """The part that lists the conditions, where there is but one."""
    found = [
        clause
        for clause in knowledge.clauses()
        if clause.kind not in (ClauseKind.HEAD, ClauseKind.ANNEX, ClauseKind.ROW)
        if re.search("条件的?(?:消费者|人)?$", fold(clause.heading or "").rstrip("。："))
        and len(knowledge.children(clause)) > 1
    ]
    return found[0] if len(found) == 1 else None


def _names(heading: str) -> Sequence[str]:
    heart = _EDGE.sub("", heading)
    listing = _LISTING.match(heading)
    joined = re.sub("[和与及](?=条件|要求)", "的", heading)
    bare = re.sub("(?:要求|清单)$", "", heading)
    return (heading, heart, joined, bare, *((listing["of"],) if listing else ()))


def _of_form(knowledge: Knowledge, form: str) -> Draft | None:
    """How many clauses bear （一）, 一、 or 1. as their number, and where they stand."""
    key = "（" if form[0] in "（(" else "1" if form[0].isdigit() else "、"
    pattern = re.compile(_FORMS[key])
    bearing = [
        clause
        for clause in knowledge.clauses()
        if clause.kind not in (ClauseKind.HEAD, ClauseKind.ROW, ClauseKind.ANNEX, ClauseKind.TAIL)
        if pattern.fullmatch(fold(clause.label))
    ]
    if not bearing:
        return None
    statements = [
        Statement(f"带这种编号的共有**{len(bearing)}条**，全部列出：", (), (len(bearing),))
    ]
    statements += [
        Statement(f"- {clause_name(clause)}", (whole(clause),), row=True) for clause in bearing
    ]
    return Draft("structure", tuple(statements))
