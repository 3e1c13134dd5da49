"""Which clauses are measures, and which of them the organs below several items are for."""

from collections import Counter
from dataclasses import replace

from indexer.lexicon import load_rules
from indexer.model import Attribution, Clause, ClauseKind
from indexer.parse.attributions import is_label_line, says_who
from indexer.parse.normalize import fold
from indexer.parse.numbering import article_of, number_of

_NO_MEASURES = (ClauseKind.HEAD, ClauseKind.TAIL, ClauseKind.ANNEX, ClauseKind.ROW)


def lifted(
    clauses: list[Clause], attributions: list[Attribution], source: str
) -> list[Attribution]:
    """Organs on a line of their own below the last of several items are for all of them.

    （一）……1.……2.……, then 责任单位：A局: none of the items before the last has organs, so the
    line belongs to （一）. So does an item 责任分工 beside 项目内容 and 进度安排, and a bracket that
    is a paragraph of its own, （A局牵头，B局配合）; who an item's prose names is left out then. Below
    the items of an article any paragraph is the article's.
    """
    attributions = _without_prose(clauses, attributions, source)
    attributed = {each.clause_id for each in attributions}
    by_id = {clause.clause_id: clause for clause in clauses}
    children: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.parent_id and clause.clause_id != clause.parent_id:
            children.setdefault(clause.parent_id, []).append(clause)
    apart = {
        each.clause_id: each.parent_id
        for parent, items in children.items()
        for each in items
        if each.clause_id in attributed and parent not in attributed and len(items) > 1
        if each.parent_id and says_who(fold(each.heading or ""))
        if [c.clause_id in attributed for c in items].count(True) == 1
    }
    last = {
        items[-1].clause_id: parent
        for parent, items in children.items()
        if len(items) > 1 and parent not in attributed
        if [each.clause_id in attributed for each in items] == [False] * (len(items) - 1) + [True]
    }
    return [
        replace(each, clause_id=apart[each.clause_id])
        if each.clause_id in apart
        else replace(each, clause_id=last[each.clause_id])
        if each.clause_id in last
        and (_on_own_line(source, each) or _below_item(source, each, by_id[each.clause_id]))
        else each
        for each in attributions
    ]


def _without_prose(
    clauses: list[Clause], attributions: list[Attribution], source: str
) -> list[Attribution]:
    """The organs without those of the prose of items whose last has a bracket for all of them."""
    parent_of = {each.clause_id: each.parent_id or "" for each in clauses}
    last = {parent: clause for clause, parent in parent_of.items() if parent}
    led = {
        parent_of[each.clause_id]
        for each in attributions
        if last.get(parent_of[each.clause_id]) == each.clause_id and _bracketed(source, each)
    }
    prose = _prose_rules()

    def is_of_item(each: Attribution) -> bool:
        parent = parent_of[each.clause_id]
        return each.rule_id in prose and parent in led and last[parent] != each.clause_id

    return [each for each in attributions if not is_of_item(each)]


def _prose_rules() -> set[str]:
    """The rules that find organs in the prose of a clause."""
    return {rule.id for rule in load_rules("roles") if rule.fields["kind"] == "prose"}


def _bracketed(source: str, attribution: Attribution) -> bool:
    """Whether an organ stands in a bracket that is a paragraph of its own."""
    begin = source.rfind("\n", 0, attribution.span.start) + 1
    end = source.find("\n", attribution.span.end)
    line = fold(source[begin : end if end >= 0 else None]).strip()
    return line.startswith("（") and line.rstrip("。").endswith("）") and line.count("。") <= 1


def _on_own_line(source: str, attribution: Attribution) -> bool:
    """Whether a line says who from its start, behind a label or in a bracket: 责任单位：."""
    begin = source.rfind("\n", 0, attribution.span.start) + 1
    labelled = is_label_line(fold(source[begin : attribution.span.start]).strip())
    return labelled or _bracketed(source, attribution)


def _below_item(source: str, attribution: Attribution, item: Clause) -> bool:
    """Whether organs stand in a paragraph below the words of an item of an article."""
    first_line = source.find("\n", item.span.start)
    return article_of(item) is not None and 0 <= first_line < attribution.span.start


def _beside_measures(clauses: list[Clause], labelled: set[str]) -> set[str]:
    """The parts that are no measures beside those with labels.

    A chapter 组织实施 may say in its prose who convenes; below it sections （一） that name nobody
    stand beside measures that are numbered 1. below other sections.
    """
    depth_of = {each.clause_id: each.depth for each in clauses}
    sections = {each.clause_id for each in clauses if each.label.startswith("（")}
    parents = {each.parent_id for each in clauses if each.clause_id in labelled}
    holding = {
        depth_of[each.parent_id]
        for each in clauses
        if each.label.isdigit() and each.clause_id in labelled and each.parent_id in sections
    }
    return {
        each.clause_id
        for each in clauses
        if labelled and each.clause_id not in labelled
        if each.depth == 0
        or (each.depth in holding and each.clause_id in sections and each.parent_id not in parents)
    }


def with_measures(
    clauses: list[Clause], attributions: list[Attribution], rows: set[str]
) -> list[Clause]:
    """Marks the measures: clauses with organs, and leaves of the parts that have none."""
    attributed = {each.clause_id for each in attributions}
    prose = _prose_rules()
    labelled = {each.clause_id for each in attributions if each.rule_id not in prose}
    parents = {clause.parent_id for clause in clauses}
    by_id = {clause.clause_id: clause for clause in clauses}
    inside = Counter(each.parent_id for each in clauses if each.clause_id in attributed)

    # A page of the web may lose the numbers of its chapters, 一、, and keep （一） below them.
    flat = not any(clause.depth for clause in clauses)

    aside = rows if flat else rows | _beside_measures(clauses, labelled)

    def under_attributed(clause: Clause) -> bool:
        parent = by_id.get(clause.parent_id or "")
        return parent is not None and (parent.clause_id in attributed or under_attributed(parent))

    def is_measure(clause: Clause) -> bool:
        if clause.kind in _NO_MEASURES or clause.clause_id in aside:
            return False
        if clause.clause_id in attributed:
            return inside[clause.clause_id] <= 1  # a part may name who leads all of it
        deep = clause.depth > 0 or (flat and clause.label.startswith("（"))
        leaf = clause.clause_id not in parents and deep
        return leaf and not under_attributed(clause)

    return [
        replace(clause, kind=ClauseKind.MEASURE)
        if is_measure(clause)
        else replace(clause, label=number_of(clause))  # a row about a measure is cited as that
        if clause.clause_id in rows
        else clause
        for clause in clauses
    ]
