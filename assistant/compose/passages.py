"""What a clause says: its words in full, its measures where it is a part, a term in context."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.duties import lead_statement, measure_table
from assistant.compose.wording import body, clause_name, organ_list, quoted, sentence_with, whole
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from assistant.topics import TopicMatch
from indexer.model import Clause, Role

_LABEL = r"(?:第[一二三四五六七八九十百\d]{1,5}条|（[一二三四五六七八九十\d]{1,3}）|\d{1,3}[.．、])?\s*"  # of the clause
_LEAST_MEANING = 8  # characters in brackets that say what a term means


def content(knowledge: Knowledge, clause: Clause, intent: str) -> Draft:
    """The clause in its own words, and who leads it; the measures of a part."""
    below = knowledge.measures_under(clause)
    if below:
        return part(knowledge, clause, below, intent)
    said = body(clause, knowledge)
    statements = [Statement(f"{clause_name(clause)}规定：{said}", (whole(clause),))]
    if knowledge.attributions(clause):
        statements.append(lead_statement(knowledge, clause))
    return Draft(intent, tuple(statements))


def place(knowledge: Knowledge, clause: Clause) -> Draft:
    """Where in its plan a clause stands: its section and its part."""
    above = list(knowledge.ancestors(clause))[::-1]
    if not above:
        text = f"{clause_name(clause)}本身就是方案的一个部分。"
        return Draft("clause", (Statement(text, (whole(clause),)),))
    names = "，".join(clause_name(each) for each in above)
    cited = (whole(clause), *(whole(each) for each in above))
    return Draft("clause", (Statement(f"{clause_name(clause)}在{names}。", cited),))


def part(knowledge: Knowledge, clause: Clause, below: list[Clause], intent: str) -> Draft:
    """The measures of a chapter or section, complete."""
    table, lines = measure_table(knowledge, below)
    sections = [c for c in knowledge.children(clause) if knowledge.measures_under(c)]
    built = f"分为**{len(sections)}个方面**，" if sections else ""
    first = Statement(f"{clause_name(clause)}{built}共有**{len(below)}项措施**，全部列出：")
    if intent == "lead":  # asked who, each line says who
        leads = [organ_list(knowledge.attributions(each, Role.LEAD)) for each in below]
        lines = [
            replace(line, text=f"{line.text}（由{lead}牵头）") if lead else line
            for line, lead in zip(lines, leads, strict=True)
        ]
    titles = tuple(Statement(f"- {clause_name(c)}", (whole(c),)) for c in sections)
    return Draft(intent, (first, *titles, *lines), table)


def meaning(
    knowledge: Knowledge, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """What a term means as the plan uses it: its definition, else the sentence that holds it.

    Of several words the one that the plan puts in quotation marks is the term: 回收 1+18+N.
    """
    words = question.topic.split()
    terms = [*re.findall("“([^”]{2,20})”", question.folded), *words]
    defined = (defining(knowledge, term) for term in terms)
    if found := next((each for each in defined if each), None):
        return in_context(knowledge, found[0], found[1], "define")
    for match in matches:
        text = knowledge.folded(match.clause)
        for term in sorted(words, key=lambda word: f"“{word}" not in text):
            if sentence_with(knowledge, match.clause, re.escape(term)):
                return in_context(knowledge, match.clause, term, "define")
    return None


def defining(knowledge: Knowledge, term: str) -> tuple[Clause, str] | None:
    """The clause that says what a term means: 本办法所称“旧车”是指…… stands in any clause."""
    named = rf"(?:所(?:称|指|说)的?|简称为?)“?{re.escape(term)}”?"
    opening = rf"^\s*{_LABEL}“?{re.escape(term)}”?，?(?:是指|是以|是一种|是[^否不由在]|即)"
    for pattern in (f"{named}|{opening}", _in_brackets(term)):
        for clause in knowledge.clauses():
            if term in knowledge.folded(clause) and sentence_with(knowledge, clause, pattern):
                return clause, term
    return None


def _in_brackets(term: str) -> str:
    """A term with what it means in brackets behind it: “两院一体”（卫生院与敬老院融合运营）."""
    return rf"“{re.escape(term)}”（(?!以下|简称|试行|暂行|20)[^（）]{{{_LEAST_MEANING},}}）"


def in_context(knowledge: Knowledge, clause: Clause, term: str, intent: str) -> Draft:
    """The sentence of a clause that holds a term; the whole clause where none does."""
    name = re.escape(term)
    named = rf"{name}”?(?:[^，。；\n]{{0,8}}，)?(?:是?指|是以|是一种|包括|即|就是|也就是)"
    named += rf"|简称(?:为)?：?[“‘]?{name}[”’]?"
    defined = sentence_with(knowledge, clause, f"{named}|{_in_brackets(term)}")
    evidence = defined or sentence_with(knowledge, clause, re.escape(term))
    if evidence is None:
        return content(knowledge, clause, intent)
    said = quoted(knowledge, evidence)
    lead = "写明" if defined else "的原文是"
    opening = "" if defined else "方案没有另作定义，"
    first = Statement(f"{opening}{clause_name(clause)}{lead}：{said}", (evidence,))
    statements = [first]
    if knowledge.attributions(clause):
        statements.append(lead_statement(knowledge, clause))
    return Draft(intent, tuple(statements))
