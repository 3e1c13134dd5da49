"""Tasks that stand below the organ that has them: 二、基建股, then 4.完成危房校舍加固….

The heading names the organ and nothing else, or says that it leads (区教育局牵头任务（5项）).
A division of an organ (安全股) is meant so only where several headings are of that kind.
"""

from indexer.lexicon import Patterns
from indexer.model import Attribution, Role
from indexer.parse.attributions import Piece, attribute
from indexer.parse.nodes import Node
from indexer.parse.normalize import CleanText, fold
from indexer.parse.organ_lists import are_organs

_LISTS = Patterns("organ_lists")
HEADED = "organ_heading"  # the rule of such organs
_FEWEST = 3  # headings that name divisions


def headed_attributions(
    clean: CleanText, nodes: list[Node], known: list[Attribution], doc_id: str
) -> list[Attribution]:
    """Organs for the tasks below a heading that names them, where none of those names its own."""
    named = {each.clause_id for each in known}
    divisions = [n for n in nodes if n.heading and _LISTS["division"].match(_name(n))]
    found: list[Attribution] = []
    for node in nodes:
        name = _name(node)
        below = [f"{doc_id}#{each.clause_id}" for each in node.children]
        if not name or not below or node.annex or named & {*below, f"{doc_id}#{node.clause_id}"}:
            continue
        if are_organs(name) or (node in divisions and len(divisions) >= _FEWEST):
            start = clean.folded.find(name, node.body)
            role = Role.LEAD if _LISTS["leads"].search(fold(node.heading or "")) else None
            piece = Piece(start, start + len(name), role or Role.RESPONSIBLE, HEADED)
            for clause_id in below:
                mine: list[Attribution] = []
                attribute(clean, piece, clause_id, mine)
                found += mine
    return found


def _name(node: Node) -> str:
    """The heading of a node without what it says of the tasks: 区教育局 of 区教育局牵头任务（5项）."""
    return _LISTS["tasks_of"].sub("", fold(node.heading or ""))
