"""Whether a vehicle's emission grade is among those that a clause names: 国四 beside 国三及以下."""

import re
from collections.abc import Iterator, Sequence

from assistant.compose.sentences import sentences_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import Question
from indexer.model import Clause

_GRADES = "一二三四五六"
_OWN = re.compile(rf"国(?P<grade>[{_GRADES}1-6])[abAB]?(?!及|或|、|以[上下]|[省家])")
_NAMED = re.compile(
    rf"国(?P<first>[{_GRADES}])(?P<more>(?:[、和及或](?:国)?[{_GRADES}])*)(?:排放)?(?:标准)?(?P<edge>[及或]?(?:以|之)[上下前后])?"
)
_FUELS = re.compile("柴油|汽油|燃气")
_NEAREST = 2  # stated clauses that are looked through


def outside(knowledge: Knowledge, question: Question, clauses: Sequence[Clause]) -> Draft | None:
    """That the grade asked about is not among those named; None where it is, or none is asked."""
    asked = question.asks("yesno", "given", "confirm")
    own = _OWN.search(question.folded) if asked else None
    if own is None or question.asks("amount", "lead", "when", "value"):
        return None
    grade = _number(own["grade"])
    for clause in clauses[:_NEAREST]:
        named = list(_named(knowledge, question, clause))
        if not named:
            continue
        if any(grade in grades for _, _, grades in named):
            return None
        evidence = named[0][0]
        words = "、".join(dict.fromkeys(said for _, said, _ in named))
        left_out = f"不在其中，方案没有写到国{_GRADES[grade - 1]}"
        said = f"{clause_name(clause)}写的是{words}：{quoted(knowledge, evidence)}"
        text = f"{left_out}；{said}"
        return Draft("eligible", (Statement(text, (evidence,)),))
    return None


def _named(
    knowledge: Knowledge, question: Question, clause: Clause
) -> Iterator[tuple[Evidence, str, frozenset[int]]]:
    """The grades that a clause names, of the fuel asked, with their sentences and words."""
    fuel = _FUELS.search(question.folded)
    for evidence, text in sentences_of(knowledge, clause):
        for piece in re.split("[，；。]", text):
            if fuel and _FUELS.search(piece) and fuel[0] not in piece:
                continue
            for hit in _NAMED.finditer(piece):
                yield evidence, hit[0], _grades(hit)


def _grades(hit: re.Match[str]) -> frozenset[int]:
    """国三及以下 is one to three, 国一、国二 those two."""
    first, edge = _number(hit["first"]), hit["edge"] or ""
    if edge.endswith(("下", "前")):
        return frozenset(range(1, first + 1))
    if edge.endswith(("上", "后")):
        return frozenset(range(first, len(_GRADES) + 1))
    more = (_number(each) for each in hit["more"] if each in _GRADES)
    return frozenset((first, *more))


def _number(sign: str) -> int:
    return int(sign) if sign.isdigit() else _GRADES.index(sign) + 1
