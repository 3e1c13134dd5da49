"""Whether a model's sentence says only what the clauses that it cites say.

After ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations"),
carried to clauses, without a second model: what could be false in a sentence of a plan (figures,
dates, organs and their roles, quotes, negations, bounds) has to stand in the clause; and most of
its other words, too.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.generation.claims import claims_of
from assistant.generation.figures import figures_of, han_figures, han_value, holds
from assistant.generation.layout import without_markers
from assistant.generation.sentences import markers_of
from assistant.knowledge import Knowledge
from indexer.lexicon import Rule, load_rules
from indexer.model import Citation, Clause, Role
from indexer.parse.normalize import fold

_LEXICONS = Path(__file__).parent.parent / "lexicons"
_QUOTED = re.compile('[“「『"]([^”」』"]+)[”」』"]')
_LATIN = re.compile("[A-Za-z]{2,}")
_SENTENCES = re.compile("[^。！？；\n]*[。！？；\n]?")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
_SHARED = 0.5  # of a sentence's pairs of characters that its clauses have, too
_FEW = 3  # pairs from which the share tells


@dataclass(frozen=True, slots=True)
class Ground:
    """What the clauses that a sentence cites say."""

    clauses: tuple[Clause, ...]
    text: str


class Checker:
    """Holds sentences against the citations of one answer."""

    def __init__(self, knowledge: Knowledge, citations: Mapping[int, Citation]) -> None:
        """Takes the facts of the documents, and the citations by their markers."""
        self._knowledge = knowledge
        self._citations = citations

    def fault(self, sentence: str) -> str | None:
        """Why a sentence is not to be shown; None where its clauses hold it."""
        markers = markers_of(sentence)
        if not markers:
            return "no marker"
        if not set(markers) <= set(self._citations):
            return "unknown marker"
        said = fold(without_markers(sentence))
        if is_order(said):
            return "order"
        ground = self._ground([self._citations[each] for each in markers])
        for name, check in self._checks.items():
            if not check(said, ground):
                return name
        return None

    @property
    def _checks(self) -> dict[str, Callable[[str, Ground], bool]]:
        return {
            "figure": _figures_stand,
            "quote": _quotes_stand,
            "word": _words_stand,
            "organ": self._organs_stand,
            "role": self._roles_stand,
            "deadline": self._deadlines_stand,
            "matter": self._matter_stands,
        }

    def _ground(self, cited: list[Citation]) -> Ground:
        clauses = tuple(self._knowledge.clause(each.clause_id) for each in cited)
        texts = []
        for each, clause in zip(cited, clauses, strict=True):
            texts.append(f"第{clause.label}条 《{each.title}》 {each.doc_number or ''}")
            texts += [*clause.path, without_orders(self._knowledge.folded(clause))]
        return Ground(clauses, fold("\n".join(texts)))

    def _organs_stand(self, said: str, ground: Ground) -> bool:
        organs = self._knowledge.organs
        held = {name for each in organs.find(ground.text) for name in each.names}
        named = [each for each in organs.find(said) if each.text not in ground.text]
        if any(not set(each.names) & held for each in named if each.names):
            return False
        return all(each in ground.text for each in organs.unknown(said))

    def _roles_stand(self, said: str, ground: Ground) -> bool:
        """Whether organs have the roles that a sentence gives them."""
        held: dict[str, set[Role]] = {}
        for clause in ground.clauses:
            for each in self._knowledge.attributions(self._knowledge.attributed(clause)):
                held.setdefault(each.canonical, set()).add(each.role)
        for names, roles in claims_of(said, self._knowledge.organs):
            if not any(roles & held.get(name, set()) for name in names):
                return False
        return True

    def _deadlines_stand(self, said: str, ground: Ground) -> bool:
        """Whether a value and a year of one sentence are of one target."""
        figures = figures_of(said)
        years = {str(int(value)) for value, unit in figures if unit == "年"}
        if not years:
            return True
        for clause in ground.clauses:
            due: dict[float, set[str]] = {}
            for each in self._knowledge.targets(clause):
                if each.value_normalized is not None and each.deadline:
                    due.setdefault(each.value_normalized, set()).add(each.deadline[:4])
            for value, unit in figures:
                if unit != "年" and value in due and not due[value] & years:
                    return False
        return True

    def _matter_stands(self, said: str, ground: Ground) -> bool:
        """Whether most of what a sentence is about stands in its clauses."""
        text = said
        for mention in reversed(self._knowledge.organs.find(said)):
            text = f"{text[: mention.start]} {text[mention.end :]}"
        for form in sorted(_forms("glue"), key=len, reverse=True):
            text = text.replace(form, " ")
        pairs = [run[i : i + 2] for run in _CHINESE.findall(text) for i in range(len(run) - 1)]
        if len(pairs) < _FEW:
            return True
        return sum(pair in ground.text for pair in pairs) >= _SHARED * len(pairs)


def is_order(text: str) -> bool:
    """Whether a text tells a model what to do."""
    return any(rule.matches(text) for rule in _rules("order"))


def without_orders(text: str) -> str:
    """A text without its sentences that tell a model what to do: no ground for anything."""
    return "".join(each for each in _SENTENCES.findall(text) if not is_order(each))


def _figures_stand(said: str, ground: Ground) -> bool:
    held = figures_of(ground.text)
    if not all(holds(held, each) for each in figures_of(said)):
        return False
    for each in han_figures(said):
        value = han_value(each)
        if each not in ground.text and (value is None or value not in held):
            return False
    return True


def _quotes_stand(said: str, ground: Ground) -> bool:
    plain = "".join(ground.text.split())
    return all("".join(each.split()) in plain for each in _QUOTED.findall(said))


def _words_stand(said: str, ground: Ground) -> bool:
    """Whether times, negations, bounds and Latin words stand in the clauses, too."""
    text = said
    for form in (*_forms("neutral"), *_forms("upward"), *_forms("downward")):
        text = text.replace(form, " ")
    if any(form in text and form not in ground.text for form in _forms("held")):
        return False
    if any(each not in ground.text for each in _denied(text)):
        return False
    if not _bounds(said) <= _bounds(ground.text):
        return False
    lowered = ground.text.lower()
    return all(each.lower() in lowered for each in _LATIN.findall(said))


def _bounds(text: str) -> set[str]:
    """Whether a text bounds figures from below or above; 不低于 is no 低于."""
    kinds = {form: kind for kind in ("upward", "downward") for form in _forms(kind)}
    longest = "|".join(sorted(kinds, key=len, reverse=True))
    return {kinds[hit] for hit in re.findall(longest, text)}


def _denied(text: str) -> list[str]:
    """Each denial with the sign after it: 不由. What a clause denies elsewhere is no ground."""
    signs = "".join(_forms("denial"))
    return re.findall(f"[{signs}][\u4e00-\u9fff]", text)


@cache
def _rules(kind: str) -> tuple[Rule, ...]:
    return tuple(each for each in load_rules("checking", _LEXICONS) if each.text("kind") == kind)


@cache
def _forms(kind: str) -> tuple[str, ...]:
    return tuple(form for rule in _rules(kind) for form in rule.forms)
