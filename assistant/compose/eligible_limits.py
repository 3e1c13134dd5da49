"""What a case has to reach that a sentence beside the grants sets: a price, a day of the old thing.

新车销售价格不得低于1500元; 旧车应当在2024年12月31日前登记在本人名下.
"""

import re
from collections.abc import Iterator

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.eligible_days import fits_action
from assistant.compose.goods import covers_goods, names_goods
from assistant.compose.grants import Sentence, sentences
from assistant.compose.traits import LEXICONS, Trait, against, shared, traits_of
from assistant.own_year import planned_year
from assistant.topics import bigrams
from indexer.lexicon import Patterns
from indexer.model import Clause, ClauseKind
from indexer.parse.normalize import fold

_LIMITS = Patterns("eligible_limits", LEXICONS)
_PLAIN = (
    "used",
    "seats",
    "years_old",
)  # facets of which to be within the bound is all that is asked
_LEAST = ("least_price", "nothing_below", "nothing_under")
_SCALES = {"": 1.0, "千": 1e3, "万": 1e4}
_OF_NEW, _OF_OLD = (
    ("displacement", "left", "used", "seats", "years_old"),
    ("emission",),
)  # facets of what is said to be meant
_BACK = {"今年": 0, "去年": 1, "前年": 2}

Verdict = tuple[str, terms.Said]


def limits_against(asked: Asked) -> Iterator[Verdict]:
    """The verdicts of sentences that set a least price or a latest day for the old thing."""
    day = _day_of_old(asked)
    kinds = tuple(t for t in asked.case.new if t.facet in _OF_NEW)
    kinds += tuple(t for t in asked.case.old if t.facet in _OF_OLD)
    year = _LIMITS["year_of_act"].search(asked.case.text)
    if asked.case.price is None and not (day or kinds or year):
        return
    for clause, each in spoken_of(asked):
        if year is not None and _outside(int(year["year"]), each):
            yield "no", terms.Said(clause, each, 1.0)
        said = _binding(clause, each) if kinds else ()
        if against(kinds, said):
            yield "no", terms.Said(clause, each, 1.0)
        elif said and asked.yesno and shared(tuple(k for k in kinds if k.facet in _PLAIN), said):
            yield "yes", terms.Said(clause, each, 1.0)
        if asked.case.price is not None and (too_much := _too_much(asked, each)):
            yield too_much, terms.Said(clause, each, 1.0)
        price = next((hit for kind in _LEAST if (hit := _LIMITS[kind].search(each.text))), None)
        if price is not None and asked.case.price is not None:
            least = float(price["value"]) * _SCALES[price["scale"] or ""]
            if asked.case.price < least:
                yield "no", terms.Said(clause, each, 1.0)
        before = _last_day(each) if day else None
        if before is not None and fits_action(asked.case, clause, each):
            late = day > _number(before["year"], before["month"], before["day"])
            yield ("no" if late else "yes"), terms.Said(clause, each, 1.0)


def _last_day(sentence: Sentence) -> re.Match[str] | None:
    """The day until which the old thing had to be registered."""
    found = (_LIMITS[each].search(sentence.text) for each in ("old_before", "owned_by_then"))
    return next((hit for hit in found if hit), None)


def _outside(year: int, sentence: Sentence) -> bool:
    """Whether a sentence sets a period for what is done, and a year is none of it."""
    period = _LIMITS["period_of_act"].search(sentence.text)
    if period is None:
        return False
    first = int(period["first"])
    return not first <= year <= int(period["last"] or first)


def _binding(clause: Clause, sentence: Sentence) -> tuple[Trait, ...]:
    """The traits that a sentence demands: it defines what is meant, or lists conditions."""
    if _LIMITS["preferred"].search(sentence.text):
        return ()
    found = traits_of(sentence.text)
    if _LIMITS["defines"].search(sentence.text):
        return found
    headed = any(_LIMITS["of_conditions"].search(fold(each)) for each in clause.path)
    return tuple(t for t in found if t.facet != "displacement") if headed else ()


def _too_much(asked: Asked, sentence: Sentence) -> str:
    """No, where the sum of a case is above the most that a sentence allows of the same kind."""
    most = _LIMITS["most"].search(sentence.text)
    if most is None or asked.case.price is None or not asked.case.wants("eligible"):
        return ""
    alike = any(pair in asked.case.text for pair in bigrams(most["what"]) if pair not in "金额单笔")
    if not alike and not _LIMITS["of_price"].search(most["what"]):
        return ""
    return "no" if asked.case.price > float(most["value"]) * _SCALES[most["scale"] or ""] else ""


def _day_of_old(asked: Asked) -> int:
    """The day on which the old thing was registered or bought; 0 where none is named."""
    hit = _LIMITS["day_of_old"].search(asked.case.text)
    if hit is None:
        return 0
    year = int(hit["year"] or 0) or _year(asked) - _BACK[hit["back"]]
    return _number(str(year), hit["month"], hit["day"]) if year > _BACK["前年"] else 0


def _year(asked: Asked) -> int:
    """The year that 今年 means: that of the plan."""
    for document in asked.knowledge.documents:
        own = planned_year(document)
        if own:
            return int(own)
    return 0


def _number(year: str, month: str, day: str | None) -> int:
    return int(year) * 10000 + int(month) * 100 + int(day or 15)


def spoken_of(asked: Asked) -> Iterator[tuple[Clause, Sentence]]:
    """The sentences about the goods of the case, or about none that are named."""
    goods = asked.case.goods
    for clause in asked.knowledge.clauses():
        if clause.kind is ClauseKind.HEAD:
            continue
        around = f"{fold(' '.join(clause.path))}{fold(clause.text)}"
        if goods and names_goods(around) and not any(covers_goods(around, g) for g in goods):
            continue
        for each in sentences(asked.knowledge, clause):
            yield clause, each
