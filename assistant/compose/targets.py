"""Targets and deadlines: the figure asked, or all targets of a year, an organ, a chapter."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.due_tasks import with_due
from assistant.compose.target_scope import of_clauses, of_kind, of_place
from assistant.compose.wording import clause_name, table_of, target_evidence, target_phrase
from assistant.compose.year_sentences import with_sentences
from assistant.compose.yearly_rows import of_yearly_rows
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.premise import Figure, comparable, confirmed, set_aside_figure
from assistant.question import Question
from indexer.model import Clause, ClauseKind, Role, Target
from indexer.parse.normalize import fold
from indexer.parse.numbering import number_of

Found = Sequence[tuple[Clause, Target]]

_OF_LISTS = ("", "个", "项", "条")  # 这5个目标 counts the targets themselves
_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "约 ", "=": ""}


def requirement(target: Target) -> str:
    """≥ 97.6%, 约 1.5万辆; the words of a qualitative target."""
    if target.value is None:
        return target_phrase(target).removeprefix(fold(target.indicator))
    if target.value_to is not None:
        return f"{target.value:g}—{target.value_to:g}{target.unit or ''}"
    return f"{_SIGNS[target.comparator]}{target.value:g}{target.unit or ''}"


def target_statements(found: Found) -> list[Statement]:
    """One sentence for each target, in the words of the source."""
    phrases: dict[str, Statement] = {}
    for clause, target in found:
        phrase = f"{clause_name(clause)}：{target_phrase(target)}。"
        phrases.setdefault(phrase, Statement(phrase, (target_evidence(clause, target),)))
    return list(phrases.values())


def target_list(knowledge: Knowledge, found: Found, what: str) -> Draft:
    """A complete list of targets with its count."""
    if not found:
        return Draft(
            "targets", (Statement(f"方案没有{what}。"), *target_years(knowledge)), found=False
        )
    rows, lines = [], []
    said: set[str] = set()
    for clause, target in found:
        leads = "、".join(fold(a.organ) for a in knowledge.attributions(clause, Role.LEAD))
        deadline = target.deadline or target.recurrence or "未写明"
        rows.append((fold(target.indicator), requirement(target), deadline, leads, clause.label))
        lines.append(
            Statement(
                f"- {_told(target, said)}{_short(clause)}",
                (target_evidence(clause, target),),
                row=True,
            )
        )
    first = Statement(f"{what}共**{len(found)}项**，全部列出：")
    columns = ("指标", "要求", "期限", "牵头单位", "条款")
    table = table_of(knowledge, columns, [clause for clause, _ in found], rows)
    return Draft("targets", (first, *lines), table)


def _told(target: Target, said: set[str]) -> str:
    """A target's words; one of several in the same words (分别达到) names its own share, too."""
    phrase = target_phrase(target)
    if phrase not in said and "分别" not in phrase:
        said.add(phrase)
        return phrase
    return f"{phrase}，其中{fold(target.indicator)}{requirement(target)}"


def target_years(knowledge: Knowledge) -> list[Statement]:
    """The years for which targets are set, with one target of each as evidence."""
    first: dict[str, tuple[Clause, Target]] = {}
    for clause, target in knowledge.all_targets():
        if target.deadline:
            first.setdefault(target.deadline[:4], (clause, target))
    if not first:
        return []
    words = "、".join(f"{year}年" for year in sorted(first))
    evidence = tuple(target_evidence(*first[year]) for year in sorted(first))
    return [Statement(f"方案设定目标的年份是{words}。", evidence)]


def _short(clause: Clause) -> str:
    if clause.kind is ClauseKind.HEAD:
        return "（发文页）"
    if clause.kind is ClauseKind.ROW:
        return f"（{clause.label}第{number_of(clause)}项）"
    label = f"第{clause.label}条" if clause.label.isdigit() else clause.label
    return label if label.startswith("（") else f"（{label}）"


