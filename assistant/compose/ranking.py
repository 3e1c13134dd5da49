"""Counts over facts: which organ or measure has most or least, how many organs there are."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from assistant.compose.divided import tasks
from assistant.compose.duties import measure_table
from assistant.compose.parts import counted
from assistant.compose.wording import attribution_evidence, clause_name, organ_list
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Patterns
from indexer.model import Clause, Role, Table
from indexer.parse.numbering import parse_number
from indexer.parse.organs import is_collective

_NUMBER_OF_ORGANS = re.compile(
    r"(?P<above>不少于|不低于|至少|起码|超过|多于|多过|大于|不止)?(?:有)?(?P<number>(?:\d+|[一二两三四五六七八九十])(?=[个家])|[俩仨])[个家]?"
    r"(?:单位|部门)?(?:（含）)?[或及和]?(?:[\d一二两三四五六七八九十]+[个家](?=以上))?[者其]?(?P<more>以上|往上|打底|起步)?"
)
_FEW = 3  # organs that lead in a whole plan; of more, the matter has to be named
_MORE_THAN = ("超过", "多于", "多过", "大于", "不止")
_SPOKEN = str.maketrans("两俩仨", "二二三")
_CUES = Patterns("cues", LEXICONS)
# 单位最多的措施, 哪一条的单位最多; who has most measures is asked otherwise.
_OF_A_MEASURE = re.compile(
    "单位(?:数量?)?最多的?(?:是)?(?:哪|措施|任务|条|项)|(?:哪一?[条项]|措施|任务)(?:的)?[^，]{0,6}单位(?:数量?)?最多"
)

_ANY_ROLE = re.compile("^(?!.*(?:牵头|责任|配合|参与|协助)).*涉及")
_ONCE = re.compile(
    "(?:只|仅|就)(?:出现|参与|承担|牵头|负责|配合|有|管|被提到)(?:了|过)?(?:[一1])(?:次|项|条)(?:的|任务|措施)?"
)


def _roles(question: Question) -> tuple[list[Role], str]:
    if _ANY_ROLE.search(question.folded):
        return list(Role), "牵头或参与"
    if question.asks("responsible", "cooperating") and not question.asks("lead"):
        return [Role.RESPONSIBLE, Role.COOPERATING], "作为责任单位参与"
    if question.asks("duty") and not question.asks("lead"):
        return list(Role), "参与（牵头或责任）"
    return [Role.LEAD], "牵头"


def _counts(knowledge: Knowledge, roles: list[Role]) -> Counter[str]:
    return Counter(
        name
        for clause in counted(knowledge)
        for name in dict.fromkeys(  # no set: ties keep the order of the plan
            a.canonical for a in knowledge.attributions(clause) if a.role in roles
        )
        if not is_collective(name)
    )


def few_leads(knowledge: Knowledge, question: Question) -> Draft | None:
    """The organs that lead, where a question asks for no more than that and the plan has few."""
    if question.cues != {"lead"} or not 0 < len(_counts(knowledge, [Role.LEAD])) <= _FEW:
        return None
    return organs(knowledge, question)


def extreme(knowledge: Knowledge, question: Question) -> Draft:
    """The organs with the most or the fewest measures, or the measure with most organs."""
    return _led(knowledge, question, _extreme)


def _led(
    knowledge: Knowledge, question: Question, compose: Callable[[Knowledge, Question], Draft]
) -> Draft:
    """A draft on who leads; on who is responsible, and saying so, where a plan names no leader."""
    roles, _ = _roles(question)
    if roles != [Role.LEAD] or _counts(knowledge, roles):
        return compose(knowledge, question)
    beside = question.cues - {"lead"} | {"responsible"}
    draft = compose(knowledge, replace(question, cues=beside))
    return replace(draft, statements=(Statement("方案没有写明牵头单位。"), *draft.statements))


def _extreme(knowledge: Knowledge, question: Question) -> Draft:
    roles, word = _roles(question)
    if _OF_A_MEASURE.search(question.folded) and question.asks("most"):
        return _most_organs(knowledge, roles, word)
    counts = _counts(knowledge, roles)
    if not counts:
        return Draft("extreme", (Statement("方案没有写明单位分工。"),), found=False)
    if number := _so_many(question.folded):
        return _listed(knowledge, roles, word, number)
    best = min(counts.values()) if question.asks("least") else max(counts.values())
    names = [name for name, count in counts.items() if count == best]
    clauses = [
        c
        for c in counted(knowledge)
        if any(a.canonical in names and a.role in roles for a in knowledge.attributions(c))
    ]
    degree = "最少" if question.asks("least") else "最多"
    table, lines = measure_table(knowledge, clauses)
    each = "各" if len(names) > 1 else ""
    called = knowledge.called(names)
    first = Statement(f"{word}{degree}的是**{called}**，{each}{best}项：")
    return Draft("extreme", (first, *lines), table)


def _so_many(text: str) -> int | None:
    """How many of those with most are asked: 排名前三, 哪三个部门牵头最多."""
    hit = _CUES["first_so_many"].search(text) or _CUES["so_many_first"].search(text)
    found = next((each for each in hit.groups() if each), "") if hit else ""
    return parse_number(found.replace("两", "二"))


def shared(knowledge: Knowledge, question: Question) -> Draft:
    """The measures that so many organs share in a role: three or more, just two."""
    return _led(knowledge, question, _shared)


def _shared(knowledge: Knowledge, question: Question) -> Draft:
    roles, word = _roles(question)
    number, more = _asked_number(question.folded)
    sizes = {
        c.clause_id: sum(a.role in roles for a in knowledge.attributions(c))
        for c in tasks(knowledge)
    }
    clauses = [
        c
        for c in tasks(knowledge)
        if sizes[c.clause_id] == number or (more and sizes[c.clause_id] > number)
    ]
    table, lines = measure_table(knowledge, clauses)
    lines = [
        replace(line, text=f"{line.text}（{_who(knowledge, clause, roles)}）")
        for line, clause in zip(lines, clauses, strict=True)
    ]
    degree = f"{number}个以上" if more else f"{number}个"
    if not clauses and question.asks("yesno"):
        said = Statement(f"没有由{degree}单位{word}的措施。", derived=(number,))
        return Draft("shared", (said,), found=False)
    there = "有，" if question.asks("yesno") else ""
    text = f"{there}由{degree}单位{word}的措施共**{len(clauses)}项**，全部列出："
    return Draft("shared", (Statement(text, derived=(number,)), *lines), table, bool(clauses))


def _who(knowledge: Knowledge, clause: Clause, roles: list[Role]) -> str:
    return organ_list([a for a in knowledge.attributions(clause) if a.role in roles])


def _asked_number(text: str) -> tuple[int, bool]:
    hit = _NUMBER_OF_ORGANS.search(text)
    number = parse_number(hit["number"].translate(_SPOKEN)) if hit else None
    if hit is None or number is None:
        return 2, True
    above = hit["above"] or ""
    return number + (above in _MORE_THAN), bool(above or hit["more"])


def _most_organs(knowledge: Knowledge, roles: list[Role], word: str) -> Draft:
    sizes = {
        c.clause_id: len([a for a in knowledge.attributions(c) if a.role in roles])
        for c in tasks(knowledge)
    }
    best = max(sizes.values(), default=0)
    clauses = [c for c in tasks(knowledge) if sizes[c.clause_id] == best]
    table, lines = measure_table(knowledge, clauses)
    names = "、".join(clause_name(c) for c in clauses)
    return Draft(
        "extreme",
        (
            Statement(
                f"{word}单位最多的是{names}，有{best}个：",
                tuple(attribution_evidence(knowledge, c) for c in clauses),
                (best,),
            ),
            *lines,
        ),
        table,
    )


def organs(knowledge: Knowledge, question: Question) -> Draft:
    """All organs of a role with the number of their measures; collectives told apart."""
    return _led(knowledge, question, _organs)


def _organs(knowledge: Knowledge, question: Question) -> Draft:
    roles, word = _roles(question)
    once = _ONCE.search(question.folded) is not None
    return _listed(knowledge, roles, word, just=1 if once else None)


def _listed(
    knowledge: Knowledge,
    roles: list[Role],
    word: str,
    most: int | None = None,
    just: int | None = None,
) -> Draft:
    """All organs of the roles; or so many that have most measures and those that have as many.

    ``just``: only those with so many measures.
    """
    counts = _counts(knowledge, roles)
    total = len(counts)
    least = sorted(counts.values(), reverse=True)[:most][-1] if counts else 0
    counts = Counter(
        {name: count for name, count in counts.items() if count >= least and just in (None, count)}
    )
    first_clause = _first_clauses(knowledge, roles)
    rows = tuple(
        (knowledge.called([name]), str(count), first_clause[name].label)
        for name, count in counts.most_common()
    )
    lines = [
        Statement(
            f"- {knowledge.called([name])}（{count}项）",
            (attribution_evidence(knowledge, first_clause[name]),),
            (count,),
            row=True,
        )
        for name, count in counts.most_common()
    ]
    some = f"，最多的{len(counts)}个是：" if len(counts) < total else "："
    some = some if just is None else f"，只有{just}项的**{len(counts)}个**："
    found = f"方案中{word}的单位共**{total}个**（“有关部门、单位”一类的统称不计）{some}"
    table = Table(("单位", "项数", "首见条款"), rows)
    derived = (total, len(counts))
    intent = "organs" if most is None else "extreme"
    return Draft(intent, (Statement(found, derived=derived), *lines), table)


def _first_clauses(knowledge: Knowledge, roles: list[Role]) -> dict[str, Clause]:
    """The first clause that names each organ in one of the roles."""
    found: dict[str, Clause] = {}
    for clause in counted(knowledge):
        for each in knowledge.attributions(clause):
            if each.role in roles:
                found.setdefault(each.canonical, clause)
    return found
