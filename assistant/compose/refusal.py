"""Honest refusals: what is missing, what the nearest clauses do say, whom to ask."""

from collections.abc import Sequence

from assistant.compose.wording import body, clause_name, organ_list, whole
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from indexer.model import Clause, Role

_NEAREST = 2


def refuse(
    knowledge: Knowledge,
    missing: str,
    nearest: Sequence[Clause] = (),
    intent: str = "refusal",
    beside: Sequence[Statement] = (),
) -> Draft:
    """A refusal that names what is missing and goes as far as the plan does."""
    statements = [Statement(missing), *beside]
    # A part without words of its own says nothing that could help.
    for clause in [each for each in nearest if body(each, knowledge)][:_NEAREST]:
        leads = knowledge.attributions(clause, Role.LEAD)
        who = f"（由{organ_list(leads)}牵头）" if leads else ""
        said = body(clause, knowledge)
        text = f"相近的规定是{clause_name(clause)}{who}：{said}"
        statements.append(Statement(text, (whole(clause),)))
    statements += _whom_to_ask(knowledge)
    return Draft(intent, tuple(statements), found=False)


def _whom_to_ask(knowledge: Knowledge) -> list[Statement]:
    for document in knowledge.documents:
        for each in document.contacts:
            parts = tuple(int(p) for p in each.telephone.split("-") if p.isdigit())
            text = f"可向{each.organ or '发文机关'}咨询，电话{each.telephone}。"
            return [Statement(text, (Evidence(document.clauses[0], each.span),), parts)]
    return []
