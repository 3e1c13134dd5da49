"""Tiers of a grant, by age, degree or size: the one that a case reaches, and when none is for it."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.compose.benefit_case import Case
from assistant.compose.benefit_kinds import STEPS
from assistant.compose.grants import Fit, Grant, conflicts_of
from assistant.compose.traits import OF_PERSON, OF_SIZE, Trait, shared, traits_of

_PROMISED = re.compile(
    "^[^\\d]*(?:按(?:照)?(?:有关|相关|国家|省|市)?规定|适当|相应)[^，。；\\d]{0,8}(?:补贴|补助|奖励|津贴)"
)
_NOBODY_SPECIAL = "others"  # who is no 低保户, as the trait has it
OF_TIER = 0.2  # more for a grant of the tier of age, degree or size that the case names
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


def with_siblings(case: Case, fits: list[Fit], grants: Sequence[Grant]) -> list[Fit]:
    """The grants that fit, with the other tiers of their pieces, which say the matter but once.

    对就餐的，60—79周岁每餐补助2元，80周岁以上每餐补助4元: the second, too, is for canteens.
    """
    known = {id(each.grant): each for each in fits}
    told = tuple(t for t in case.new if t.facet in (*OF_PERSON, *OF_SIZE))
    best = {
        (_piece(each.grant), facet): each.score - _bonus(told, each.grant)
        for each in sorted(fits, key=lambda each: each.score)
        for facet in _facets(each.grant)
    }
    for grant in grants if told else ():
        own = _facets(grant) & {each.facet for each in told}
        scores = [best[_piece(grant), each] for each in own if (_piece(grant), each) in best]
        if scores:
            score = max(scores) + _bonus(told, grant)
            fit = known.get(id(grant)) or Fit(grant, score, conflicts_of(case, grant))
            known[id(grant)] = replace(fit, score=max(fit.score, score))
    return list(known.values())


def higher_steps(case: Case, chosen: list[Grant], possible: list[Grant]) -> list[Grant]:
    """The steps of the chosen ones that the case reaches, too: 突破5亿元的，奖励…."""
    mine = {t.facet for t in (*case.new, *case.old)} & set(STEPS)
    sides = {each.paragraph for each in chosen}
    return [
        each
        for each in possible
        if each not in chosen and each.paragraph in sides and any(t.facet in mine for t in each.new)
    ]


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


def promised_apart(case: Case, chosen: list[Grant]) -> bool:
    """Whether a clause has something for the case's own tier, and no sum: 对高级工按规定给予补贴."""
    return bool(chosen) and any(
        all(_promises(trait, grant) for grant in chosen)
        for trait in case.new
        if trait.facet in OF_PERSON
    )


def _promises(trait: Trait, grant: Grant) -> bool:
    """Whether a grant says nothing of a tier that another piece of its clause is for."""
    if any(each.facet == trait.facet for each in grant.new):
        return False
    pieces = (each for each in re.split("[。；]", grant.whole) if _PROMISED.search(each))
    return any(
        each.facet == trait.facet and trait.agrees(each)
        for piece in pieces
        for each in traits_of(piece)
    )


def _bonus(told: tuple[Trait, ...], grant: Grant) -> float:
    """What a grant of the tier that the case names has more."""
    return OF_TIER if shared(told, grant.new) else 0.0


def _facets(grant: Grant) -> set[str]:
    return {each.facet for each in grant.new if each.facet in (*OF_PERSON, *OF_SIZE)}


def _piece(grant: Grant) -> tuple[str, str, int, int]:
    """The piece of a sentence in which a grant stands; pieces end with a semicolon."""
    return (*_sentence(grant), grant.before.count("；"))


def _sentence(grant: Grant) -> tuple[str, str, int]:
    return grant.clause.clause_id, grant.paragraph, grant.before.count("。")
