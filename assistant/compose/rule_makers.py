"""Who writes the rules of a benefit: 市农业农村局负责制定农机报废的实施细则, in one sentence of several."""

import re
from collections.abc import Iterator

from assistant.compose.goods import covers_goods, strong_goods
from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_SETTLING = Patterns("settling", LEXICONS)
_ABOUT = 0.6  # share of the matter in what the rules are for
_RULES = re.compile(
    "(?:的|和)?(?:实施|操作|管理|补贴|具体)*(?:细则|办法|方案|指南)|制[订定]|拟[订定]|起草|编制|出台|谁来?|哪[个家些]?(?:单位|部门)"
)
_WITH = re.compile("会同|联合|配合|商(?!务)")  # behind it stand those who take part


def told(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence that says who writes the rules asked for; None where none is asked, or says so."""
    asks = _SETTLING["asks_rules"], _SETTLING["rules_by_whom"]
    if not any(each.search(question.unnamed) or each.search(question.folded) for each in asks):
        return None
    if question.asks("when"):
        return None
    matter = _RULES.sub(" ", question.topic).strip()
    found = max(_saying(knowledge, matcher, matter), key=lambda each: each[0], default=None)
    if found is None or found[0] < _ABOUT:
        return None
    _, clause, evidence, makers = found
    said = quoted(knowledge, evidence)
    asked = {name for each in question.organs for name in each} | set(question.unknown_organs)
    lead = _verdict(knowledge, asked, makers) if asked else ""
    return Draft("lead", (Statement(f"{lead}{clause_name(clause)}写明：{said}", (evidence,)),))


def _saying(
    knowledge: Knowledge, matcher: TopicMatcher, matter: str
) -> Iterator[tuple[float, Clause, Evidence, str]]:
    """The sentences that say who writes rules, with how much of the matter these are for."""
    pattern, goods = _SETTLING["makes_rules"], strong_goods(matter)
    for clause in clauses_saying(knowledge, pattern) if matter else ():
        if clause.kind in (ClauseKind.HEAD, ClauseKind.ROW):
            continue
        for evidence, text in sentences_of(knowledge, clause):
            hit = pattern.search(fold(text))
            if hit is not None and knowledge.organs.find(hit["makers"]):
                share = matcher.coverage(matter, hit["what"])
                share += sum(covers_goods(hit["what"], each) for each in goods)  # 农机: 农业机械
                yield share, clause, evidence, hit["makers"]


def _verdict(knowledge: Knowledge, asked: set[str], makers: str) -> str:
    """Yes, where one of the organs asked writes them; no, where none of them even takes part."""
    parted = _WITH.search(makers)
    first = makers[: parted.start()] if parted else makers
    for text, lead in ((first, "是的，"), (makers, "")):
        if any(asked & set(each.names) for each in knowledge.organs.find(text)):
            return lead
    return "不是，"
