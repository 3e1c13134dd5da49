"""Years that a plan says nothing of, and terms that it uses and does not explain."""

import re
from collections.abc import Sequence

from assistant.compose.refusal import refuse
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold
from indexer.parse.numbering import parse_number

_SETTLING = Patterns("settling", LEXICONS)
_SPAN = re.compile(r"(20\d\d)年?[—\-－~～至到](20\d\d)年?")
_BASELINE = re.compile(r"[比较]20\d\d年")  # what is compared with, not arranged
_COUNTS = re.compile("(?P<number>[二三四五六七八九十])(?P<of>[\u4e00-\u9fff])")
_NEAREST = 2  # clauses that a refusal shows


def on_years(knowledge: Knowledge, question: Question, nearest: Sequence[Clause]) -> Draft | None:
    """A refusal where what is done in a year is asked that the plan never names."""
    if not question.years or not _SETTLING["asks_of_year"].search(question.folded):
        return None
    texts = [fold(each.title) for each in knowledge.documents]
    texts += [knowledge.folded(each) for each in knowledge.clauses()]
    if any(_speaks_of(text, question.years) for text in texts):
        return None
    missing = f"方案没有写到{'、'.join(question.years)}年的安排。"
    return refuse(knowledge, missing, nearest[:_NEAREST], "content")


def _speaks_of(text: str, years: Sequence[str]) -> bool:
    """Whether a text names one of the years, or a span of years around it."""
    text = _BASELINE.sub("", text)
    spans = _SPAN.findall(text)
    return any(year in text or any(a <= year <= b for a, b in spans) for year in years)


def on_term(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """A refusal where it is asked what a term counts, and the plan only uses it: 指哪两全."""
    beside = question.asks("value", "when", "amount", "lead", "responsible", "count", "measures")
    if beside or not _SETTLING["asks_what_it_counts"].search(question.folded):
        return None
    numbered = _numbered_terms(question)
    texts = [knowledge.folded(each) for each in knowledge.clauses()]
    term = next((each for each in numbered if any(each in text for text in texts)), None)
    if term is None or any(explains(term, text) for text in texts):
        return None
    clauses = [c for c in knowledge.clauses() if term in c.text and not knowledge.children(c)]
    missing = f"方案写到“{term}”，没有说明它指哪几项。"
    return refuse(knowledge, missing, clauses[:_NEAREST], "define")


def asks_of_explained(question: Question, text: str) -> bool:
    """Whether it is asked what a term counts, and a text explains the term."""
    if not _SETTLING["asks_what_it_counts"].search(question.folded):
        return False
    bare = [hit[0] for hit in _SETTLING["counts_in_its_name"].finditer(question.topic)]
    return any(explains(term, text) for term in (*_numbered_terms(question), *bare))


def _numbered_terms(question: Question) -> list[str]:
    """The terms of a question that bear a number: 两全两高, “三免”."""
    quoted = re.findall("“([^”]{2,10})”", question.folded)
    terms = [*quoted, *question.topic.split()]
    return [each for each in terms if _SETTLING["counts_in_its_name"].search(each)]


def explains(term: str, text: str) -> bool:
    """Whether what a term counts stands right before or behind it: 甲、乙、丙“三改”联动."""
    name = re.escape(term)
    before = re.search(rf"[^，。；、\n]{{2,}}、[^，。；\n]{{2,40}}?[“‘]?{name}", text)
    behind = re.search(rf"{name}[”’]?[^，。；\n]{{0,6}}(?:[（(:：—]|即|指|包括|是)", text)
    told = re.search(rf"{name}[”’]?[^，。；\n]{{0,14}}，(?:即|是?指|也就是|分别[为是]|包括)", text)
    return bool(before or behind or told) or _lists(term, text)


def _lists(term: str, text: str) -> bool:
    """Whether a sentence that holds a term lists as many as it counts: “三改”: …改造、…改造、…改造."""
    hit = _COUNTS.match(term)
    if hit is None:
        return False
    pieces = (
        re.split("、|和|及", piece)
        for sentence in re.split("[。；\n]", text)
        if term in sentence
        for piece in re.split("[，：]", sentence)
    )
    number = parse_number(hit["number"])
    return any(len(p) == number and all(hit["of"] in each for each in p) for p in pieces)
