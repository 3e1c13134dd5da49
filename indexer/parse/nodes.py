"""A clause while the tree grows: its place, its range of own words, and its readable id."""

import re
from collections import Counter
from dataclasses import dataclass, field

from indexer.parse.annexes import Annex, Row
from indexer.parse.normalize import CleanText
from indexer.parse.numbering import bare_label

HEAD, TAIL = "head", "tail"


@dataclass(slots=True)
class Node:
    """A clause while the tree grows: clean ranges, not yet frozen."""

    label: str
    rank: int
    start: int
    body: int  # where the text after the mark begins
    end: int = 0
    own_end: int = 0
    parent: "Node | None" = None
    heading: str | None = None
    body_start: int = 0  # where the text after the heading begins
    clause_id: str = ""
    children: list["Node"] = field(default_factory=list)
    columns: dict[int, str] | None = None  # of the table of duties whose row this is
    annex: Annex | None = None  # that this is, or whose row this is
    row: Row | None = None

    @property
    def ancestors(self) -> list["Node"]:
        """From the outermost to the parent."""
        chain: list[Node] = []
        node = self.parent
        while node is not None:
            chain.append(node)
            node = node.parent
        return chain[::-1]


def own_range(node: Node) -> tuple[int, int]:
    """The clean range of a node's own text, mark and heading left out."""
    return node.body_start, node.own_end


def lead_of(node: Node, clean: CleanText) -> str:
    """The sentence above the items of a list that leads to them, 标准如下：; empty where none does."""
    above = node.parent
    text = clean.folded[above.body_start : above.own_end].rstrip() if above else ""
    return re.split("[。！？\n]", text)[-1] if text.endswith("：") else ""


def name_nodes(nodes: list[Node]) -> None:
    """Gives each node the shortest path that is unique (29, 二.3, 二.一.3)."""
    labels = Counter(node.label for node in nodes if not (node.columns or node.annex))
    seen: Counter[str] = Counter()
    candidates: dict[int, list[str]] = {}
    for index, node in enumerate(nodes):
        if node.annex:
            candidates[index] = [f"{node.label}.{node.row.number}" if node.row else node.label]
            continue
        steps = [bare_label(each.label) for each in node.ancestors]
        last = bare_label(node.label)
        candidates[index] = [f"{steps[0]}.{last}"] if len(steps) > 1 else []
        candidates[index].append(".".join((*steps, last)))
    uses = Counter(name for names in candidates.values() for name in set(names))
    for index, node in enumerate(nodes):
        unique = [name for name in candidates[index] if uses[name] == 1]
        plain = labels[node.label] == 1 and not (node.columns or node.annex)
        name = node.label if plain else (unique or candidates[index])[0]
        seen[name] += 1
        node.clause_id = name if seen[name] == 1 else f"{name}~{seen[name]}"
