"""How many clauses a part holds, and how many bear a number of one form: 保障措施一共有几条."""

import re
from collections.abc import Sequence

from assistant.compose import passages
from assistant.compose.wording import clause_name, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold
from indexer.parse.numbering import article_of

_COUNTING = Patterns("counting", LEXICONS)
_FORMS = {"（": "（[一二三四五六七八九十]+）", "、": "[一二三四五六七八九十]+", "1": r"\d+"}
_FORMS["第"] = "第[一二三四五六七八九十百]+条"
_OTHER_ASKS = ("lead", "responsible", "cooperating", "target", "value", "when", "amount")
_HELD = 0.6  # of the name of a part by its heading
_SHORTEST = 4  # characters of a heading that a question names


def counted(knowledge: Knowledge, question: Question) -> Draft | None:
    """How many clauses a named part, or a form of number, has; None where none is asked for."""
    if not _COUNTING["clauses"].search(question.folded) or question.organs or question.years:
        return None
    for asking in ("numbered_on", "numbered_so"):
        if form := _COUNTING[asking].search(question.folded):
            return _of_form(knowledge, next(each for each in form.groups() if each))
    if _COUNTING["no_clauses"].search(question.folded):
        return None
    part = named_part(knowledge, question.folded) or _numbered_part(knowledge, question)
    return None if part is None else _inside(knowledge, question, part)


def listed(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The measures of a part that is named as one: 市政设施升级这一节下面安排了什么."""
    hit = _COUNTING["part_named_as_one"].search(question.folded)
    if hit is None or question.organs or question.years or question.asks(*_OTHER_ASKS):
        return None
    part = named_part(knowledge, hit["name"]) or _nearest_part(knowledge, matcher, hit["name"])
    below = knowledge.measures_under(part) if part else []
    return passages.part(knowledge, part, below, "content") if part and below else None


def _nearest_part(knowledge: Knowledge, matcher: TopicMatcher, name: str) -> Clause | None:
    """The part whose heading holds most of a name."""
    found = [
        (matcher.coverage(name, fold(clause.heading or "")), clause)
        for clause in knowledge.clauses()
        if clause.kind in (ClauseKind.CHAPTER, ClauseKind.SECTION)
    ]
    share, part = max(found, key=lambda each: each[0], default=(0.0, None))
    return part if share >= _HELD else None


def _inside(knowledge: Knowledge, question: Question, part: Clause) -> Draft | None:
    """The measures of a part where those are counted, else what stands right below it."""
    below, measures = knowledge.children(part), knowledge.measures_under(part)
    conditions = _COUNTING["heading_of_items"].match(fold(part.heading or ""))
    if below == measures and not conditions:
        return passages.part(knowledge, part, below, "content")
    inside = any(knowledge.measures_under(each) for each in below)
    inside = inside and not re.search("方面|节|板块|大块", question.folded)
    if measures and (inside or _asks_measures(question)):
        below = measures  # not the sections that hold them
        first = Statement(f"{clause_name(part)}共有**{len(below)}项措施**，全部列出：")
    else:
        inner = f"，其中措施**{len(measures)}项**" if len(measures) > len(below) else ""
        said = f"{clause_name(part)}共有**{len(below)}条**{inner}，全部列出："
        first = Statement(said, (whole(part),), (len(below), len(measures)))
    lines = [Statement(f"- {clause_name(each)}", (whole(each),), row=True) for each in below]
    return Draft("content", (first, *lines))


def _asks_measures(question: Question) -> bool:
    return _COUNTING["measures"].search(question.folded) is not None


def _numbered_part(knowledge: Knowledge, question: Question) -> Clause | None:
    """The part that a question names by number alone and counts the measures of."""
    if len(question.labels) != 1 or not _asks_measures(question) or question.topic:
        return None
    found = knowledge.labelled(question.labels[0])
    return found[0] if len(found) == 1 and knowledge.measures_under(found[0]) else None


def named_part(knowledge: Knowledge, folded: str) -> Clause | None:
    """The part whose heading, or its heart, a question names: the longest of several."""
    found = [
        (len(name), clause)
        for clause in knowledge.clauses()
        if clause.kind not in (ClauseKind.HEAD, ClauseKind.ANNEX, ClauseKind.ROW)
        if len(knowledge.children(clause)) > 1
        for name in _names(fold(clause.heading or ""))
        if len(name) >= _SHORTEST and name in folded
    ]
    named = max(found, key=lambda each: each[0], default=(0, None))[1] or _ending(knowledge, folded)
    return named or (_conditions(knowledge) if _COUNTING["conditions"].search(folded) else None)


def _ending(knowledge: Knowledge, folded: str) -> Clause | None:
    """The one part whose heading ends in what a question names: 设备更新行动 of 实施重点领域…."""
    ends = [folded[: hit.end()] for hit in _COUNTING["named_action"].finditer(folded)]
    shared = {
        clause.clause_id: (
            max((len(_common_end(each, heading)) for each in ends), default=0),
            clause,
        )
        for clause in knowledge.clauses()
        if clause.kind in (ClauseKind.CHAPTER, ClauseKind.SECTION)
        if (heading := fold(clause.heading or "").rstrip("。"))
    }
    most = max((length for length, _ in shared.values()), default=0)
    found = [clause for length, clause in shared.values() if length == most]
    return found[0] if most > _SHORTEST and len(found) == 1 else None


def _common_end(one: str, other: str) -> str:
    """The longest text that both end in."""
    length = 0
    while length < min(len(one), len(other)) and one[-1 - length] == other[-1 - length]:
        length += 1
    return one[len(one) - length :]


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
    heart = _COUNTING["heading_edge"].sub("", heading)
    listing = _COUNTING["heading_of_items"].match(heading)
    joined = re.sub("[和与及](?=条件|要求)", "的", heading)
    bare = re.sub("(?:要求|清单)$", "", heading)
    return (heading, heart, joined, bare, *((listing["of"],) if listing else ()))


def _of_form(knowledge: Knowledge, form: str) -> Draft | None:
    """How many clauses bear （一）, 一、 or 1. as their number, and where they stand."""
    key = (
        "第"
        if form[0] == "第"
        else "（"
        if form[0] in "（("
        else "1"
        if form[0].isdigit()
        else "、"
    )
    pattern = re.compile(_FORMS[key])
    bearing = [
        clause
        for clause in knowledge.clauses()
        if clause.kind not in (ClauseKind.HEAD, ClauseKind.ROW, ClauseKind.ANNEX, ClauseKind.TAIL)
        if not article_of(clause) and pattern.fullmatch(fold(clause.label))
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
