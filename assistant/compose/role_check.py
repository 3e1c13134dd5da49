"""Whether an organ has a role in a clause: 第29条是区财政局牵头吗, corrected where it has another."""

from assistant.compose.divided import row_of
from assistant.compose.duties import lead_statement
from assistant.compose.sole_lead import supposed_alone
from assistant.compose.wording import clause_name, role_name, who_evidence
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause, Role
from indexer.parse.normalize import fold


def role_in(knowledge: Knowledge, question: Question, clause: Clause) -> Draft:
    """Whether an organ has a role in a clause, corrected where it has another."""
    clause = knowledge.attributed(row_of(knowledge, clause))
    names = question.organs[0] if question.organs else ()
    asked = knowledge.called(names[:1]) if names else question.unknown_organs[0]
    mine = [a for a in knowledge.attributions(clause) if a.canonical in names]
    role = {a.role for a in mine}
    evidence = who_evidence(knowledge, clause)
    name = clause_name(clause)
    asks = {each for each in Role if question.asks(each.value) and not question.asks("role")}
    # 牵头还是配合: either may be right; who asks for 责任单位 may mean those who cooperate.
    wants = None if len(asks) != 1 else asks if asks == {Role.LEAD} else set(Role) - {Role.LEAD}
    word = role_name(min(role, key=list(Role).index)) if role else ""
    organ = fold(mine[0].organ) if mine else asked
    of_part = not role and any(
        a.canonical in names for c in knowledge.ancestors(clause) for a in knowledge.attributions(c)
    )
    if of_part:
        statements = [lead_statement(knowledge, clause)]
    elif not role:
        first = f"不是。{name}没有把{asked}列为牵头单位或责任单位。"
        statements = [Statement(first), lead_statement(knowledge, clause)]
    elif Role.LEAD in role and supposed_alone(knowledge, question, clause):
        leads = len(knowledge.attributions(clause, Role.LEAD))
        text = f"不是{organ}一家牵头，{name}有**{leads}个牵头单位**。"
        statements = [Statement(text, evidence, (leads,)), lead_statement(knowledge, clause)]
    elif wants is None or role & wants:
        yes = "是。" if question.asks("yesno") else ""
        statements = [
            Statement(f"{yes}{organ}是{name}的**{word}**。", evidence),
            lead_statement(knowledge, clause),
        ]
    else:
        statements = [
            Statement(f"不是。{organ}是{name}的**{word}**。", evidence),
            lead_statement(knowledge, clause),
        ]
    return Draft("role_check", tuple(statements))