def _overall(found: list[tuple[Clause, Target]]) -> list[tuple[Clause, Target]]:
    """The goals of a plan as a whole: of a part, of a clause named so, or of the preamble."""
    goals = [(c, t) for c, t in found if "目标" in fold(c.heading or "")]
    whole = [(c, t) for c, t in found if c.depth == 0 and c.kind is not ClauseKind.HEAD]
    return whole or goals or [(c, t) for c, t in found if c.kind is ClauseKind.HEAD]


def below(knowledge: Knowledge, clause: Clause, question: Question) -> Draft:
    """The targets of a part: its own and those of the measures in it."""
    inside = {clause, *knowledge.measures_under(clause)}
    found = [(c, t) for c, t in knowledge.all_targets() if c in inside]
    what = clause_name(clause)
    if question.years:
        found = [(c, t) for c, t in found if (t.deadline or "")[:4] in question.years]
        what += f"中{'、'.join(question.years)}年的"
    found, kind = of_kind(question, found)
    draft = target_list(knowledge, found, f"{what}{kind}目标")
    return with_sentences(knowledge, question, found, draft, inside) if question.years else draft


def _figure_wanted(question: Question) -> Figure | None:
    """The figure of which all targets are asked: 有几个指标要求达到70%."""
    if not question.asks("list", "count"):
        return None
    _, figure = set_aside_figure(question.folded)
    return figure if figure and figure.unit not in _OF_LISTS else None


def _of_organ(
    knowledge: Knowledge, question: Question, found: list[tuple[Clause, Target]]
) -> tuple[list[tuple[Clause, Target]], list[Clause]]:
    """The targets of what an organ leads, and all that; a table of yearly goals names no lead."""
    names = question.organs[0]
    led, all_of_it = knowledge.duties(names, Role.LEAD), knowledge.duties(names)
    mine = of_clauses(found, led or all_of_it)
    if led and not of_yearly_rows(question, mine):
        yearly = of_yearly_rows(question, of_clauses(found, all_of_it))
        return (yearly, all_of_it) if yearly else (mine, led)
    return mine, led or all_of_it


def listed(knowledge: Knowledge, question: Question) -> Draft:
    """The targets of the years, the recurrence, the organ that a question names."""
    found, what = of_place(knowledge, question, knowledge.all_targets())
    led = None
    if question.organs:
        found, led = _of_organ(knowledge, question, found)
        what += f"{knowledge.called(question.organs[0])}"
    yearly = of_yearly_rows(question, found)
    found = yearly or found
    if question.years:
        found = [(c, t) for c, t in found if t.deadline and t.deadline[:4] in question.years]
        if re.search("年(?:底|末)", question.folded):  # 2026年底 is no month before it
            found = [(c, t) for c, t in found if (t.deadline or "")[5:7] in ("", "12")]
        what += f"{'、'.join(question.years)}年的"
    elif question.asks("recurrence") and not yearly:
        found = [(c, t) for c, t in found if t.recurrence]
        what += "每年都要完成的"
    if (wanted := _figure_wanted(question)) is not None:
        found = [(c, t) for c, t in found if comparable(wanted, t) and confirmed(wanted, [t])]
        what += f"要求为{wanted.value:g}{wanted.unit}的"
    else:
        found, kind = of_kind(question, found)
        what += kind
    if any(word in question.folded for word in ("总体目标", "总目标", "主要目标")):
        found = _overall(found)
        what += "总体"
    draft = target_list(knowledge, found, f"{what}目标")
    if question.years and (led or not question.asks("figures")):
        draft = with_sentences(knowledge, question, found, draft, led)
    draft = with_due(knowledge, question, draft, {clause for clause, _ in found})
    if (
        not draft.found and question.supposes
    ):  # 目标年是2030年对吗: the years that there are correct it
        return replace(draft, found=len(draft.statements) > 1)
    return draft
