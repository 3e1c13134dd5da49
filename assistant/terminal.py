"""Answers, hits, clauses and documents on a terminal, with rich."""

from collections.abc import Sequence

from rich.console import Console
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table as RichTable
from rich.text import Text
from rich.tree import Tree

from assistant.citations import shown
from indexer.model import Answer, Clause, Document, Hit
from indexer.parse.normalize import fold

_SNIPPET = 120  # characters of a hit's text


def show_answer(answer: Answer) -> None:
    """The answer, its table, and each citation with its quote."""
    console = Console()
    console.print(Markdown(answer.summary.replace("\n", "\n\n")))
    if answer.table:
        _print_table(console, answer.table.columns, answer.table.rows)
    label = "依据" if answer.citations else "相近条款"
    for each in answer.citations or answer.related:
        origin = each.doc_number or each.title
        digest = "（要点摘编，非原文）" if each.kind == "digest" else ""
        place = " › ".join(each.path) or "发文页"
        title = f"{label} [{each.marker}] {origin}{digest} · {place}"
        console.print(Panel(Text(shown(each.quote)), title=Text(title), title_align="left"))
    if answer.reading:
        console.print(Text(f"理解为：{answer.reading}", style="dim"))


def show_hits(hits: Sequence[Hit], marks: Sequence[Sequence[Sequence[int]]]) -> None:
    """Hits with path and marked text."""
    console = Console()
    if not hits:
        console.print("没有找到相关条款。请换一个说法再试。")
    for hit, ranges in zip(hits, marks, strict=True):
        console.print(
            Text(
                f"{hit.rank}. {' › '.join([*hit.passage.path, hit.passage.heading])}", style="bold"
            )
        )
        text = Text(hit.passage.text.replace("\n", " "))
        for start, end in ranges:
            text.stylize("reverse", start, end)
        first = max(0, (ranges[0][0] if ranges else 0) - 20)
        console.print(
            text[first : first + _SNIPPET], Text(f"（{hit.passage.clause_id}）", style="dim")
        )


def show_clauses(document: Document, clauses: Sequence[Clause], whole: bool) -> None:
    """The clause tree with the number of facts, or one clause in full."""
    console = Console()
    if whole:
        clause = clauses[0]
        console.print(
            Panel(
                Text(fold(clause.text)),
                title=Text(" › ".join(clause.path) or "发文页"),
                title_align="left",
            )
        )
        for a in document.attributions:
            if a.clause_id == clause.clause_id:
                console.print(f"  {a.role.value:12} {a.organ}（{a.canonical}，规则 {a.rule_id}）")
        for t in document.targets:
            if t.clause_id == clause.clause_id:
                console.print(f"  target       {t.text}（规则 {t.rule_id}）")
        for b in document.benefits:
            if b.clause_id == clause.clause_id:
                console.print(f"  benefit      {b.text}（规则 {b.rule_id}）")
        return
    tree = Tree(Text(f"{document.title}（{document.doc_number or '无文号'}）"))
    nodes = {"": tree}
    for clause in clauses:
        organs = sum(a.clause_id == clause.clause_id for a in document.attributions)
        targets = sum(t.clause_id == clause.clause_id for t in document.targets)
        benefits = sum(b.clause_id == clause.clause_id for b in document.benefits)
        counts = ((organs, "个单位"), (targets, "项目标"), (benefits, "项补贴"))
        told = "，".join(f"{count} {word}" for count, word in counts if count)
        facts = f"  [{told}]" if told else ""
        parent = nodes.get(clause.parent_id or "", tree)
        nodes[clause.clause_id] = parent.add(Text(f"{clause.title or '发文页'}{facts}"))
    console.print(tree)


def show_documents(documents: Sequence[Document]) -> None:
    """The documents as a table."""
    rows = [
        (
            each.doc_id,
            f"{each.title}（要点摘编，非原文）" if each.kind == "digest" else each.title,
            each.doc_number or "",
            each.level or "",
            str(each.issued_on or ""),
            str(sum(1 for _ in each.measures())),
            str(len(each.targets)),
        )
        for each in documents
    ]
    _print_table(Console(), ("编号", "标题", "文号", "层级", "成文日期", "措施", "目标"), rows)


def _print_table(console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = RichTable(*columns)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
