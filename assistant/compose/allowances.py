"""Allowances by name: who asks for the 高龄津贴 means no 护理补贴, nor a grant for canteens.

The tiers of an allowance follow each other in a sentence that names it once; each of them bears
its name. A question means the allowances whose whole name it says, or the end of it: 护理补贴 is
the 重度残疾人护理补贴. One whose words no clause of the plan holds is none of the plan's.
"""

import re
from collections.abc import Sequence

from assistant.compose.benefit_case import Case
from assistant.compose.grants import Grant
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from assistant.topics import TopicMatcher
from indexer.lexicon import Patterns
from indexer.parse.normalize import fold

_WORDS = Patterns("allowances", LEXICONS)
_NAMED = re.compile("(?P<of>[\u4e00-\u9fff]{4,12}?)(?:补贴|补助|奖励|奖补|津贴)")
_LEAST = 2  # characters of the end of a name
_HEARD = 0.3  # coverage from which a text may say a name in other words


def named_in(text: str) -> list[str]:
    """The names of allowances in a text of a plan, without their kind: 高龄 of 高龄津贴."""
    found = (hit["name"] for hit in _WORDS["named"].finditer(text))
    return [each for each in found if not _WORDS["any_name"].fullmatch(each)]


def name_of(grant: Grant) -> str:
    """The allowance that a grant is a tier of; empty where none is named."""
    before = grant.before.rpartition("。")[2]
    for text in (grant.own, before, fold(grant.clause.heading or "")):
        names = named_in(text)
        if names:
            return names[-1]
    return ""


def in_full(grant: Grant) -> str:
    """A grant's words, with those before it in its sentence that alone name the allowance."""
    before = grant.before.rpartition("。")[2]
    lead, named = before.split("，")[0], list(_WORDS["named"].finditer(before))
    if _WORDS["kind"].search(grant.own):
        return grant.own
    if _WORDS["kind"].search(lead):
        return f"{lead}，{grant.own}"
    return f"{named[-1][0]}，{grant.own}" if named else grant.own


def meant(text: str, grants: Sequence[Grant]) -> list[Grant]:
    """The grants of the allowances that a question names; all where it names none of them."""
    said = {name: _said(text, name) for name in {name_of(each) for each in grants} if name}
    wholes = [name for name, length in said.items() if length]
    # 残疾人护理补贴 is no 护理补贴 of another kind, where the plan has both.
    kept = {n for n in wholes if not any(_nearer(said, n, other) for other in wholes)}
    found = [each for each in grants if name_of(each) in kept]
    clauses = {(each.clause.clause_id, name_of(each)) for each in found}
    # 重度残疾人护理补贴 for the first degree, 护理补贴 for the next: one allowance.
    alike = [
        each
        for each in grants
        if any(
            each.clause.clause_id == clause and name_of(each).endswith(name)
            for clause, name in clauses
        )
    ]
    return alike or list(grants)


def all_in(text: str, asked: str, grants: Sequence[Grant]) -> bool:
    """Whether a sentence speaks of every allowance of the plan that a question names."""
    names = {name_of(each) for each in grants}
    said = (name for name in names if name and _said(asked, name))
    return all(each[-_LEAST:] in text for each in said)


def all_named(asked: str, grants: Sequence[Grant]) -> bool:
    """Whether a question names the allowance of each of the grants."""
    names = [name_of(each) for each in grants]
    return bool(names) and all(name and _said(asked, name) for name in names)


def _nearer(said: dict[str, int], name: str, other: str) -> bool:
    """Whether a question says more of another name that ends alike, and is not short for it."""
    alike = name[-_LEAST:] == other[-_LEAST:] and not other.endswith(name)
    return alike and said[other] > said[name]


def _said(text: str, name: str) -> int:
    """How many characters of a name, from its end, a question says before its kind."""
    for length in range(len(name), _LEAST - 1, -1):
        for hit in re.finditer(re.escape(name[-length:]), text):
            whole = length == len(name) or _WORDS["begins"].search(text[: hit.start()])
            if whole and _WORDS["kind"].match(text, hit.end()):
                return length
    return 0


def unknown(knowledge: Knowledge, matcher: TopicMatcher, case: Case) -> str:
    """The name of an allowance that no clause speaks of: 育儿补贴; empty where there is none."""
    hit = None if case.goods else _WORDS["asked"].search(case.text)
    if hit is None:
        return ""
    name, texts = hit["name"], [knowledge.folded(each) for each in knowledge.clauses()]
    pairs = {name[place : place + 2] for place in range(len(name) - 1)}
    known = any(pair in each for each in texts for pair in pairs)
    known = known or any(matcher.coverage(name, each) >= _HEARD for each in texts)
    return "" if known else f"{name}{hit['of']}"


def of_no_clause(knowledge: Knowledge, topic: str) -> bool:
    """Whether a benefit is named of whose words no clause has one: 退役军人购房补贴."""
    named = _NAMED.match(topic)
    words = [each for each in knowledge.known_words(named["of"]) if len(each) > 1] if named else []
    texts = [knowledge.folded(each) for each in knowledge.clauses()] if len(words) > 1 else []
    return bool(texts) and not any(word in text for word in words for text in texts)
