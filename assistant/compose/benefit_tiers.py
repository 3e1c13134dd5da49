"""Tiers of a grant, by age, degree or size: the one that a case reaches, and when none is for it."""

import math

from assistant.compose.benefit_case import Case
from assistant.compose.benefit_kinds import STEPS
from assistant.compose.grants import Fit, Grant
from assistant.compose.traits import OF_PERSON, OF_SIZE

_NOBODY_SPECIAL = "others"  # who is no 低保户, as the trait has it
_TIE = 0.15  # how much less a tier may fit than what is possible, to be the one meant


def highest_tier(case: Case, chosen: list[Grant]) -> list[Grant]:
    """Of tiers that all begin below what the case says, the highest: 满10万元, 满20万元."""
    for facet in ("price", *STEPS):
        lows = {
            id(each): trait.low
            for each in chosen
            for trait in each.new
            if trait.facet == facet and trait.low > 0
            if facet != "price" or math.isinf(trait.high)
        }
        known = facet == "price" or case.knows(facet)
        top = max(lows.values(), default=0.0)
        chosen = [each for each in chosen if not known or lows.get(id(each), top) == top]
    return chosen


def beside_tiers(case: Case, possible: list[Fit], out: list[Fit]) -> list[Fit]:
    """What is possible, without other matters where the tiers of the case's own are ruled out.

    80平方米的食堂 is below the least area for which canteens have a grant; what is granted for
    meals, in a sentence before, is another matter.
    """
    best = max((each.score for each in possible), default=0.0)
    tiers = [
        (mine.facet, each.grant)
        for each in out
        for mine, _ in each.conflicts
        if mine.facet in (*OF_PERSON, *OF_SIZE) and each.score >= best - _TIE
        if not (mine.name == _NOBODY_SPECIAL and _general(each.grant, possible))
    ]
    known = {t.facet for each in possible for t in each.grant.new}
    lost = {_sentence(grant) for facet, grant in tiers if facet not in known}
    kept = [
        each
        for each in possible
        if _sentence(each.grant) in lost
        and all(t.facet not in OF_PERSON or case.knows(t.facet) for t in each.grant.new)
    ]
    return kept if lost else possible


def _general(special: Grant, possible: list[Fit]) -> bool:
    """Whether the sentence has a rule for all, beside the higher one of a few: 低保家庭按50%."""
    return any(_sentence(each.grant) == _sentence(special) for each in possible)


def _sentence(grant: Grant) -> tuple[str, str, int]:
    return grant.clause.clause_id, grant.paragraph, grant.before.count("。")
