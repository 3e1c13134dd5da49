"""What a plan has for a person of some age or degree that is no sum: 65周岁以上免费, 60—64周岁半价.

The sentence whose piece is for the asker's own tier answers; where no piece is, it is said that
the plan names no such tier, with the sentence that names the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compose.sentences import clauses_saying, sentences_of
from assistant.compose.traits import OF_PERSON, Trait, against, traits_of
from assistant.compose.wording import clause_name, quoted
from assistant.draft import Draft, Evidence, Statement
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS, Question
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.model import Clause
from indexer.parse.normalize import fold

_WORDS = Patterns("person_tiers", LEXICONS)
_INTENTS = ("topic", "unclear", "extreme")
_ABOUT = 0.4  # share of the matter in a sentence with its heading
_APART = 0.2
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a sentence that has something for a tier of persons."""

    clause: Clause
    evidence: Evidence
    text: str
    tier: tuple[Trait, ...]


def told(knowledge: Knowledge, matcher: TopicMatcher, question: Question) -> Draft | None:
    """What the asker's tier has; None where no tier is spoken of, or a sum is asked."""
    text = question.folded
    mine = tuple(each for each in traits_of(text) if each.facet in OF_PERSON)
    asks = _WORDS["asks_free"].search(text) or _WORDS["asks_cheaper"].search(text)
    if not (mine and asks) or question.intent not in _INTENTS or _WORDS["asks_sum"].search(text):
        return None
    matter = _matter(question, mine)
    pieces = [
        each
        for each in _pieces(knowledge)
        if _facets(each.tier) & _facets(mine)
        and matter
        and matcher.coverage(matter, _around(each)) >= _ABOUT
    ]
    pieces = _of_object(matcher, matter, pieces)
    if not pieces:
        return None
    fits = [each for each in pieces if not against(mine, each.tier)]
    best = max(fits or pieces, key=lambda each: matcher.coverage(matter, _around(each)))
    if _said_apart(matcher, matter, best):
        return None
    lead = _lead(text, best.text) if fits else f"方案没有为“{mine[0].words}”规定这项优惠，"
    said = f"{lead}{clause_name(best.clause)}规定：{quoted(knowledge, best.evidence)}"
    numbers = tuple(float(each) for each in _NUMBER.findall("" if fits else mine[0].words))
    return Draft("eligible", (Statement(said, (best.evidence,), numbers),))


def _of_object(matcher: TopicMatcher, matter: str, pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without those that are free of something else: 免费体检 beside 免费乘坐公交车."""
    objects = [_WORDS["object"].search(each.text) for each in pieces]
    shares = [matcher.coverage(matter, hit["what"]) if hit else None for hit in objects]
    if not any(shares):
        return pieces
    return [each for each, share in zip(pieces, shares, strict=True) if share is None or share]


def _matter(question: Question, mine: tuple[Trait, ...]) -> str:
    """What is asked, without who asks and how."""
    topic = question.topic
    for each in mine:
        topic = topic.replace(each.words, " ")
    return " ".join(w for w in _WORDS["idle"].sub(" ", topic).split() if len(w) > 1)


def _pieces(knowledge: Knowledge) -> Iterator[_Piece]:
    for clause in clauses_saying(knowledge, _WORDS["free"], _WORDS["cheaper"]):
        for evidence, text in sentences_of(knowledge, clause):
            for piece in re.split("[，；]", text):
                tier = tuple(each for each in traits_of(piece) if each.facet in OF_PERSON)
                if tier and (_WORDS["free"].search(piece) or _WORDS["cheaper"].search(piece)):
                    yield _Piece(clause, evidence, piece, tier)


def _said_apart(matcher: TopicMatcher, matter: str, best: _Piece) -> bool:
    """Whether a piece without tiers says the matter, and those with tiers do not: 轨道交通."""
    of_tiers: list[str] = []
    others: list[str] = []
    for piece in re.split("[，；。]", fold(best.clause.text)):
        tiered = any(each.facet in OF_PERSON for each in traits_of(piece))
        (of_tiers if tiered else others).append(piece)
    mine = matcher.coverage(matter, f"{' '.join(best.clause.path)} {'，'.join(of_tiers)}")
    return any(matcher.coverage(matter, each) > mine + _APART for each in others)


def _around(piece: _Piece) -> str:
    return f"{fold(' '.join(piece.clause.path))} {fold(piece.clause.text)}"


def _facets(traits: tuple[Trait, ...]) -> set[str]:
    return {each.facet for each in traits}


def _lead(asked: str, piece: str) -> str:
    """Whether it is free, or at the rate that is supposed."""
    free = _WORDS["free"].search(piece) is not None
    if _WORDS["asks_free"].search(asked):
        return "免费，" if free else "不是免费，"
    rate = _WORDS["rate"].search(asked)
    if rate is None:
        return ""
    return "是的，" if rate[0] in piece else "不是，"
