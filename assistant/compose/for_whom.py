"""What a plan has for a group, asked without a matter: 企业能享受什么支持, 对我家有啥用.

The measures are listed that have a sentence which serves the group and gives it something;
``for_whom.toml`` says which words serve whom. All of them are listed, and counted.
"""

import re
from functools import cache

from assistant.citations import shown
from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, table_of
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from indexer.lexicon import Rule, load_rules
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_COLUMNS = ("条款", "措施", "原文")
_NAMES = {"firms": "企业", "farmers": "农民", "elderly": "老年人", "citizens": "居民和消费者"}
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MOST = 2  # sentences of one measure that are shown
_NO_MEASURES = (ClauseKind.HEAD, ClauseKind.ANNEX)

Serving = list[tuple[Clause, list[tuple[Evidence, str]]]]


def served(knowledge: Knowledge, question: Question) -> Draft | None:
    """The measures that serve the group asked about; None where a matter is asked, or no group."""
    group = _group(question)
    if group is None:
        return None
    found = _serving(knowledge, group)
    if not found:
        return None
    name = _NAMES[group.id]
    rows = [(c.label, fold(c.heading or c.title), _joined(said)) for c, said in found]
    lines = [
        Statement(
            f"- {clause_name(clause)}写明：{_joined(said)}", tuple(e for e, _ in said), row=True
        )
        for clause, said in found
    ]
    first = Statement(
        f"方案中支持{name}或让{name}受益的措施共**{len(found)}项**，全部列出：",
        derived=(float(len(found)),),
    )
    clauses = [clause for clause, _ in found]
    return Draft("for_whom", (first, *lines), table_of(knowledge, _COLUMNS, clauses, rows))


def _group(question: Question) -> Rule | None:
    """The group of an open question: it asks for some good, and names nothing else."""
    rules = _rules()
    named = question.organs or question.labels or question.years
    if named or question.asks("amount", "lead", "when", "procedure"):
        return None
    if not rules["asks_what_good"].matches(question.folded):
        return None
    groups = [rules[name] for name in _NAMES]
    group = next((rule for rule in groups if rule.matches(question.folded)), None)
    if group is None:
        return None
    rest = question.folded
    for rule in (rules["asks_what_good"], *groups, rules["beside"]):
        rest = rule.pattern.sub("", rest) if rule.pattern else rest
    return None if _CHINESE.search(rest) else group


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules("for_whom", LEXICONS)}


def _serving(knowledge: Knowledge, group: Rule) -> Serving:
    """The measures with the sentences that serve a group and give it something."""
    whom, gives = re.compile(str(group.fields["said"])), re.compile(str(group.fields["gives"]))
    work = _rules()["of_the_work"]
    found: Serving = []
    for clause in knowledge.clauses():
        headed = work.matches(fold(" ".join(clause.path)))
        if clause.kind in _NO_MEASURES or knowledge.children(clause) or headed:
            continue
        said = [
            (evidence, text)
            for evidence, text in sentences_of(knowledge, clause)
            if whom.search(text) and gives.search(text) and not work.matches(text)
        ]
        if said:
            found.append((clause, said[:_MOST]))
    return found


def _joined(said: list[tuple[Evidence, str]]) -> str:
    return "".join(shown(text) for _, text in said)
