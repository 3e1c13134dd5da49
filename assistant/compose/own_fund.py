"""Money of one's own that may be spent on a thing: 公积金能拿来给爸妈的房子装电梯吗 asks for no benefit."""

from assistant.compose.benefit_case import read_case
from assistant.compose.goods import covers_goods
from assistant.compose.grants import Sentence, sentences
from assistant.compose.wording import clause_name
from assistant.draft import Draft, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_WORDS = Patterns("own_fund", LEXICONS)


def from_own_fund(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """The sentence on spending the fund that a question names; None where none is about it."""
    hit = _WORDS["fund"].search(question.folded)
    if hit is None or _WORDS["granted_too"].search(question.folded):
        return None
    fund = next(name for name in ("housing", "repair") if _WORDS[name].search(hit[0]))
    found = [
        (matcher.coverage(question.topic, f"{fold(clause.title)}{each.text}"), clause, each)
        for clause in knowledge.clauses()
        if clause.kind is not ClauseKind.HEAD and _of_goods(question, knowledge.folded(clause))
        for each in sentences(knowledge, clause)
        if _WORDS[fund].search(each.text) and _WORDS["spent"].search(each.text)
    ]
    if not found:
        return None
    _, clause, sentence = max(found, key=_first)
    words = sentence.text.replace("\n", "").removeprefix(clause.label).rstrip("。；")
    said = Statement(f"{clause_name(clause)}规定：{words}。", (sentence.evidence,))
    return Draft("content", (said,))


def _first(found: tuple[float, Clause, Sentence]) -> float:
    return found[0]


def _of_goods(question: Question, text: str) -> bool:
    """Whether a clause names the goods of a question, where it has any."""
    goods = read_case(question.folded).goods
    return not goods or any(covers_goods(text, each) for each in goods)
