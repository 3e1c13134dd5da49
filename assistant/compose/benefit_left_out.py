"""What a sentence of a plan leaves out of a benefit: 人工费、设计费不纳入补贴范围, and what it leaves open.

A case is left out where it says what sets such a thing apart: the words of it that the rest of
the clause does not hold. Of goods that firms buy it has to say that it is a firm's.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.compose import benefit_terms as terms
from assistant.compose.benefit_choice import Asked
from assistant.compose.goods import covers_goods, weak_names
from assistant.compose.grants import Sentence, sentences
from assistant.compose.sentences import clauses_saying
from assistant.compose.traits import Trait, traits_of
from assistant.draft import Draft
from assistant.knowledge import Knowledge
from assistant.question import LEXICONS
from indexer.lexicon import Patterns, load_rules
from indexer.model import Clause
from indexer.parse.normalize import fold
from indexer.retrieve.terms import synonym_forms

_WORDS = Patterns("left_out", LEXICONS)
_KINDS = ("leaves_out", "leaves_open")
# Those whom a sentence leaves out: how they are told by one who asks.
_GROUPS = {"of_firms": "is_firm", "of_those_who_had": "has_had"}
_SHORT = 4  # characters of a thing that has to be said whole: 人工费
_HEAD = 3  # characters of what a thing is called without what is said of it
_MOST = 0.6  # of the words that set a thing apart


def left_out(asked: Asked) -> Draft | None:
    """No, with the sentence that leaves the case out, or the one that leaves it open; else None."""
    if asked.case.wants("pieces") or not (asked.yesno or asked.sum_wanted):
        return None
    for clause, sentence in _sentences(asked):
        rest = _rest(asked, clause)
        if _exchanged(asked, sentence) or any(
            _is_case(asked, each, rest) for each in _things(asked, sentence, "leaves_out")
        ):
            return _told(clause, sentence, "不能享受，")
        if any(_is_goods(asked, each, rest) for each in _things(asked, sentence, "leaves_open")):
            return _told(clause, sentence, "")
    return None


def _exchanged(asked: Asked, sentence: Sentence) -> bool:
    """Whether a case gives up and gets what a sentence leaves out together: an ev for a petrol car."""
    for hit in _WORDS["leaves_out"].finditer(sentence.text):
        both = _WORDS["one_for_another"].search(hit["what"])
        if both is None:
            continue
        old, new = (
            [each for each in traits_of(both[part]) if each.facet == "fuel"]
            for part in ("old", "new")
        )
        mine, wanted = (
            [t for t in of if t.facet == "fuel"] for of in (asked.case.old, asked.case.new)
        )
        if old and new and all(_held(each, mine) for each in old) and _held(new[0], wanted):
            return True
    return False


def _held(trait: Trait, among: Sequence[Trait]) -> bool:
    return any(trait.name == each.name for each in among)


def _told(clause: Clause, sentence: Sentence, lead: str) -> Draft:
    return Draft("eligible", (terms.spoken(terms.Said(clause, sentence, 1.0), lead),))


def _of_others(asked: Asked, what: str) -> bool:
    """Whether it is for who they are, or have had, that people are left out, and the asker is none."""
    return any(
        _WORDS[group].search(what) and not _WORDS[told].search(asked.case.text)
        for group, told in _GROUPS.items()
    )


def _things(asked: Asked, sentence: Sentence, kind: str) -> Iterator[str]:
    """What a sentence leaves out, or open, one by one."""
    for hit in _WORDS[kind].finditer(sentence.text):
        if _of_others(asked, hit["what"]):
            continue
        yield from (_WORDS["idle"].sub("", each) for each in _WORDS["between"].split(hit["what"]))


def _sentences(asked: Asked) -> Iterator[tuple[Clause, Sentence]]:
    for clause in clauses_saying(asked.knowledge, *(_WORDS[kind] for kind in _KINDS)):
        yield from ((clause, each) for each in sentences(asked.knowledge, clause))


def _rest(asked: Asked, clause: Clause) -> str:
    """What a clause says beside that, with its title."""
    said = [each.text for each in sentences(asked.knowledge, clause)]
    kept = (each for each in said if not any(_WORDS[kind].search(each) for kind in _KINDS))
    return "".join((fold(clause.title), *kept))


def _is_goods(asked: Asked, thing: str, rest: str) -> bool:
    """Whether a case is of the goods named, which the rest of the clause does not name."""
    if not thing or thing in rest:
        return False
    strong = (each for each in asked.case.goods if each.name not in weak_names())
    meant = any(covers_goods(thing, each) and not covers_goods(rest, each) for each in strong)
    return meant or thing in asked.case.text


def _is_case(asked: Asked, thing: str, rest: str) -> bool:
    """Whether a case is a thing that is left out."""
    denied = _WORDS["denied"].match(thing)
    if denied and re.search(f"(?:没有?|未|不){re.escape(denied['what'][:2])}", asked.case.text):
        thing = denied["what"]  # 没通过验收的 is what 未通过验收的 leaves out
    if not thing or _WORDS["unless"].search(thing):
        return False
    if len(thing) <= _SHORT:
        return _said(asked.case.text, thing)
    head = thing.rpartition("的")[2]  # 办公楼 of 单位自管的办公楼
    if len(head) >= _HEAD and head != thing and head not in rest and _said(asked.case.text, head):
        return True
    return sets_apart(asked.knowledge, asked.case.text, thing, rest)


def sets_apart(knowledge: Knowledge, asked: str, thing: str, rest: str) -> bool:
    """Whether a question says most words of a thing that the rest of its clause does not hold."""
    words = [each for each in knowledge.known_words(thing) if len(each) > 1]
    own = [each for each in words if each not in rest]
    said = sum(_said(asked, each) for each in own)
    return bool(own) and said >= _MOST * len(own)


def _said(text: str, word: str) -> bool:
    """Whether a question says a word of plans, or an everyday one for it."""
    if word in text:
        return True
    held = synonym_forms().held(text)
    return any(
        any(word in each for each in rule.fields["expands"])
        for rule in (load_rules("synonyms") if held else ())
        if not held.isdisjoint(rule.forms)
    )
