"""Whether something may be done without leave, and what a product that the plan names is called."""

import re
from collections.abc import Sequence

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatch, TopicMatcher
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause

_SETTLING = Patterns("settling", LEXICONS)
_NAMED = re.compile("“(?P<name>[^”]{2,16})”")
_SAID = 0.2  # coverage of the topic by a sentence from which it is about it
_SHARED = 3  # characters in a row that a question and the matter of a sentence share


def leave(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The clause that asks for leave before a deed; None where the question is not about that."""
    asked = _SETTLING["asks_leave"].search(question.folded)
    if asked is None:
        return None
    deed = next(each for each in asked.groups() if each)
    rest = question.folded.replace(asked[0], "，")
    found = [
        (matcher.coverage(rest, sentence), clause, evidence)
        for clause in knowledge.clauses()
        for evidence, sentence in sentences_of(knowledge, clause)
        if (hit := _SETTLING["needs_leave"].search(sentence))
        and deed in sentence[hit.start() :]
        and _shares(rest, sentence[: hit.start()])
    ]
    share, clause, evidence = max(found, key=lambda each: each[0], default=(0.0, None, None))
    if clause is None or evidence is None or share <= 0:
        return None
    direct = "直接" in asked[0] or "自行" in asked[0]
    verdict = f"不能直接{deed}" if direct else "需要"
    return _told(knowledge, clause, evidence, verdict, "content")


def _shares(question: str, matter: str) -> bool:
    runs = (question[i : i + _SHARED] for i in range(len(question) - _SHARED + 1))
    return any(run in matter for run in runs if "，" not in run)


def called(
    knowledge: Knowledge, matcher: TopicMatcher, question: Question, matches: Sequence[TopicMatch]
) -> Draft | None:
    """What a product is called, by the name between quotation marks; None where none is asked."""
    kind = _SETTLING["products"].findall(question.topic)
    if not _SETTLING["asks_name"].search(question.folded) or not kind:
        return None
    kinds = _said_of(kind)
    wanted = kinds or set(kind)
    best: tuple[float, Clause, Evidence, str] | None = None
    for clause in knowledge.clauses():
        for evidence, sentence in sentences_of(knowledge, clause):
            for piece in re.split("[，。；]", sentence):
                names = "".join(hit[0] for hit in _NAMED.finditer(piece))
                if not names or not all(each in piece for each in wanted):
                    continue
                score = matcher.coverage(question.topic, piece)
                if score >= (0.0 if kinds else _SAID) and (best is None or score > best[0]):
                    best = (score, clause, evidence, names)
    if best is None:
        return None
    return _told(knowledge, best[1], best[2], f"叫{best[3]}", "define")


def _said_of(products: Sequence[str]) -> set[str]:
    """What sentences say of products that a question names: 贷 of 信贷 and 贷款."""
    rules = load_rules("settling", LEXICONS)
    said = next(rule.fields["said"] for rule in rules if rule.id == "products")
    return {said[each] for each in products if each in said}


def _told(
    knowledge: Knowledge, clause: Clause, evidence: Evidence, verdict: str, intent: str
) -> Draft:
    said = quoted(knowledge, evidence)
    return Draft(intent, (Statement(f"{verdict}，{clause_name(clause)}写明：{said}", (evidence,)),))
