"""What a plan pays of the interest of loans: for whom it is meant, which level gives how much."""

from dataclasses import replace

from assistant.compose.benefit_case import Case
from assistant.compose.grants import Fit, Grant
from assistant.compose.traits import LEXICONS
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold

_WORDS = Patterns("loan_words", LEXICONS)
_LEVELS = ("of_state", "of_province", "of_city", "of_county")


def spoken_of(case: Case, grants: list[Grant]) -> list[Grant]:
    """The grants without what is paid of interest, where things are asked of and no loan is.

    Interest alone is meant by 市里贴几个点.
    """
    if case.goods and not _WORDS["asks_loan"].search(case.text):
        return [each for each in grants if not _of_loan(each)]
    of_loans = [each for each in grants if _of_loan(each)]
    interest = not case.goods and _WORDS["asks_interest"].search(case.text)
    return of_loans if interest and of_loans else grants


def beside_loans(case: Case, fits: list[Fit]) -> list[Fit]:
    """What fits, without interest where no loan is spoken of and something else fits."""
    if _WORDS["asks_loan"].search(case.text):
        return _of_level(case, fits)
    return [each for each in fits if not _of_loan(each.grant)] or fits


def _of_level(case: Case, fits: list[Fit]) -> list[Fit]:
    """What fits, without the points of other levels than the one that a case names: 市级贴息."""
    asked = [level for level in _LEVELS if _WORDS[level].search(case.text)]
    points = [each for each in fits if each.grant.rate_unit != "%"]
    if len(asked) != 1 or not any(_WORDS[asked[0]].search(each.grant.own) for each in points):
        return fits
    kept = [f for f in points if _WORDS[asked[0]].search(f.grant.own)]
    if not case.knows("rank"):  # what firms of a rank have is not for all
        kept = [f for f in kept if not any(t.facet == "rank" for t in f.grant.new)] or kept
    best = {f.grant.paragraph: f.score for f in sorted(points, key=lambda each: each.score)}
    kept = [replace(f, score=best[f.grant.paragraph]) for f in kept]
    return [*(each for each in fits if each not in points), *kept]


def _of_loan(grant: Grant) -> bool:
    return _WORDS["of_loan"].search(f"{fold(grant.clause.heading or '')}{grant.own}") is not None


def of_levels(case: Case, chosen: list[Grant], possible: list[Fit]) -> list[Grant]:
    """The points that all levels give, or those of the level that a case names: 市里贴几个点."""
    places = {each.paragraph for each in chosen if each.rate_unit != "%"}
    points = [f.grant for f in possible if f.grant.paragraph in places and f.grant.rate_unit != "%"]
    asked = [level for level in _LEVELS if _WORDS[level].search(case.text)]
    named = [g for g in points if len(asked) == 1 and _WORDS[asked[0]].search(g.own)]
    kept = named or points
    return [*(each for each in chosen if each not in points), *kept] if points else chosen
